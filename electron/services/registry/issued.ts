import { type RoundFile, roundFile } from '../../../shared/bundle.ts';
import { compareText } from '../../../shared/domain/order.ts';
import type { Frozen } from '../../../shared/rpc.ts';
import type { Statements } from './database.ts';
import { canonical, insert, text } from './rows.ts';

/** A bundle that the center has issued, with the round as it went to one panel. */
export interface RegisteredBundle {
  readonly sequence: number;
  readonly manifest: string;
  readonly issuedAt: string;
  readonly file: RoundFile;
}

/** A round that the center has issued. */
export interface IssuedRound {
  readonly id: string;
  /** Of all its panels, ascending by sequence, never empty; the last is the newest. */
  readonly bundles: readonly RegisteredBundle[];
}

/** The bundles of one panel, ascending by sequence, never empty. */
export interface IssuedPanel {
  readonly id: string;
  readonly bundles: readonly RegisteredBundle[];
  readonly newest: RegisteredBundle;
}

/** The panels of a round, by id. */
export function panelsOf({ bundles }: IssuedRound): readonly IssuedPanel[] {
  const byPanel = Map.groupBy(bundles, ({ file }) => file.round.panel.id);
  return [...byPanel]
    .flatMap(([id, own]) => {
      const newest = own.at(-1);
      return newest === undefined ? [] : [{ id, bundles: own, newest }];
    })
    .toSorted((a, b) => compareText(a.id, b.id));
}

/** Takes note of a bundle; the round's own columns are those of its newest one, of whichever panel. */
export async function issue(
  within: Statements,
  file: Frozen<RoundFile>,
  bundle: { readonly sequence: number; readonly manifest: string },
  at: string,
): Promise<void> {
  const { id, kind, title, year, deadline, panel } = file.round;
  await within.query(
    `INSERT INTO rounds (id, kind, title, year, deadline, sequence) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET kind = $2, title = $3, year = $4, deadline = $5, sequence = $6
     WHERE rounds.sequence < $6`,
    [id, kind, title, year, deadline.at, bundle.sequence],
  );
  await insert(
    within,
    'bundles',
    ['round', 'sequence', 'panel', 'manifest', 'issued_at', 'content'],
    [id, bundle.sequence, panel.id, bundle.manifest, at, canonical(file)],
  );
}

/** All rounds, by id. */
export async function readRounds(within: Statements): Promise<readonly IssuedRound[]> {
  const rows = await within.query(
    'SELECT round, sequence, manifest, issued_at, content FROM bundles ORDER BY sequence',
  );
  const byRound = Map.groupBy(rows, (row) => text(row, 'round'));
  const issued = [...byRound].map(([id, own]) => ({
    id,
    bundles: own.map((row) => ({
      sequence: Number(row.sequence),
      manifest: text(row, 'manifest'),
      issuedAt: text(row, 'issued_at'),
      file: roundFile.parse(JSON.parse(text(row, 'content'))),
    })),
  }));
  return issued.toSorted((a, b) => compareText(a.id, b.id));
}
