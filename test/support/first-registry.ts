import { openFolderDatabase } from '../../electron/services/registry/database.ts';
import { migrate, migrations } from '../../electron/services/registry/migrations.ts';
import { must } from '../../shared/result.ts';
import { hashOf, manifest, resultPayload, round, roundFileFor } from './example-payload.ts';

/** What the registry holds that `writeFirstRegistry` makes: a round with two bundles, and a workbook. */
export const firstRegistry = {
  issuedAt: '2026-11-01T00:00:00.000Z',
  bundles: [hashOf('m1'), manifest],
  workbook: { sha256: hashOf('result 1'), payload: resultPayload(1) },
} as const;

/** Makes a registry as the first version of its schema had it. */
export async function writeFirstRegistry(folder: string): Promise<void> {
  const database = must(await openFolderDatabase(folder));
  must(await migrate(database, migrations.slice(0, 1)));
  const { issuedAt, bundles, workbook } = firstRegistry;
  const content = JSON.stringify(roundFileFor());
  const { deadline, id, kind, title, year } = round;
  await database.query('INSERT INTO rounds VALUES ($1, $2, $3, $4, $5, $6, 2, $7)', [
    ...[id, kind, title, year, deadline.at, issuedAt, content],
  ]);
  for (const [place, each] of bundles.entries()) {
    await database.query('INSERT INTO bundles VALUES ($1, $2, $3)', [id, place + 1, each]);
  }
  const { sha256, payload } = workbook;
  const { format, signer, revision, signedAt } = payload;
  await database.query('INSERT INTO workbooks VALUES ($1, $2, $3, $4, $5, NULL, $6, $7)', [
    ...[sha256, id, format, signer.id, revision, signedAt, JSON.stringify(payload)],
  ]);
  await database.close();
}
