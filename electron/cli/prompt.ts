import { stat } from 'node:fs/promises';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readingFailure } from '../services/disk/disk-failure.ts';
import { readBounded } from '../services/disk/durable-file.ts';
import { attempt } from '../services/disk/file-failure.ts';
import type { Text } from '../services/text.ts';
import { type Invocation, type Passphrase, type PassphrasePurpose, UsageError } from './command.ts';
import type { Terminal } from './terminal.ts';

type Asked = Result<Passphrase, Failure<'not-readable' | 'cancelled'>>;

/** How often a person may try. */
const tries = 3;
/** Longest passphrase that is looked at, in characters, and file of one, in bytes. */
const longest = { passphrase: 1_000, file: 64 * 1024 };

/** A passphrase that takes the place of another has its own sources: both are there in one run. */
const asked = {
  present: {
    variable: 'HAIZHI_PASSPHRASE',
    question: 'cli.passphrase',
    absent: 'cli.usage-passphrase',
  },
  change: {
    variable: 'HAIZHI_NEW_PASSPHRASE',
    question: 'cli.new-passphrase',
    absent: 'cli.usage-new-passphrase',
  },
} as const;

/**
 * The passphrase, never from the arguments, which every user of the machine can list: from a file, from the
 * environment, or typed without showing. Where it is chosen it is typed twice.
 */
export async function askPassphrase(
  purpose: PassphrasePurpose,
  file: string | undefined,
  terminal: Terminal,
  text: Text,
): Promise<Asked> {
  if (file !== undefined) return fromFile(file);
  const { variable, question, absent } = asked[purpose === 'change' ? 'change' : 'present'];
  const given = terminal.variables[variable];
  if (given !== undefined && given !== '') return accepted(given, false);
  if (!terminal.isAttended) throw new UsageError(absent);
  for (let left = tries; left > 0; left--) {
    const typed = await terminal.ask(text(question), true);
    if (typed === null) return fail({ kind: 'cancelled' });
    if (typed === '') continue;
    if (purpose === 'unlock') return accepted(typed, true);
    const again = await terminal.ask(text('cli.passphrase-again'), true);
    if (again === null) return fail({ kind: 'cancelled' });
    if (again === typed) return accepted(typed, true);
    terminal.mention(`${text('cli.passphrases-differ')}\n`);
  }
  return fail({ kind: 'cancelled' });
}

/** A yes or no; `null` when nobody is there to answer. Whoever ends the input has not agreed. */
export async function askYesNo(question: string, terminal: Terminal): Promise<boolean | null> {
  if (!terminal.isAttended) return null;
  const answer = (await terminal.ask(`${question} [y/N] `, false)) ?? '';
  return ['y', 'yes', '是', '一致'].includes(answer.trim().toLowerCase());
}

/** Asks for the passphrase and opens something with it; a person who mistypes may try again. */
export async function unlockWith<T>(
  invocation: Invocation,
  open: (passphrase: string) => Promise<Result<T, Failure>>,
): Promise<Result<{ readonly opened: T; readonly passphrase: string }, Failure>> {
  for (let left = tries - 1; ; left--) {
    const given = await invocation.passphrase('unlock');
    if (!given.ok) return given;
    const { passphrase, isTyped } = given.value;
    const opened = await open(passphrase);
    if (opened.ok) return ok({ opened: opened.value, passphrase });
    if (opened.failure.kind !== 'wrong-passphrase' || !isTyped || left === 0) return opened;
    invocation.mention(invocation.text('failure.wrong-passphrase'));
  }
}

async function fromFile(file: string): Promise<Asked> {
  const found = await attempt(file, 'read', async () => (await stat(file)).isDirectory());
  if (found.ok && found.value) return fail({ kind: 'not-readable', file, detail: 'EISDIR' });
  const read = await readBounded(file, longest.file);
  if (!read.ok) {
    if (read.failure.kind === 'too-large') throw new UsageError('cli.usage-passphrase-long');
    return fail(readingFailure(read.failure, file));
  }
  const content = new TextDecoder().decode(read.value);
  const first = content.split(/\r?\n/)[0] ?? '';
  if (first === '') throw new UsageError('cli.usage-passphrase-empty', { file });
  return accepted(first, false);
}

function accepted(passphrase: string, isTyped: boolean): Asked {
  if (passphrase.length > longest.passphrase) throw new UsageError('cli.usage-passphrase-long');
  return ok({ passphrase, isTyped });
}
