import type { Result } from './result.ts';
import { fail, ok } from './result.ts';

/**
 * - `too-short`: below 10 characters, a Chinese character counting as two.
 * - `too-long`: above 128 characters.
 * - `too-guessable`: long enough, but made of digits, repetitions, sequences or well-known words.
 * - `unusable-character`: line breaks, tabs and other control characters, which a prompt cannot take.
 */
type PassphraseProblem = 'too-short' | 'too-long' | 'too-guessable' | 'unusable-character';

export interface WeakPassphrase {
  readonly kind: 'weak-passphrase';
  readonly problem: PassphraseProblem;
}

interface PassphraseEstimate {
  /** Rough effort of guessing as a power of two; an upper bound, since nobody knows the person. */
  readonly bits: number;
  /** 0 unusable, 1 weak, 2 fair, 3 good, 4 very good. Two and more are accepted. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  /** Why it is refused, or null. */
  readonly problem: PassphraseProblem | null;
}

/** Characters at least, a Chinese one counting as two. */
export const SHORTEST = 10;
const LONGEST = 128;
const ACCEPTED_BITS = 42;

/** What people here type first; each counts as one character. */
const WELL_KNOWN =
  /password|passw0rd|qwertyuiop|qwerty|asdfgh|zxcvbn|1qaz2wsx|letmein|welcome|iloveyou|admin|woaini|5201314|beijing|zhongguo|haizhi|密码|我爱你|北京|海智|评审/gi;

/** Judges a passphrase. Pure and quick: may run at every key stroke. */
export function estimatePassphrase(passphrase: string): PassphraseEstimate {
  const text = passphrase.normalize('NFC');
  const bits = Math.floor(guessingBits(text));
  const problem = problemOf(text, bits);
  return { bits, level: levelOf(bits, problem), problem };
}

/** The rule for every new passphrase. */
export function requireStrength(passphrase: string): Result<void, WeakPassphrase> {
  const { problem } = estimatePassphrase(passphrase);
  return problem === null ? ok() : fail({ kind: 'weak-passphrase', problem });
}

function problemOf(text: string, bits: number): PassphraseProblem | null {
  if (/\p{Cc}/u.test(text)) return 'unusable-character';
  const characters = [...text];
  if (characters.length > LONGEST) return 'too-long';
  const length = characters.reduce((sum, each) => sum + (isHan(each) ? 2 : 1), 0);
  if (length < SHORTEST) return 'too-short';
  return bits < ACCEPTED_BITS ? 'too-guessable' : null;
}

function levelOf(bits: number, problem: PassphraseProblem | null): PassphraseEstimate['level'] {
  if (problem === 'too-guessable') return 1;
  if (problem !== null) return 0;
  if (bits < 56) return 2;
  return bits < 72 ? 3 : 4;
}

/** Each character is worth its alphabet, unless what stands before it foretells it: then one bit. */
function guessingBits(text: string): number {
  const characters = [...text.replace(WELL_KNOWN, 'w')].slice(0, LONGEST);
  const perAlphabet = Math.log2(alphabetOf(characters));
  const seen = new Set<string>();
  let bits = 0;
  characters.forEach((character, index) => {
    const pair = `${characters[index - 1] ?? ''}${character}`.toLowerCase();
    const isForetold = index > 0 && (seen.has(pair) || continuesRun(characters, index));
    seen.add(pair);
    bits += isForetold ? 1 : isHan(character) ? 9 : perAlphabet;
  });
  return bits;
}

/** `aaa`, `1234`, `cba`: the step to this character is the step before it, and small. */
function continuesRun(characters: readonly string[], index: number): boolean {
  const step = stepAt(characters, index);
  return Math.abs(step) <= 1 && (index === 1 || step === stepAt(characters, index - 1));
}

function stepAt(characters: readonly string[], index: number): number {
  const here = characters[index]?.codePointAt(0) ?? 0;
  return here - (characters[index - 1]?.codePointAt(0) ?? 0);
}

function alphabetOf(characters: readonly string[]): number {
  const has = (pattern: RegExp) => characters.some((each) => pattern.test(each));
  const size =
    (has(/[0-9]/) ? 10 : 0) +
    (has(/[a-z]/) ? 26 : 0) +
    (has(/[A-Z]/) ? 26 : 0) +
    (has(/[^0-9A-Za-z]/) ? 30 : 0);
  return Math.max(size, 2);
}

function isHan(character: string): boolean {
  return /\p{Script=Han}/u.test(character);
}
