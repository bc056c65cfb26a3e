import { progress } from '../../shared/domain/review-missing.ts';
import type { Route } from '../router.ts';
import type { ReadyReview } from '../store/use-review.ts';

/**
 * Where work goes on after an application (after none: from the first): the next one that is declared and lacks
 * something, going round; then a declaration that is missing; then the end. `null` once the review is signed.
 */
export function nextUnfinished(
  { detail, member, review }: Pick<ReadyReview, 'detail' | 'member' | 'review'>,
  after: string | null,
): Route | null {
  if (review.phase === 'signed') return null;
  const round = detail.round.id;
  if (review.pledge === null) return { screen: 'declare', round };
  const all = progress(detail.round, member, review);
  const at = all.findIndex((each) => each.application === after);
  const others = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
  const lacking = others.find(({ status }) => status === 'open' || status === 'started');
  if (lacking !== undefined) return { screen: 'review', round, application: lacking.application };
  const undeclared = others.find(({ status }) => status === 'undeclared');
  if (undeclared !== undefined) {
    return { screen: 'declare', round, application: undeclared.application };
  }
  const here = all[at];
  if (here?.status === 'open' || here?.status === 'started') return null;
  return { screen: 'finish', round };
}
