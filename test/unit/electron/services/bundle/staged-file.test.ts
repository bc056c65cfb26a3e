import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Interruption } from '../../../../../electron/services/bundle/bundle-failure.ts';
import { writeStaged } from '../../../../../electron/services/bundle/staged-file.ts';
import { fail, ok } from '../../../../../shared/result.ts';
import { inPieces, noise } from '../../../../support/pieces.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

let folder: string;
let target: string;
beforeEach(() => {
  folder = temporaryFolder('staged');
  target = path.join(folder, 'round.hzb');
});

const bytes = noise(500_000);

describe('a staged file', () => {
  it('appears whole under its name, readable by its owner only', async () => {
    writeFileSync(target, 'an older one');
    const seen: string[] = [];
    const accept = async (part: string) => {
      seen.push(path.basename(part), readFileSync(target, 'utf8'));
      expect(readFileSync(part).equals(bytes)).toBe(true);
      return ok();
    };
    expect(await writeStaged(target, inPieces(bytes, [7, 70_000]), undefined, accept)).toEqual(
      ok(),
    );
    expect(seen).toEqual(['round.hzb.part', 'an older one']);
    expect(readFileSync(target).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['round.hzb']);
    if (process.platform !== 'win32') expect(lstatSync(target).mode & 0o777).toBe(0o600);
  });

  it('does not appear when it is not accepted, interrupted or cancelled', async () => {
    const foreign = { kind: 'foreign', entry: '' } as const;
    async function* interrupted() {
      yield bytes;
      throw new Interruption(foreign);
    }
    const refused = await writeStaged(target, inPieces(bytes), undefined, async () =>
      fail(foreign),
    );
    expect(refused).toEqual(fail(foreign));
    expect(await writeStaged(target, interrupted(), undefined)).toEqual(fail(foreign));
    expect(await writeStaged(target, inPieces(bytes), AbortSignal.abort())).toEqual(
      fail({ kind: 'cancelled' }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets a bug through, and cleans up before', async () => {
    async function* buggy() {
      yield bytes;
      throw new TypeError('bug');
    }
    await expect(writeStaged(target, buggy(), undefined)).rejects.toThrow(TypeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not follow a link that lies where its part goes', async () => {
    const precious = path.join(folder, 'precious');
    writeFileSync(precious, 'precious');
    symlinkSync(precious, `${target}.part`);
    expect(await writeStaged(target, inPieces(bytes), undefined)).toEqual(ok());
    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(lstatSync(target).isSymbolicLink()).toBe(false);
  });

  it('says which error of the system stopped it', async () => {
    const nowhere = path.join(folder, 'none', 'x');
    expect(await writeStaged(nowhere, inPieces(bytes), undefined)).toEqual(
      fail({ kind: 'cannot-write', code: 'ENOENT' }),
    );
  });
});
