import { readFileSync, writeFileSync } from 'node:fs';
import { fingerprintOf, type Stage } from '../command-stage.ts';

/** A command that must be refused with exit code 1, and what it says in each language. */
export interface Refusal {
  readonly name: string;
  /** `@e1` is a path on the stage, `#center` the fingerprint of a center there. */
  readonly line: string;
  readonly zh: RegExp;
  readonly en: RegExp;
  /** Other than that of the stage. */
  readonly passphrase?: string;
}

/** Refusals that belong together, and what they need on the stage. */
export interface RefusalGroup {
  readonly name: string;
  /** Also opens what the first look at something writes to the log of whoever looks. */
  readonly prepare: (stage: Stage) => void | Promise<void>;
  readonly refusals: readonly Refusal[];
}

/** The arguments that a line stands for. */
export function argumentsOf({ line }: Refusal, { at }: Stage): readonly string[] {
  return line.split(' ').map((word) => {
    if (word.startsWith('@')) return at(...word.slice(1).split('/'));
    return word.startsWith('#') ? fingerprintOf(at(word.slice(1))) : word;
  });
}

/** A copy of a file with one byte changed, so many bytes behind the first mention of an entry, or before the end. */
export function alter(from: string, to: string, entry: string | null, distance: number): void {
  const bytes = readFileSync(from);
  const start = entry === null ? bytes.length : bytes.indexOf(entry) + entry.length;
  bytes[start + distance] = (bytes[start + distance] as number) ^ 1;
  writeFileSync(to, bytes);
}
