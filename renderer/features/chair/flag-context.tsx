import type { Flag } from '../../../shared/domain/consolidation.ts';
import { own } from '../../../shared/domain/record.ts';
import { countedScore } from '../../../shared/domain/scoring.ts';
import { spellHidden } from '../../../shared/hidden-text.ts';
import { assertNever } from '../../../shared/result.ts';
import { verdictLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { ExpertCell } from './expert-cell.tsx';
import styles from './flags.module.css';
import { CitationWords, CriterionWords, OpinionWords } from './opinions.tsx';
import { labelOf, type PanelDesk, reviewBy } from './panel-desk.ts';

/** What a flag rests on: everybody's numbers side by side, and what they wrote. */
export function FlagContext(props: { readonly desk: PanelDesk; readonly flag: Flag }) {
  const { desk, flag } = props;
  switch (flag.kind) {
    case 'check-disagreement':
    case 'criterion-range':
    case 'score-distance':
      return (
        <>
          <CriterionStrip desk={desk} flag={flag} />
          <CriterionWords
            desk={desk}
            application={flag.application}
            criterion={flag.criterion}
            evidence
          />
        </>
      );
    case 'total-gap':
    case 'straddles-pass-line':
      return (
        <>
          <TotalStrip desk={desk} application={flag.application} />
          <OpinionWords desk={desk} application={flag.application} />
        </>
      );
    case 'falsification-suspected':
      return <Grounds desk={desk} flag={flag} />;
    case 'disclosure-unresolved':
      return <Relation desk={desk} flag={flag} />;
    case 'workbook-missing':
    case 'workbook-superseded':
    case 'workbook-fork':
      return null;
    default:
      return assertNever(flag);
  }
}

/** One line of everybody's scores on a criterion. */
function CriterionStrip(props: {
  readonly desk: PanelDesk;
  readonly flag: { readonly application: string; readonly criterion: string };
}) {
  const { t, number } = useText();
  const { desk, flag } = props;
  const { round, consolidation } = desk;
  const figures = consolidation.applications.find((each) => each.application === flag.application);
  const median = own(figures?.criteria ?? {}, flag.criterion)?.median ?? null;
  const { max } = round.scheme.scale;
  return (
    <Strip desk={desk}>
      {round.panel.members.map(({ id }) => {
        const judged = reviewBy(desk, id, flag.application)?.criteria.find(
          (each) => each.criterion === flag.criterion,
        );
        return (
          <ExpertCell
            key={id}
            value={countedScore(judged)}
            median={median === null ? null : median / 100}
            limit={(round.settings.limits.scoreDistance * max) / 100}
            recused={figures?.recused.includes(id) ?? false}
            show={number}
            {...(judged === undefined
              ? {}
              : {
                  glyph: verdictLook[judged.verdict],
                  word: t(`domain.verdict.${judged.verdict}`),
                })}
          />
        );
      })}
    </Strip>
  );
}

/** One line of everybody's totals. */
function TotalStrip(props: { readonly desk: PanelDesk; readonly application: string }) {
  const { points } = useText();
  const { desk } = props;
  const { round, consolidation } = desk;
  const figures = consolidation.applications.find((each) => each.application === props.application);
  if (figures === undefined) return null;
  return (
    <Strip desk={desk}>
      {round.panel.members.map(({ id }) => (
        <ExpertCell
          key={id}
          value={own(figures.totals, id) ?? null}
          median={figures.total.median}
          limit={100 * round.settings.limits.scoreDistance}
          recused={figures.recused.includes(id)}
          show={points}
        />
      ))}
    </Strip>
  );
}

function Strip(props: { readonly desk: PanelDesk; readonly children: React.ReactNode }) {
  const { round } = props.desk;
  return (
    <div className={styles.stripFrame}>
      <table className={styles.strip}>
        <thead>
          <tr>
            {round.panel.members.map(({ id }) => (
              <th key={id} title={labelOf(round, id)}>
                {labelOf(round, id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>{props.children}</tr>
        </tbody>
      </table>
    </div>
  );
}

function Grounds(props: {
  readonly desk: PanelDesk;
  readonly flag: { readonly application: string; readonly expert: string };
}) {
  const { t } = useText();
  const { desk, flag } = props;
  const suspicion = reviewBy(desk, flag.expert, flag.application)?.falsification;
  return (
    <>
      <blockquote className={styles.quote}>{spellHidden(suspicion?.grounds ?? '')}</blockquote>
      <CitationWords citations={suspicion?.citations ?? []} />
      <p className={styles.note}>{t('chair.flags.falsificationNote')}</p>
    </>
  );
}

function Relation(props: {
  readonly desk: PanelDesk;
  readonly flag: { readonly application: string; readonly expert: string };
}) {
  const { desk, flag } = props;
  const declaration = reviewBy(desk, flag.expert, flag.application)?.declaration;
  if (declaration?.state !== 'disclosed') return null;
  return <blockquote className={styles.quote}>{spellHidden(declaration.relation)}</blockquote>;
}
