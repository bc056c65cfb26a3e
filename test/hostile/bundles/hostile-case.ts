import type { Cast, Forgery } from './forge.ts';

/** How far a bundle gets: looked at, copied into the library, its round read, an application opened, a document read. */
export type Step = 'inspect' | 'import' | 'open' | 'round' | 'application' | 'document' | 'done';

/** One hostile file: how it differs from an honest bundle, where it is stopped, and with which words. */
export type HostileCase = {
  readonly name: string;
  readonly change: Forgery | ((cast: Cast) => Forgery | Promise<Forgery>);
  /** `step kind flaw entry`, the last two where the failure has them. */
  readonly expected: `${Step}${string}`;
};

/** Writes a case. */
export function stopped(
  expected: HostileCase['expected'],
  name: string,
  change: HostileCase['change'],
): HostileCase {
  return { name, change, expected };
}
