import type { ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import { type ConflictState, isRecused } from '../../../shared/domain/conflict.ts';
import { RoundHeader } from '../../parts/round-header.tsx';
import { hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/state-view.tsx';

/** An application that does not open: recused, where only its number is said, or not declared yet. */
export function ClosedApplication(props: {
  readonly review: ReadyReview;
  readonly entry: ApplicationIndexEntry;
  readonly conflict: ConflictState;
}) {
  const { t } = useText();
  const { review, entry, conflict } = props;
  const round = review.detail.round.id;
  const recused = isRecused(conflict);
  const state = recused ? 'recused' : 'undeclared';
  const link = recused
    ? hashOf({ screen: 'applications', round })
    : hashOf({ screen: 'declare', round, application: entry.id });
  return (
    <>
      <RoundHeader detail={review.detail} current={recused ? 'applications' : 'declare'} />
      <Page title={t('review.application', { number: entry.number })}>
        <EmptyState
          title={t(`review.closed.${state}.title`)}
          hint={t(`review.closed.${state}.hint`)}
          action={<a href={link}>{t(`review.closed.${state}.action`)}</a>}
        />
      </Page>
    </>
  );
}
