import type { RefObject } from 'react';
import { verdicts } from '../../../shared/domain/review.ts';
import { nextUnfinished } from '../../parts/next-unfinished.ts';
import { go } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { type Shortcut, useShortcuts } from '../../ui/shortcuts.tsx';
import type { ViewerControls } from '../../viewers/evidence.ts';
import { criteriaAt, type Desk, neighbours, type Place, unfinishedPlace } from './desk.ts';
import { retrace } from './retrace.ts';
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
  const judging: readonly Shortcut[] = verdicts.map((verdict, index) => ({
    keys: String(index + 1),
    label: t('review.keys.verdict', { verdict: t(`domain.verdict.${verdict}`) }),
    run: () => judge(desk, index),
  }));
  useShortcuts([
    { keys: 'J', label: t('review.keys.nextCriterion'), run: () => move(1) },
    { keys: 'K', label: t('review.keys.previousCriterion'), run: () => move(-1) },
    ...(desk.place === 'opinion' ? [] : judging),
    { keys: 'C', label: t('review.keys.cite'), run: cite.run },
    { keys: '/', label: t('review.keys.search'), run: () => viewer.current?.search() },
    { keys: 'N', label: t('review.keys.unfinished'), run: onUnfinished },
    { keys: '[', label: t('review.keys.previousApplication'), run: () => visit(previous) },
    { keys: ']', label: t('review.keys.nextApplication'), run: () => visit(next) },
    { keys: 'Ctrl+Z', label: t('review.keys.undo'), run: () => retrace(review, 'undo') },
    { keys: 'Ctrl+Shift+Z', label: t('review.keys.redo'), run: () => retrace(review, 'redo') },
    { keys: 'H', label: t('review.keys.history'), run: onHistory },
    { keys: 'Escape', label: t('review.keys.leave'), run: () => desk.aimAt(null) },
  ]);
}

/** The place after or before one; `null` at either end. */
export function neighbourPlace(places: readonly Place[], place: Place, by: 1 | -1): Place | null {
  const at = places.indexOf(place);
  return at < 0 ? null : (places[at + by] ?? null);
}

/** Gives the verdict in that place of the list; the same once more takes it back. */
function judge(desk: Desk, index: number): void {
  const verdict = verdicts[index];
  const current = criteriaAt(desk).find(({ criterion }) => criterion.id === desk.place);
  if (verdict === undefined || current === undefined || desk.frozen) return;
  desk.record({
    kind: 'criterion.judged',
    application: desk.entry.id,
    criterion: current.criterion.id,
    verdict: current.judged.verdict === verdict ? null : verdict,
  });
}
