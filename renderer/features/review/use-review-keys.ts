import type { RefObject } from 'react';
import { nextUnfinished } from '../../parts/next-unfinished.ts';
import { go } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import type { ViewerControls } from '../../viewers/evidence.ts';
import { type Desk, neighbours, type Place, unfinishedPlace } from './desk.ts';
import { keysOf, useAnswerKeys } from './use-answer-keys.ts';
import { placesOf } from './use-desk.ts';

interface Keyed {
  readonly desk: Desk;
  readonly review: ReadyReview;
  readonly cite: { readonly run: () => void };
  readonly viewer: RefObject<ViewerControls | null>;
  readonly answers: RefObject<HTMLElement | null>;
  readonly onHistory: () => void;
}

/** The keys of the review screen. They never fire in a text field or while an IME composes; Escape leaves the field. */
export function useReviewKeys({ desk, review, cite, viewer, answers, onHistory }: Keyed): void {
  const { t } = useText();
  const move = (by: 1 | -1) => {
    const next = neighbourPlace(placesOf(desk), desk.place, by);
    if (next === null) return;
    desk.go(next);
    answers.current?.focus({ preventScroll: true });
  };
  const { previous, next } = neighbours(review, desk.entry.id);
  const visit = (application: string | null) => {
    if (application !== null) go({ screen: 'review', round: desk.round.id, application });
  };
  const onUnfinished = () => {
    const place = unfinishedPlace(placesOf(desk), desk.place, desk.missing);
    if (place !== null) return desk.go(place);
    const route = nextUnfinished(review, desk.entry.id);
    if (route !== null) go(route);
  };
  useShortcuts(
    keysOf(t('review.criteria'), [
      ['J', t('review.keys.nextCriterion'), () => move(1)],
      ['K', t('review.keys.previousCriterion'), () => move(-1)],
      ['N', t('review.keys.unfinished'), onUnfinished],
    ]),
  );
  useAnswerKeys({ desk, review, answers, onHistory });
  useShortcuts([
    ...keysOf(t('common.keys.evidence'), [
      ['C', t('review.keys.cite'), cite.run],
      ['/', t('review.keys.search'), () => viewer.current?.search()],
    ]),
    ...keysOf(t('review.keys.application'), [
      ['[', t('review.keys.previousApplication'), () => visit(previous)],
      [']', t('review.keys.nextApplication'), () => visit(next)],
    ]),
  ]);
}

/** The place after or before one; `null` at either end. */
export function neighbourPlace(places: readonly Place[], place: Place, by: 1 | -1): Place | null {
  const at = places.indexOf(place);
  return at < 0 ? null : (places[at + by] ?? null);
}
