import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { importBundle } from '../../../../../electron/services/bundle/import.ts';
import { inspectBundle } from '../../../../../electron/services/bundle/inspect.ts';
import { openBundle } from '../../../../../electron/services/bundle/open.ts';
import { packBundle } from '../../../../../electron/services/bundle/pack.ts';
import {
  removeBegunCopies,
  strikeEntries,
} from '../../../../../electron/services/bundle/strike.ts';
import { fingerprint } from '../../../../../electron/services/pki/certificate.ts';
import { must } from '../../../../../shared/result.ts';
import { describeBundle, type TestBundle } from '../../../../support/bundle.ts';
import { foundCenter } from '../../../../support/center.ts';
import { profileKey } from '../../../../support/profile-key.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = temporaryFolder('strike');
const at = (name: string) => path.join(folder, name);
let made: TestBundle;
let authority: string;
let digest: string;

beforeAll(async () => {
  const center = await foundCenter();
  authority = fingerprint(center.authority.certificate);
  made = await describeBundle(folder, center);
  ({ digest } = must(await packBundle(made.input)));
});

function copyOf(name: string): string {
  copyFileSync(made.input.out, at(name));
  return at(name);
}

async function openedIn(file: string, origin: 'unhashed' | 'outside' = 'unhashed') {
  const identities = [made.expert.identity];
  const reader = must(await openBundle({ path: file, identities, authority, origin }));
  const opened: Record<string, string> = {};
  for (const id of reader.applications) {
    const application = await reader.application(id);
    opened[id] = application.ok ? 'open' : application.failure.kind;
  }
  await reader.close();
  return opened;
}

describe('an entry that was struck', () => {
  it('does not open any more; the round and the others do', async () => {
    const file = copyOf('struck.hzb');
    expect(await openedIn(file)).toEqual({ 'w-01': 'open', 'o-02': 'open' });
    must(await strikeEntries(file, ['w-01', 'not-there']));
    expect(await openedIn(file)).toEqual({ 'w-01': 'age', 'o-02': 'open' });
    expect(must(await inspectBundle(file)).digest).toBe(digest);
    expect(readFileSync(file)).toHaveLength(readFileSync(made.input.out).length);
  });

  it('is seen from outside as what it is: not the bundle that was signed', async () => {
    const file = copyOf('outside.hzb');
    must(await strikeEntries(file, ['w-01']));
    expect(await openedIn(file, 'outside')).toEqual({ 'w-01': 'altered', 'o-02': 'open' });
  });

  it('can be struck again, and nothing happens where nothing is to be struck', async () => {
    const file = copyOf('twice.hzb');
    must(await strikeEntries(file, []));
    expect(readFileSync(file)).toEqual(readFileSync(made.input.out));
    must(await strikeEntries(file, ['w-01']));
    const once = readFileSync(file);
    must(await strikeEntries(file, ['w-01']));
    expect(readFileSync(file)).toEqual(once);
  });

  it('never comes into the library', async () => {
    const target = at('library.hzb');
    const input = { source: made.input.out, target, authority, digest, profileKey };
    must(await importBundle({ ...input, struck: ['o-02'] }));
    expect(await openedIn(target)).toEqual({ 'w-01': 'open', 'o-02': 'age' });
    must(await importBundle(input));
    expect(await openedIn(target)).toEqual({ 'w-01': 'open', 'o-02': 'open' });
  });

  it('fails where the file is gone', async () => {
    const struck = await strikeEntries(at('gone.hzb'), ['w-01']);
    expect(struck).toEqual({ ok: false, failure: { kind: 'cannot-write', code: 'ENOENT' } });
  });
});

describe('begun copies', () => {
  it('are removed, and nothing else', async () => {
    const file = copyOf('begun.hzb');
    for (const name of ['begun.hzb.0123456789abcdef.part', 'other.hzb.0123456789abcdef.part']) {
      writeFileSync(at(name), 'x');
    }
    await removeBegunCopies(file);
    expect(existsSync(at('begun.hzb.0123456789abcdef.part'))).toBe(false);
    expect(existsSync(at('other.hzb.0123456789abcdef.part'))).toBe(true);
    expect(existsSync(file)).toBe(true);
    await removeBegunCopies(at('no-folder/x.hzb'));
  });
});

describeWith(['age', 'unzip'], 'the age program', (age, unzip) => {
  it('cannot open the entry either', async () => {
    const file = copyOf('program.hzb');
    const key = at('key.txt');
    writeFileSync(key, `${made.expert.identity}\n`);
    const decrypt = (entry: string) => {
      const input = execFileSync(unzip, ['-p', file, entry]);
      return spawnSync(age, ['-d', '-i', key], { input, maxBuffer: 1 << 28 }).status;
    };
    expect([decrypt('a/w-01.age'), decrypt('a/o-02.age')]).toEqual([0, 0]);
    must(await strikeEntries(file, ['w-01']));
    const struck = spawnSync(unzip, ['-p', file, 'a/w-01.age']).stdout;
    expect(spawnSync(age, ['-d', '-i', key], { input: struck }).status).not.toBe(0);
    expect(decrypt('a/o-02.age')).toBe(0);
  });
});
