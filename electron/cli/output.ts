import type { Text } from '../services/text.ts';
import type { Outcome, UsageError } from './command.ts';
import { failureLines } from './failure-lines.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a command came to, in words or as JSON, and gives the exit code: 0 done, 1 refused with a message. */
export function showOutcome(
  outcome: Outcome,
  asJson: boolean,
  text: Text,
  terminal: Terminal,
): number {
  const code = outcome.ok && outcome.value.refused !== true ? 0 : 1;
  const lines = outcome.ok
    ? outcome.value.lines
    : (outcome.lines ?? failureLines(outcome.failure, text));
  if (asJson) {
    const value = outcome.ok
      ? { ok: code === 0, value: outcome.value.value }
      : { ok: false, failure: outcome.failure };
    terminal.print(json(code === 0 ? value : { ...value, message: lines }));
  } else if (code === 0) {
    terminal.print(`${lines.join('\n')}\n`);
  }
  // Also beside JSON: whoever keeps the output of a script still reads on the screen why it stopped.
  if (code !== 0) terminal.mention(`${lines.join('\n')}\n`);
  return code;
}

/** Says how a command was called in a wrong way, and where to look; the exit code is 2. */
export function showMisuse(
  { key, values }: UsageError,
  advice: string,
  asJson: boolean,
  text: Text,
  terminal: Terminal,
): number {
  const message = [text(key, values), advice];
  if (asJson) terminal.print(json({ ok: false, usage: key.replace(/^cli\./, ''), message }));
  terminal.mention(`${message.join('\n')}\n`);
  return 2;
}

/** Prints lines that were asked for; the exit code is 0. */
export function say(lines: readonly string[], terminal: Terminal): number {
  terminal.print(`${lines.join('\n')}\n`);
  return 0;
}

/** A value as scripts read it: one JSON text, indented. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
