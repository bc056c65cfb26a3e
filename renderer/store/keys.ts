import { call } from '../client.ts';
import { importSeal, type Seal } from './seal.ts';

let present: Promise<Seal | null> | null = null;
const forgetters = new Set<() => void>();

/** The seal of the unlocked identity; `null` while it is locked. The key itself never stays in the page. */
export function currentSeal(): Promise<Seal | null> {
  present ??= obtain();
  return present;
}

/** Drops the seal and everything that was opened with it. */
export function forgetKeys(): void {
  present = null;
  for (const forget of forgetters) forget();
}

/** Registers what has to be dropped from memory when the identity is locked or changes. */
export function onForget(forget: () => void): void {
  forgetters.add(forget);
}

async function obtain(): Promise<Seal | null> {
  const answer = await call('projection.key', {});
  if (answer.ok) return importSeal(answer.value.key);
  present = null;
  return null;
}
