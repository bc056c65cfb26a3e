import { own } from '../../../shared/domain/record.ts';
import { recommendationLook } from '../../parts/verdict-look.ts';
import { hashOf } from '../../router.ts';
import { type Text, useText } from '../../text.ts';
import { DisclosureMark } from '../../ui/disclosure-mark.tsx';
import { Glyph, Status } from '../../ui/glyph.tsx';
import { TotalScores } from './expert-cells.tsx';
import { FigureCell } from './figure-cell.tsx';
import type { ApplicationRow } from './matrix-rows.ts';
import { entryOf, type PanelDesk } from './panel-desk.ts';
import styles from './scores.module.css';

/** The cells of an application's own line. */
export function ApplicationCells(props: {
  readonly desk: PanelDesk;
  readonly row: ApplicationRow;
  readonly open: boolean;
}) {
  const text = useText();
  const { t } = text;
  const { desk, row } = props;
  const { figures, ranked, closed } = row;
  const entry = entryOf(desk.round, ranked.application);
  const { total } = figures;
  const below = total.mean !== null && total.mean < desk.round.scheme.passLine;
  return (
    <>
      <td className={styles.rank}>{rankWords(row, text)}</td>
      <td className={styles.number}>{entry.number}</td>
      <th scope="row" className={styles.applicant} title={text.name(entry.applicant)}>
        {closed ? (
          <Glyph shape="locked" tone="faint" label={t('chair.scores.closed')} />
        ) : (
          <DisclosureMark open={props.open} />
        )}{' '}
        {text.name(entry.applicant)}
      </th>
      <TotalScores desk={desk} figures={figures} className={styles.expert} />
      <FigureCell
        value={total.mean}
        strong
        mark={below ? t('chair.scores.belowLine') : undefined}
      />
      <FigureCell value={total.trimmed} />
      <FigureCell value={total.deviation} />
      <td className={styles.figure}>
        <FlagCount desk={desk} row={row} />
      </td>
      <td className={styles.decision}>
        <Decision desk={desk} application={ranked.application} />
      </td>
    </>
  );
}

/** The rank, with a mark where the totals are equal and something else decided. */
function rankWords({ ranked, figures }: ApplicationRow, { t }: Text): React.ReactNode {
  if (figures.total.mean === null) return null;
  if (ranked.decidedBy === null || ranked.decidedBy === 'total') return ranked.rank;
  return (
    <abbr className={styles.tie} title={t(`chair.tie.${ranked.decidedBy}`)}>
      {t('chair.tie.rank', { rank: ranked.rank })}
    </abbr>
  );
}

function FlagCount(props: { readonly desk: PanelDesk; readonly row: ApplicationRow }) {
  const { t } = useText();
  const { flags, ranked } = props.row;
  if (flags.length === 0) return null;
  const open = flags.filter((each) => !each.settled).length;
  const words =
    open > 0
      ? t('chair.scores.openFlags', { count: open })
      : t('chair.scores.settledFlags', { count: flags.length });
  return (
    <a
      className={styles.flagCount}
      href={hashOf({
        screen: 'chair',
        round: props.desk.round.id,
        part: 'flags',
        application: ranked.application,
      })}
      aria-label={words}
      title={words}
      tabIndex={-1}
    >
      {open > 0 ? <Glyph shape="triangle" tone="caution" /> : <Glyph shape="check" tone="accent" />}{' '}
      {open > 0 ? open : flags.length}
    </a>
  );
}

function Decision(props: { readonly desk: PanelDesk; readonly application: string }) {
  const { t } = useText();
  const { desk, application } = props;
  const decided = own(desk.meeting.decisions, application);
  const vote = own(desk.meeting.votes, application);
  return (
    <a
      className={styles.decided}
      href={hashOf({ screen: 'chair', round: desk.round.id, part: 'decisions', application })}
      tabIndex={-1}
      title={
        vote === undefined
          ? undefined
          : t('chair.votes', { yes: vote.yes, no: vote.no, abstained: vote.abstained })
      }
    >
      {decided === undefined ? (
        t('chair.scores.undecided')
      ) : (
        <Status
          {...recommendationLook[decided.decision]}
          word={t(`domain.recommendation.${decided.decision}`)}
        />
      )}
    </a>
  );
}
