import type { Cast, Forgery } from './forge.ts';
import type { Seen } from './take-at-desk.ts';

/** How far a bundle gets: looked at, copied into the library, its round read, an application opened, a document read. */
export type Step = 'inspect' | 'import' | 'open' | 'round' | 'application' | 'document' | 'done';

/** One hostile file: how it differs from an honest bundle, where it is stopped, and with which words. */
export type HostileCase = {
  readonly name: string;
  readonly change: Forgery | ((cast: Cast) => Forgery | Promise<Forgery>);
  /** `step kind flaw entry`, the last two where the failure has them. */
  readonly expected: `${Step}${string}`;
  /** Where a person at a desk is stopped, and a word of the failure that is told there. */
  readonly atDesk: { readonly step: Seen['step']; readonly word: string };
};

/** Writes a case; a desk says the same in its own words, unless they are given. */
export function stopped(
  expected: HostileCase['expected'],
  name: string,
  change: HostileCase['change'],
  atDesk = deskOf(expected),
): HostileCase {
  return { name, change, expected, atDesk };
}

/** A desk looks at a bundle, copies it and reads its round at once. */
function deskOf(expected: string): HostileCase['atDesk'] {
  const [step = '', kind = '', flaw = ''] = expected.split(' ');
  const hasFlaw = ['zip', 'age', 'json', 'signature', 'certificate'].includes(kind);
  const word = hasFlaw ? flaw : kind;
  return step === 'application' || step === 'document' || step === 'done'
    ? { step, word }
    : { step: 'open', word };
}
