import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Database } from './database.ts';

/**
 * The schema of the registry, step by step. A published step is never changed: a later one amends it. Instants and
 * hashes are text as in the signed files, so that a dump is the same on every server.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE rounds (
       id text PRIMARY KEY,
       kind text NOT NULL,
       title text NOT NULL,
       year integer NOT NULL,
       deadline text NOT NULL,
       issued_at text NOT NULL,
       sequence integer NOT NULL,
       -- The round's file as packed: panel, roster, scheme, settings, applications.
       content text NOT NULL)`,
    `CREATE TABLE bundles (
       round text NOT NULL REFERENCES rounds (id),
       sequence integer NOT NULL,
       manifest text NOT NULL UNIQUE,
       PRIMARY KEY (round, sequence))`,
    `CREATE TABLE workbooks (
       sha256 text PRIMARY KEY,
       round text NOT NULL REFERENCES rounds (id),
       format text NOT NULL,
       signer text NOT NULL,
       revision integer NOT NULL,
       parent text,
       signed_at text NOT NULL,
       payload text NOT NULL)`,
    'CREATE INDEX workbooks_by_round ON workbooks (round, format, signer, revision)',
    `CREATE TABLE reviews (
       workbook text NOT NULL REFERENCES workbooks (sha256),
       application text NOT NULL,
       number text NOT NULL,
       recused boolean NOT NULL,
       total integer,
       recommendation text,
       falsification_suspected boolean NOT NULL,
       PRIMARY KEY (workbook, application))`,
    `CREATE TABLE decisions (
       workbook text NOT NULL REFERENCES workbooks (sha256),
       application text NOT NULL,
       number text NOT NULL,
       name text NOT NULL,
       base_type text NOT NULL,
       rank integer NOT NULL,
       total integer,
       trimmed integer,
       criteria_met integer NOT NULL,
       yes integer NOT NULL,
       no integer NOT NULL,
       abstained integer NOT NULL,
       decision text NOT NULL,
       falsification_suspected boolean NOT NULL,
       PRIMARY KEY (workbook, application))`,
    `CREATE TABLE sanctions (
       applicant_key text NOT NULL,
       year integer NOT NULL,
       applicant text NOT NULL,
       grounds text NOT NULL,
       PRIMARY KEY (applicant_key, year))`,
  ],
  // A round has several panels, and every bundle keeps what went into it: a workbook is judged by the one that it names.
  // Of bundles before this step only the round's newest content is known; it stands for all of them.
  [
    `ALTER TABLE bundles ADD COLUMN panel text, ADD COLUMN issued_at text,
       -- The round's file as packed: panel, roster, scheme, settings, applications.
       ADD COLUMN content text`,
    `UPDATE bundles SET content = rounds.content, issued_at = rounds.issued_at,
       panel = rounds.content::json -> 'round' -> 'panel' ->> 'id'
       FROM rounds WHERE rounds.id = bundles.round`,
    `ALTER TABLE bundles ALTER COLUMN panel SET NOT NULL, ALTER COLUMN issued_at SET NOT NULL,
       ALTER COLUMN content SET NOT NULL`,
    'ALTER TABLE rounds DROP COLUMN issued_at, DROP COLUMN content',
    'ALTER TABLE workbooks ADD COLUMN panel text',
    "UPDATE workbooks SET panel = payload::json -> 'round' ->> 'panel'",
    'ALTER TABLE workbooks ALTER COLUMN panel SET NOT NULL',
  ],
  [
    `CREATE TABLE choices (
       round text NOT NULL REFERENCES rounds (id),
       panel text NOT NULL,
       chosen_at text NOT NULL,
       workbook text NOT NULL REFERENCES workbooks (sha256),
       reason text NOT NULL,
       -- Workbooks of the panel that were there, a JSON list of SHA-256.
       seen text NOT NULL,
       PRIMARY KEY (round, panel, chosen_at))`,
  ],
];

/**
 * Brings a database to the newest version (the last of `steps`), in one transaction; a database that is there already is left alone.
 * Refuses one that a newer version of the product has migrated further.
 */
export async function migrate(
  database: Database,
  steps = migrations,
): Promise<Result<void, { readonly kind: 'newer-version'; readonly version: number }>> {
  return database.transaction(async (within) => {
    await within.query('CREATE TABLE IF NOT EXISTS haizhi_registry (version integer PRIMARY KEY)');
    // Two members of staff may start on one server at once: the second waits for the first.
    await within.query('LOCK TABLE haizhi_registry IN EXCLUSIVE MODE');
    const rows = await within.query('SELECT max(version) AS version FROM haizhi_registry');
    const present = Number(rows[0]?.version ?? 0);
    if (present > steps.length) return fail({ kind: 'newer-version', version: present });
    for (const [place, statements] of steps.entries()) {
      if (place < present) continue;
      for (const statement of statements) await within.query(statement);
      await within.query('INSERT INTO haizhi_registry (version) VALUES ($1)', [place + 1]);
    }
    return ok();
  });
}

/** Tables with their keys, in the order of a dump. */
export const registryTables = [
  { name: 'rounds', key: 'id' },
  { name: 'bundles', key: 'round, sequence' },
  { name: 'workbooks', key: 'sha256' },
  { name: 'reviews', key: 'workbook, application' },
  { name: 'decisions', key: 'workbook, application' },
  { name: 'choices', key: 'round, panel, chosen_at' },
  { name: 'sanctions', key: 'applicant_key, year' },
] as const;
