import { Input, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { FailedRound } from '../../parts/failed-round.tsx';
import { RoundHeader } from '../../parts/round-header.tsx';
import { go } from '../../router.ts';
import { type ReadyReview, useReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Page } from '../../ui/page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, LoadingState } from '../../ui/state-view.tsx';
import { ApplicationGroup, ApplicationsHead } from './application-group.tsx';
import { type Filter, grouped, rowsOf, type Status } from './application-rows.ts';
import styles from './applications.module.css';
import { NextStep } from './next-step.tsx';

/** The applications of a round that one reviews, by base type. */
export function ApplicationsScreen(props: { readonly round: string }) {
  const { t } = useText();
  const review = useReview(props.round);
  if (review.kind === 'loading') return <LoadingState label={t('common.loading')} rows={8} />;
  if (review.kind === 'failed') {
    return (
      <FailedRound round={props.round} title={t('applications.title')} failure={review.failure} again={review.again} />
    );
  }
  return (
    <>
      <RoundHeader detail={review.detail} current="applications" />
      <Applications review={review} />
    </>
  );
}

const statuses: readonly Status[] = ['undeclared', 'open', 'started', 'complete', 'recused'];

function Applications(props: { readonly review: ReadyReview }) {
  const { t } = useText();
  const { review } = props;
  const [filter, setFilter] = useState<Filter>({ status: 'all', words: '' });
  const rows = rowsOf(review);
  const groups = grouped(rows, filter);
  const countOf = (status: Status) =>
    rows.filter((row) => (row.recused ? 'recused' : row.status) === status).length;
  return (
    <Page
      title={t('applications.title')}
      lead={t('applications.lead', { count: rows.length })}
      measure="table"
      actions={
        <Input.Search
          allowClear
          className={styles.search}
          aria-label={t('applications.search')}
          placeholder={t('applications.search')}
          onChange={(event) => setFilter({ ...filter, words: event.target.value })}
        />
      }
    >
      <NextStep review={review} />
      <Segmented<Filter['status']>
        className={styles.filter}
        aria-label={t('applications.filter')}
        value={filter.status}
        options={[
          { value: 'all', label: `${t('applications.all')} ${rows.length}` },
          ...statuses
            .filter((status) => countOf(status) > 0)
            .map((status) => ({
              value: status,
              label: `${t(`applications.status.${status}`)} ${countOf(status)}`,
            })),
        ]}
        onChange={(status) => setFilter({ ...filter, status })}
      />
      <Rows review={review} groups={groups} />
    </Page>
  );
}

function Rows(props: {
  readonly review: ReadyReview;
  readonly groups: ReturnType<typeof grouped>;
}) {
  const { t } = useText();
  const list = useRef<HTMLTableElement>(null);
  const round = props.review.detail.round.id;
  const move = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
  };
  useShortcuts([
    { keys: 'J', label: t('applications.keys.next'), run: () => move(1) },
    { keys: 'K', label: t('applications.keys.previous'), run: () => move(-1) },
    { keys: 'F', label: t('applications.keys.finish'), run: () => go({ screen: 'finish', round }) },
  ]);
  if (props.groups.length === 0) {
    return <EmptyState title={t('applications.none.title')} hint={t('applications.none.hint')} />;
  }
  return (
    <table ref={list} className={styles.table}>
      <ApplicationsHead />
      {props.groups.map((group) => (
        <ApplicationGroup key={group.baseType} round={round} {...group} />
      ))}
    </table>
  );
}
