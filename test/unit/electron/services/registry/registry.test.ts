import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isUnavailable,
  openFolderDatabase,
} from '../../../../../electron/services/registry/database.ts';
import { openRegistry, type Registry } from '../../../../../electron/services/registry/registry.ts';
import { fail, must } from '../../../../../shared/result.ts';
import {
  hashOf,
  manifest,
  panelPayload,
  resultPayload,
  round,
  roundFileFor,
} from '../../../../support/example-payload.ts';
import { firstRegistry, writeFirstRegistry } from '../../../../support/first-registry.ts';
import {
  POSTGRES_TOOLS,
  type PostgresServer,
  startPostgres,
} from '../../../../support/postgres.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

const { issuedAt } = firstRegistry;
const workbooks = [
  ...[1, 2, 3, 4, 5].map((place) => ({
    sha256: hashOf(`result ${place}`),
    payload: resultPayload(place),
  })),
  { sha256: hashOf('panel'), payload: panelPayload({ [hashOf('r1')]: resultPayload(1) }) },
];

async function filled(registry: Registry): Promise<string> {
  must(await registry.issue(roundFileFor(), { sequence: 1, manifest }, issuedAt));
  for (const each of workbooks) must(await registry.take(each));
  must(await registry.sanction('海智 工作站', 2026, '虚假材料'));
  return must(await registry.dump());
}

describe('a registry in a folder', () => {
  const folder = path.join(temporaryFolder('registry'), 'registry');
  let registry: Registry;

  beforeAll(async () => {
    registry = must(await openRegistry(folder, null));
    await filled(registry);
  }, 120_000);
  afterAll(() => registry.close());

  it('takes every workbook once, whatever the order and however often', async () => {
    const before = must(await registry.dump());
    const orders = fc.sample(fc.shuffledSubarray(workbooks, { minLength: 6 }), 3);
    for (const each of orders.flat())
      expect(await registry.take(each)).toEqual({ ok: true, value: 'known' });
    expect(must(await registry.dump())).toBe(before);
    const kept = must(await registry.workbooks(round.id));
    expect(new Map(kept.map((each) => [each.sha256, each.payload]))).toEqual(
      new Map(workbooks.map((each) => [each.sha256, each.payload])),
    );
  });

  it('keeps every bundle of a round with what was in it', async () => {
    const newer = roundFileFor({ ...round, title: '第二次发出' });
    must(await registry.issue(newer, { sequence: 2, manifest: hashOf('m2') }, issuedAt));
    must(await registry.issue(roundFileFor(), { sequence: 1, manifest }, issuedAt));
    const [issued] = must(await registry.rounds());
    const bundles = issued?.bundles.map((each) => {
      return [each.sequence, each.manifest, each.file.round.title];
    });
    expect(bundles).toEqual([
      [1, manifest, round.title],
      [2, hashOf('m2'), '第二次发出'],
    ]);
    expect(must(await registry.dump())).toContain('"title": "第二次发出"');
  });

  it('bars whoever falsified, however the name is written, for two years', async () => {
    const isBarred = must(await registry.bars());
    const years = [2025, 2026, 2027, 2028, 2029];
    expect(years.map((year) => isBarred('海智工作站', year))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isBarred('海智工作站二', 2027)).toBe(false);
    for (const name of ['海智工作站有限公司', '「海智」工作站', '海智·工作站（股份有限公司）'])
      expect(isBarred(name, 2027)).toBe(true);
  });

  it('is open in one place at a time', async () => {
    expect(await openRegistry(folder, null)).toEqual(
      fail({ kind: 'registry-unavailable', detail: 'locked' }),
    );
  });

  it('that a newer version has migrated is left alone', async () => {
    await registry.close();
    const database = must(await openFolderDatabase(folder));
    await database.query('INSERT INTO haizhi_registry (version) VALUES (99)');
    await database.close();
    expect(await openRegistry(folder, null)).toEqual(
      fail({ kind: 'registry-unavailable', detail: 'newer-version' }),
    );
    const again = must(await openFolderDatabase(folder));
    await again.query('DELETE FROM haizhi_registry WHERE version = 99');
    await again.close();
    registry = must(await openRegistry(folder, null));
  });
});

describe('a registry of the first version', () => {
  it('keeps its workbooks, and judges all bundles of a round by the content that it has', async () => {
    const folder = temporaryFolder('registry-1');
    await writeFirstRegistry(folder);
    const registry = must(await openRegistry(folder, null));
    try {
      const [issued] = must(await registry.rounds());
      expect(issued?.bundles).toEqual(
        firstRegistry.bundles.map((each, place) => {
          return { sequence: place + 1, manifest: each, issuedAt, file: roundFileFor() };
        }),
      );
      expect(must(await registry.workbooks(round.id))).toEqual([firstRegistry.workbook]);
      expect(must(await registry.dump())).toContain('"panel": "panel-1"');
    } finally {
      await registry.close();
    }
  }, 120_000);
});

describe('a server', () => {
  it('that cannot be reached says so', async () => {
    const url = 'postgres://nobody@127.0.0.1:1/none';
    expect(await openRegistry('', url)).toMatchObject({
      ok: false,
      failure: { kind: 'registry-unavailable' },
    });
  });

  it.each([
    ['53100', true],
    ['57P01', true],
    ['08006', true],
    ['ECONNRESET', true],
    ['23505', false],
    ['42601', false],
  ])('error %s means unavailable: %s', (code, expected) => {
    expect(isUnavailable(Object.assign(new Error(code), { code }))).toBe(expected);
    expect(isUnavailable(new Error(code))).toBe(false);
  });
});

describeWith(POSTGRES_TOOLS, 'a PostgreSQL server', (initdb, control, psql) => {
  let postgres: PostgresServer;
  beforeAll(() => {
    postgres = startPostgres(initdb, control, psql);
  }, 120_000);
  afterAll(() => postgres.stop());

  it('holds the same registry under the same statements', async () => {
    const url = postgres.url();
    const folder = temporaryFolder('registry');
    const server = must(await openRegistry('', url));
    const other = must(await openRegistry('', url));
    const local = must(await openRegistry(path.join(folder, 'local'), null));
    try {
      const dump = await filled(server);
      expect(dump).toBe(await filled(local));
      expect(must(await other.dump())).toBe(dump);
    } finally {
      for (const each of [server, other, local]) await each.close();
    }
  });
});
