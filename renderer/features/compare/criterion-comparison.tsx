import { useRef, useState } from 'react';
import type { Criterion } from '../../../shared/domain/catalogue/criterion.ts';
import { countedScore } from '../../../shared/domain/scoring.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { DotStrip } from '../../ui/dot-strip.tsx';
import { SortedHeading } from '../../ui/sorted-heading.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import { RowGap, useVirtualRows } from '../../ui/virtual-rows.tsx';
import styles from './compare.module.css';
import { ComparedLine } from './compared-line.tsx';
import { type ComparedRow, comparedRows, orderedRows, type RowOrder } from './compared-rows.ts';

const columns = 6;

/** One criterion over all applications of its type: findings, verdict, score and comment of one's own. */
export function CriterionComparison(props: {
  readonly review: ReadyReview;
  readonly criterion: Criterion;
}) {
  const { t, local, name } = useText();
  const { review, criterion } = props;
  const rows = comparedRows(review, criterion, name);
  return (
    <div className={styles.content} data-scroll>
      <h1 className={styles.title}>
        {criterion.id} {local(criterion.title)}
      </h1>
      <p className={styles.lead}>{local(criterion.requirement)}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('compare.none.title')} hint={t('compare.none.hint')} />
      ) : (
        <>
          <OwnScores {...props} rows={rows} />
          <Table {...props} rows={rows} />
        </>
      )}
    </div>
  );
}

interface Shown {
  readonly review: ReadyReview;
  readonly criterion: Criterion;
  readonly rows: readonly ComparedRow[];
}

function OwnScores({ review, rows }: Shown) {
  const { t } = useText();
  const { max } = review.detail.round.scheme.scale;
  const scores = rows.flatMap((row) => {
    const score = row.recused ? null : countedScore(row.judged);
    return score === null ? [] : [score / max];
  });
  if (scores.length === 0) return null;
  const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length;
  return (
    <div className={styles.scores}>
      <DotStrip label={t('compare.scores', { count: scores.length })} values={scores} mean={mean} />
      <span className={styles.scale}>
        <span>0</span>
        <span>{max}</span>
      </span>
    </div>
  );
}

function Table({ review, criterion, rows }: Shown) {
  const { t } = useText();
  const [order, setOrder] = useState<RowOrder>({ by: 'number', descending: false });
  const body = useRef<HTMLTableSectionElement>(null);
  const ordered = orderedRows(rows, order);
  const virtual = useVirtualRows(
    body,
    ordered.map((row) => row.id),
    () => 56,
  );
  const sorted = (by: RowOrder['by'], label: string) => (
    <SortedHeading
      label={label}
      className={styles[by]}
      direction={order.by === by ? (order.descending ? 'descending' : 'ascending') : 'none'}
      onSort={() =>
        setOrder({ by, descending: order.by === by ? !order.descending : by === 'score' })
      }
    />
  );
  return (
    <table className={styles.table} aria-rowcount={rows.length + 1}>
      <caption className="visually-hidden">{t('compare.caption', { id: criterion.id })}</caption>
      <thead>
        <tr>
          {sorted('number', t('applications.number'))}
          <th scope="col">{t('applications.applicant')}</th>
          <th scope="col" className={styles.checks}>
            {t('review.checks')}
          </th>
          <th scope="col" className={styles.verdict}>
            {t('review.verdict')}
          </th>
          {sorted('score', t('review.score'))}
          <th scope="col" className={styles.comment}>
            {t('review.comment')}
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        <RowGap height={virtual.above} columns={columns} />
        {virtual.shown.map(({ index, measure }) => {
          const row = ordered[index];
          if (row === undefined) return null;
          const place = { 'data-index': index, 'aria-rowindex': index + 2, ref: measure };
          return (
            <ComparedLine
              key={row.id}
              place={place}
              round={review.detail.round.id}
              criterion={criterion}
              row={row}
            />
          );
        })}
        <RowGap height={virtual.below} columns={columns} />
      </tbody>
    </table>
  );
}
