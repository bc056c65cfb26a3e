import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Text } from '../services/text.ts';
import { UsageError } from './command.ts';

/** Whether a person sits at this terminal. */
function isAttended(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/**
 * The passphrase, never from the arguments, which every user of the machine can list: from a file, from the
 * environment, or typed without showing. Where it is chosen it is typed twice.
 */
export async function askPassphrase(
  purpose: 'unlock' | 'choose',
  file: string | undefined,
  text: Text,
): Promise<string> {
  if (file !== undefined) return firstLine(await readFile(file, 'utf8'));
  const given = process.env.HAIZHI_PASSPHRASE;
  if (given !== undefined && given !== '') return given;
  if (!isAttended()) throw new UsageError('cli.usage-passphrase');
  const typed = await ask(text('cli.passphrase'), true);
  if (purpose === 'choose' && (await ask(text('cli.passphrase-again'), true)) !== typed) {
    throw new UsageError('cli.usage-passphrases-differ');
  }
  return typed;
}

/** A yes or no; `null` when nobody is there to answer. */
export async function askYesNo(question: string): Promise<boolean | null> {
  if (!isAttended()) return null;
  const answer = await ask(`${question} [y/N] `, false);
  return ['y', 'yes', '是'].includes(answer.trim().toLowerCase());
}

function firstLine(content: string): string {
  return content.replace(/^\uFEFF/, '').split(/\r?\n/)[0] ?? '';
}

async function ask(question: string, isSecret: boolean): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = isSecret ? silent : process.stderr;
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    if (isSecret) process.stderr.write('\n');
  }
}
