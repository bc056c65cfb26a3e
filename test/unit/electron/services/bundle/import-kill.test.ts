import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImportInput, importBundle } from '../../../../../electron/services/bundle/import.ts';
import { acquireLock } from '../../../../../electron/services/disk/file-lock.ts';
import { must } from '../../../../../shared/result.ts';
import { importUntilKilled, largerBundle } from '../../../../support/bundle-kill.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const folder = temporaryFolder('import-kill');
const mebi = 1024 * 1024;
let input: ImportInput;
let honest: Buffer;

beforeAll(async () => {
  input = await largerBundle(folder);
  honest = readFileSync(input.source);
});
beforeEach(() => {
  for (const name of library()) rmSync(path.join(folder, name));
  writeFileSync(input.source, honest);
});

const library = () => readdirSync(folder).filter((name) => name.startsWith('library'));
const partOf = (digest: string) => `${input.target}.${digest.slice(0, 16)}.part`;
const part = () => partOf(input.digest);
const flip = (file: string, at: number) => {
  const bytes = readFileSync(file);
  bytes[at] = bytes[at]! ^ 1;
  writeFileSync(file, bytes);
};
async function expectImported(change: Partial<ImportInput> = {}): Promise<void> {
  must(await importBundle({ ...input, ...change }));
  expect(library()).toEqual(['library.hzb', 'library.hzb.blocks']);
  expect(readFileSync(input.target).equals(honest)).toBe(true);
}

describe('an import that was killed', () => {
  it('goes on where it stopped: what was copied is not read from the source again', async () => {
    await importUntilKilled(input, 9 * mebi);
    expect(library()).not.toContain('library.hzb');
    const kept = statSync(part()).size;
    expect(kept).toBeGreaterThanOrEqual(7 * mebi);
    expect(honest.subarray(0, kept).equals(readFileSync(part()))).toBe(true);
    // A source that has changed in its first part would be refused if it were read once more.
    flip(input.source, 3 * mebi);
    const told: number[] = [];
    await expectImported({ onProgress: ({ done }) => told.push(done) });
    expect(told.at(-1)).toBe(honest.length);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it('may be killed again and again', async () => {
    for (const stopAt of [2, 4, 5, 8, 11]) await importUntilKilled(input, stopAt * mebi);
    await expectImported();
  });

  it('trusts what it left no further than its hash: after a power cut it starts over', async () => {
    for (const at of [100, 3 * mebi, 8 * mebi]) {
      await importUntilKilled(input, 11 * mebi);
      flip(part(), at);
      await expectImported();
      rmSync(input.target);
    }
    writeFileSync(part(), Buffer.alloc(honest.length + 1));
    await expectImported();
    rmSync(input.target);
    writeFileSync(part(), Buffer.alloc(honest.length));
    await expectImported();
  });

  it('does not hide a source that is altered', async () => {
    await importUntilKilled(input, 4 * mebi);
    flip(input.source, 9 * mebi);
    expect(await importBundle(input)).toEqual({
      ok: false,
      failure: { kind: 'altered', entry: 'a/second.age' },
    });
    expect(library()).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled after all', async () => {
    await importUntilKilled(input, 4 * mebi);
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    expect(await importBundle({ ...input, onProgress, signal: controller.signal })).toEqual({
      ok: false,
      failure: { kind: 'cancelled' },
    });
    expect(library()).toEqual([]);
  });

  it('makes way for another bundle of the round', async () => {
    await importUntilKilled(input, 4 * mebi);
    const other = partOf('0123456789abcdef');
    writeFileSync(other, 'half of an older bundle');
    await expectImported();
  });
});

describe('an import', () => {
  it('waits for nobody: while another process copies the same bundle it is refused', async () => {
    const lock = must(await acquireLock(part()));
    expect(await importBundle(input)).toEqual({
      ok: false,
      failure: { kind: 'cannot-write', code: 'EBUSY' },
    });
    await lock.release();
    await expectImported();
  });
});
