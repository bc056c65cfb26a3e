import { runCommandLine } from '../../electron/cli/command-line.ts';
import type { Terminal } from '../../electron/cli/terminal.ts';
import type { Ran } from './command-line.ts';

/** What stands around a command that is run without a process of its own. */
interface Typing {
  readonly passphrase?: string;
  /** The one that takes its place. */
  readonly newPassphrase?: string;
  /** Answers of a person who sits there, in the order of the questions; `null` ends the input. Nobody there without it. */
  readonly answers?: readonly (string | null)[];
}

/** Runs a command line within this process and gives what it would have written. Paths are absolute. */
export async function typed(args: readonly string[], typing: Typing = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const answers = [...(typing.answers ?? [])];
  const { passphrase, newPassphrase } = typing;
  const terminal: Terminal = {
    variables: { HAIZHI_PASSPHRASE: passphrase, HAIZHI_NEW_PASSPHRASE: newPassphrase },
    isAttended: typing.answers !== undefined,
    print: (text) => void out.push(text),
    mention: (text) => void err.push(text),
    ask: async (question) => {
      err.push(question);
      return answers.shift() ?? null;
    },
    close: () => undefined,
  };
  const status = await runCommandLine(args, terminal);
  return { status, out: out.join(''), err: err.join('') };
}
