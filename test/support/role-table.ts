import { readFileSync } from 'node:fs';
import { inProject } from '../../build/project.ts';
import { type Stage, stages } from './role-stages.ts';

/** What comes of every method at every stage: `ok`, or the kind of the refusal. */
type RoleTable = Readonly<Record<string, Readonly<Record<Stage, string>>>>;

/** The table of `docs/authority.md`. */
export function decidedTable(): RoleTable {
  const text = readFileSync(inProject('docs/authority.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| `[a-z]+\.[a-zA-Z]+` +\|/.test(line));
  return Object.fromEntries(
    rows.map((row) => {
      const [name = '', ...cells] = row
        .split('|')
        .slice(1, -1)
        .map((each) => each.trim());
      const outcomes = stages.map((stage, place) => [stage, cells[place] ?? ''] as const);
      return [name.replaceAll('`', ''), Object.fromEntries(outcomes) as Record<Stage, string>];
    }),
  );
}
