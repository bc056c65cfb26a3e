import type { Text } from '../services/text.ts';
import type { Command } from './command.ts';

/** What one command takes and does, or all of them, with what they have in common. */
export function helpLines(shown: readonly Command[], text: Text): readonly string[] {
  const each = shown.flatMap(({ name, usage, about }) => [
    `  haizhi ${name} ${usage}`,
    `      ${text(about)}`,
  ]);
  return [text('cli.usage'), ...each, '', text('cli.common-options')];
}
