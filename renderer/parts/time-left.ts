import type { Text } from '../text.ts';

/** An estimate in words, no finer than it can be: whole minutes from a minute and a half on, steps of five seconds below. */
export function timeLeft(seconds: number, t: Text['t']): string {
  if (seconds >= 90) return t('common.minutes-left', { count: Math.round(seconds / 60) });
  return t('common.seconds-left', { count: Math.max(Math.ceil(seconds / 5) * 5, 5) });
}
