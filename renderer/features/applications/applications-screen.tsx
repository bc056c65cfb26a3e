import { Button } from 'antd';
import { useState } from 'react';
import { nextUnfinished } from '../../parts/next-unfinished.ts';
import { OwnReview } from '../../parts/own-review.tsx';
import { RoundHeader } from '../../parts/round-header.tsx';
import { go } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Page } from '../../ui/page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import { rowsOf } from './application-rows.ts';
import { ApplicationTable } from './application-table.tsx';
import { ListFilter } from './list-filter.tsx';
import { arranged, firstView, type ListView, rememberedView, rememberView } from './list-view.ts';
import { NextStep } from './next-step.tsx';

/** The applications of a round that one reviews, by base type. */
export function ApplicationsScreen(props: { readonly round: string }) {
  const { t } = useText();
  return (
    <OwnReview round={props.round} title={t('applications.title')}>
      {(review) => (
        <>
          <RoundHeader detail={review.detail} current="applications" />
          <Applications review={review} />
        </>
      )}
    </OwnReview>
  );
}

function Applications(props: { readonly review: ReadyReview }) {
  const { t, name } = useText();
  const { review } = props;
  const round = review.detail.round.id;
  const [view, setView] = useState(() => rememberedView(round));
  const rows = rowsOf(review, name);
  const groups = arranged(rows, view);
  const change = (next: Partial<ListView>) => {
    const changed = { ...view, ...next };
    setView(changed);
    rememberView(round, changed);
  };
  return (
    <Page
      title={t('applications.title')}
      lead={t('applications.lead', { count: rows.length })}
      measure="table"
      actions={<GoOn review={review} />}
    >
      <NextStep review={review} />
      <ListFilter rows={rows} view={view} onChange={change} />
      {groups.length === 0 ? (
        <EmptyState
          title={t('applications.none.title')}
          hint={t('applications.none.hint')}
          action={<Button onClick={() => change(firstView)}>{t('applications.none.clear')}</Button>}
        />
      ) : (
        <ApplicationTable
          round={round}
          groups={groups}
          sort={view.sort}
          onSort={(sort) => change({ sort })}
        />
      )}
    </Page>
  );
}

/** To the next application that lacks something. */
function GoOn(props: { readonly review: ReadyReview }) {
  const { t } = useText();
  const next = nextUnfinished(props.review, null);
  const run = () => {
    if (next !== null) go(next);
  };
  useShortcuts([{ keys: 'N', label: t('applications.keys.unfinished'), run }]);
  if (next === null || next.screen !== 'review') return null;
  return (
    <Button type="primary" onClick={run}>
      {t('applications.goOn')}
    </Button>
  );
}
