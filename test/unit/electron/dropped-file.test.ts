import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { takeDropped } from '../../../electron/dropped-file.ts';
import { createFileStore } from '../../../electron/services/files.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const folder = temporaryFolder('dropped');
const files = createFileStore();

it.each(['round.hzb', 'Backup.HZP', '结果 1.xlsx', 'lin.csr.pem'])('takes %s', async (name) => {
  const file = path.join(folder, name);
  writeFileSync(file, 'content');
  expect(await takeDropped(files, file)).toMatchObject({ ok: true, value: { name, size: 7 } });
});

it.each(['id_rsa', 'notes.txt', 'round.hzb.txt'])('takes no other file: %s', async (name) => {
  const file = path.join(folder, name);
  writeFileSync(file, 'content');
  const refused = { ok: false, failure: { kind: 'not-readable', file: name } };
  expect(await takeDropped(files, file)).toMatchObject(refused);
});

it.each([
  ['a file that the page made', ''],
  ['a relative path', 'round.hzb'],
  ['a path that ends early', `${folder}/id_rsa\0.hzb`],
  ['no text', { path: '/round.hzb' }],
  ['nothing', undefined],
])('takes nothing for %s', async (_name, given) => {
  expect(await takeDropped(files, given)).toEqual({ ok: false, failure: { kind: 'unknown-file' } });
});
