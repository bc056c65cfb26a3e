import type { RefObject } from 'react';
import { verdicts } from '../../../shared/domain/review.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { type Shortcut, useShortcuts } from '../../ui/shortcuts.tsx';
import { criteriaAt, type Desk } from './desk.ts';
import { retrace } from './retrace.ts';

type Key = readonly [keys: string, label: string, run: () => void];

/** Keys that work at the same place of the screen. */
export function keysOf(place: string, all: readonly Key[]): readonly Shortcut[] {
  return all.map(([keys, label, run]) => ({ place, keys, label, run }));
}

/** The keys of the answers: the next check, the verdicts, into the fields, and what was answered before. */
export function useAnswerKeys(props: {
  readonly desk: Desk;
  readonly review: ReadyReview;
  readonly answers: RefObject<HTMLElement | null>;
  readonly onHistory: () => void;
}): void {
  const { t } = useText();
  const { desk, review, answers } = props;
  const focus = (field: string) => answers.current?.querySelector<HTMLElement>(field)?.focus();
  const onCheck = () => {
    const check = nextCheck(desk);
    if (check === null) return;
    desk.aimAt(check);
    focus(`[data-check="${check}"] input`);
  };
  const judging = verdicts.map((verdict, index): Key => {
    const label = t('review.keys.verdict', { verdict: t(`domain.verdict.${verdict}`) });
    return [String(index + 1), label, () => judge(desk, index)];
  });
  const ofCriterion: readonly Key[] = [
    ['F', t('review.keys.nextCheck'), onCheck],
    ...judging,
    ['S', t('review.keys.score'), () => focus('#score')],
  ];
  useShortcuts(
    keysOf(t('review.keys.answers'), [
      ...(desk.place === 'opinion' ? [] : ofCriterion),
      ['M', t('review.keys.comment'), () => focus('#comment, #opinion')],
      ['Escape', t('review.keys.leave'), () => desk.aimAt(null)],
      ['H', t('review.keys.history'), props.onHistory],
      ['Ctrl+Z', t('review.keys.undo'), () => retrace(review, 'undo')],
      ['Ctrl+Shift+Z', t('review.keys.redo'), () => retrace(review, 'redo')],
    ]),
  );
}

/** The check after the one aimed at, going round, that has no finding; when all have one, simply the one after it. */
function nextCheck(desk: Pick<Desk, 'round' | 'entry' | 'state' | 'place' | 'check'>) {
  const found = criteriaAt(desk).find(({ criterion }) => criterion.id === desk.place);
  const checks = found?.criterion.checks.map(({ id }) => id) ?? [];
  const at = desk.check === null ? -1 : checks.indexOf(desk.check);
  const others = [...checks.slice(at + 1), ...checks.slice(0, Math.max(at, 0))];
  return others.find((id) => !Object.hasOwn(desk.state.checks, id)) ?? others[0] ?? null;
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
