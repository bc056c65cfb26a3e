import { useRef } from 'react';
import { isRecused } from '../../../shared/domain/conflict.ts';
import { own } from '../../../shared/domain/record.ts';
import { applicationOf, assignmentOf } from '../../../shared/domain/round.ts';
import { totalOf } from '../../../shared/domain/scoring.ts';
import { recommendationLook } from '../../parts/verdict-look.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Glyph, Status } from '../../ui/glyph.tsx';
import { RowGap, type RowPlace, useVirtualRows } from '../../ui/virtual-rows.tsx';
import styles from './finish.module.css';

/** What will stand in the workbook, one line an application; of a recused one only its number. */
export function Summary(props: { readonly review: ReadyReview }) {
  const { t } = useText();
  const { detail, member } = props.review;
  const body = useRef<HTMLTableSectionElement>(null);
  const assigned = assignmentOf(detail.round, member);
  const rows = useVirtualRows(body, assigned, () => 37);
  return (
    <table className={styles.summary} aria-rowcount={assigned.length + 1}>
      <thead>
        <tr>
          <th className={styles.number}>{t('applications.number')}</th>
          <th>{t('applications.applicant')}</th>
          <th className={styles.total}>{t('applications.total')}</th>
          <th className={styles.recommendation}>{t('applications.recommendation')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        <RowGap height={rows.above} columns={4} />
        {rows.shown.map(({ index, measure }) => (
          <SummaryRow
            key={assigned[index]}
            place={{ 'data-index': index, 'aria-rowindex': index + 2, ref: measure }}
            review={props.review}
            application={assigned[index] ?? ''}
          />
        ))}
        <RowGap height={rows.below} columns={4} />
      </tbody>
    </table>
  );
}

function SummaryRow(props: {
  readonly place: RowPlace;
  readonly review: ReadyReview;
  readonly application: string;
}) {
  const { t, name, total: totalWords } = useText();
  const { round } = props.review.detail;
  const entry = applicationOf(round, props.application);
  const state = own(props.review.review.applications, props.application);
  if (entry === undefined || state === undefined) return null;
  if (isRecused(state.conflict)) {
    return (
      <tr {...props.place} className={styles.recused}>
        <td className={styles.number}>{entry.number}</td>
        <td colSpan={3}>
          <Status shape="locked" tone="faint" word={t('applications.recused')} />
        </td>
      </tr>
    );
  }
  const total = totalOf(round.scheme, entry.baseType, state.criteria);
  return (
    <tr {...props.place}>
      <td className={styles.number}>{entry.number}</td>
      <td>
        {name(entry.applicant)}
        {state.falsification !== null && (
          <span className={styles.flag}>
            <Glyph shape="triangle" tone="error" /> {t('applications.falsification')}
          </span>
        )}
      </td>
      <td className={styles.total}>
        {total === null ? (
          <Glyph shape="dash" tone="faint" label={t('applications.unscored')} />
        ) : (
          totalWords(total)
        )}
      </td>
      <td>
        {state.recommendation !== null && (
          <Status
            {...recommendationLook[state.recommendation]}
            word={t(`domain.recommendation.${state.recommendation}`)}
          />
        )}
      </td>
    </tr>
  );
}
