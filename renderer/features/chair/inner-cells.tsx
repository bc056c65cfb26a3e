import { isObjective } from '../../../shared/domain/catalogue/catalogue.ts';
import { own } from '../../../shared/domain/record.ts';
import { findingLook, recommendationLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { DisclosureMark } from '../../ui/disclosure-mark.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { ExpertCell } from './expert-cell.tsx';
import { CriterionScores } from './expert-cells.tsx';
import { FigureCell } from './figure-cell.tsx';
import type { InnerRow } from './matrix-rows.ts';
import { type PanelDesk, reviewBy } from './panel-desk.ts';
import styles from './scores.module.css';

type Of<K extends InnerRow['kind']> = Extract<InnerRow, { readonly kind: K }>;

/** One criterion: every expert's verdict and score, and the figures over them. */
export function CriterionCells(props: {
  readonly desk: PanelDesk;
  readonly row: Of<'criterion'>;
  readonly open: boolean;
}) {
  const { t, local } = useText();
  const { desk, row } = props;
  const { parent, criterion } = row;
  const statistics = own(parent.figures.criteria, criterion.id);
  return (
    <>
      <td className={styles.weight} colSpan={2}>
        {t('chair.scores.weight', { weight: row.weight })}
      </td>
      <th scope="row" className={styles.applicant} title={local(criterion.requirement)}>
        <DisclosureMark open={props.open} /> {criterion.id} {local(criterion.title)}
      </th>
      <CriterionScores
        desk={desk}
        figures={parent.figures}
        criterion={criterion.id}
        className={styles.expert}
      />
      <FigureCell value={statistics?.mean ?? null} />
      <FigureCell value={statistics?.trimmed ?? null} />
      <FigureCell value={statistics?.deviation ?? null} />
      <td className={styles.figure}>
        <OpenFlags row={row} />
      </td>
      <td />
    </>
  );
}

function OpenFlags(props: { readonly row: Of<'criterion'> }) {
  const { t } = useText();
  const { parent, criterion } = props.row;
  const mine = parent.flags.filter(
    ({ flag }) => 'criterion' in flag && flag.criterion === criterion.id,
  );
  if (mine.length === 0) return null;
  return (
    <>
      <Glyph shape="triangle" tone="caution" label={t('chair.scores.flags')} /> {mine.length}
    </>
  );
}

/** One check: what every expert found. Facts on which experts differ are marked. */
export function CheckCells(props: { readonly desk: PanelDesk; readonly row: Of<'check'> }) {
  const { t, local } = useText();
  const { desk, row } = props;
  const { parent, check } = row;
  const found = desk.round.panel.members.map(({ id }) => {
    const recused = parent.figures.recused.includes(id);
    const checks = reviewBy(desk, id, parent.key)?.criteria.flatMap((each) => each.checks);
    return { id, recused, finding: checks?.find((each) => each.check === check.id)?.finding };
  });
  const given = found.flatMap(({ finding, recused }) => (recused ? [] : (finding ?? [])));
  const disputed = isObjective(check) && new Set(given).size > 1;
  return (
    <>
      <td colSpan={2} />
      <th scope="row" className={styles.applicant} title={local(check.label)}>
        {local(check.label)}
      </th>
      {found.map(({ id, finding, recused }) => (
        <ExpertCell
          key={id}
          className={styles.expert}
          recused={recused}
          {...(finding === undefined
            ? {}
            : { glyph: findingLook[finding], word: t(`domain.finding.${finding}`) })}
        />
      ))}
      <td colSpan={5} className={styles.disputed}>
        {disputed && (
          <>
            <Glyph shape="triangle" tone="caution" /> {t('chair.scores.disputed')}
          </>
        )}
      </td>
    </>
  );
}

/** What every expert recommends for the application as a whole. */
export function RecommendationCells(props: {
  readonly desk: PanelDesk;
  readonly row: Of<'recommendation'>;
  readonly open: boolean;
}) {
  const { t } = useText();
  const { desk, row } = props;
  const { figures, key } = row.parent;
  return (
    <>
      <td colSpan={2} />
      <th scope="row" className={styles.applicant}>
        <DisclosureMark open={props.open} /> {t('chair.scores.recommendations')}
      </th>
      {desk.round.panel.members.map(({ id }) => {
        const recommendation = reviewBy(desk, id, key)?.recommendation;
        return (
          <ExpertCell
            key={id}
            className={styles.expert}
            recused={figures.recused.includes(id)}
            {...(recommendation === undefined
              ? {}
              : {
                  glyph: recommendationLook[recommendation],
                  word: t(`domain.recommendation.${recommendation}`),
                })}
          />
        );
      })}
      <td colSpan={5} className={styles.disputed}>
        {t('chair.scores.criteriaMet', { count: figures.criteriaMet })}
      </td>
    </>
  );
}
