import type { ReactNode } from 'react';
import { type ReadyReview, useReview } from '../store/use-review.ts';
import { useText } from '../text.ts';
import { LoadingState } from '../ui/state-view.tsx';
import { FailedRound } from './failed-round.tsx';

/** What is made of one's own review of a round, once it is read; until then that it is being read, or why it cannot be. */
export function OwnReview(props: {
  readonly round: string;
  readonly title: string;
  readonly children: (review: ReadyReview) => ReactNode;
}) {
  const { t } = useText();
  const { round, title } = props;
  const review = useReview(round);
  if (review.kind === 'loading') return <LoadingState label={t('common.loading')} rows={8} />;
  if (review.kind === 'failed') {
    const { failure, again } = review;
    return <FailedRound round={round} title={title} failure={failure} again={again} />;
  }
  return props.children(review);
}
