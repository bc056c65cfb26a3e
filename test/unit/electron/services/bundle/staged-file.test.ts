import {
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Interruption } from '../../../../../electron/services/bundle/bundle-failure.ts';
import {
  type BegunPart,
  type Staging,
  writeStaged,
} from '../../../../../electron/services/bundle/staged-file.ts';
import { fail, ok } from '../../../../../shared/result.ts';
import { inPieces, noise } from '../../../../support/pieces.ts';
import { mountSmallDisk } from '../../../../support/small-disk.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

let folder: string;
let target: string;
beforeEach(() => {
  folder = temporaryFolder('staged');
  target = path.join(folder, 'round.hzb');
});

const bytes = noise(2_500_000);

type Content = () => AsyncIterable<Uint8Array>;
const write = (content: Content, change: Partial<Staging> = {}) =>
  writeStaged({
    target,
    part: `${target}.part`,
    resume: false,
    signal: undefined,
    content,
    ...change,
  });

describe('a staged file', () => {
  it('appears whole under its name, readable by its owner only', async () => {
    writeFileSync(target, 'an older one');
    const seen: string[] = [];
    const accept = async (part: string) => {
      seen.push(path.basename(part), readFileSync(target, 'utf8'));
      expect(readFileSync(part).equals(bytes)).toBe(true);
      return ok();
    };
    expect(await write(() => inPieces(bytes, [7, 70_000]), { accept })).toEqual(ok());
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
    const refused = await write(() => inPieces(bytes), { accept: async () => fail(foreign) });
    expect(refused).toEqual(fail(foreign));
    expect(await write(interrupted)).toEqual(fail(foreign));
    const signal = AbortSignal.abort();
    expect(await write(() => inPieces(bytes), { signal })).toEqual(fail({ kind: 'cancelled' }));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets a bug through, and cleans up before', async () => {
    async function* buggy() {
      yield bytes;
      throw new TypeError('bug');
    }
    await expect(write(buggy)).rejects.toThrow(TypeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not follow a link that lies where its part goes', async () => {
    const precious = path.join(folder, 'precious');
    writeFileSync(precious, 'precious');
    symlinkSync(precious, `${target}.part`);
    expect(await write(() => inPieces(bytes))).toEqual(ok());
    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(lstatSync(target).isSymbolicLink()).toBe(false);
  });

  it('says which error of the system stopped it', async () => {
    const nowhere = path.join(folder, 'none', 'x');
    expect(
      await write(() => inPieces(bytes), { target: nowhere, part: `${nowhere}.part` }),
    ).toEqual(fail({ kind: 'cannot-write', code: 'ENOENT' }));
  });

  it('says when the disk is full, and gives its room back', async (context) => {
    const disk = mountSmallDisk(2_000_000);
    if (disk === null) return context.skip();
    try {
      const full = path.join(disk.folder, 'round.hzb');
      const result = await write(() => inPieces(bytes), { target: full, part: `${full}.part` });
      expect(result).toEqual(fail({ kind: 'cannot-write', code: 'ENOSPC' }));
      expect(readdirSync(disk.folder)).toEqual([]);
    } finally {
      disk.remove();
    }
  });
});

describe('a part that was left', () => {
  const part = () => `${target}.part`;
  const rest = async function* ({ handle, size }: BegunPart) {
    const kept = Buffer.alloc(size);
    await handle.read(kept, 0, size, 0);
    expect(kept.equals(bytes.subarray(0, size))).toBe(true);
    yield* inPieces(bytes.subarray(size));
  };

  it('is gone on with, wherever it ends', async () => {
    for (const length of [0, 1, 1_048_576, 2_499_999, bytes.length]) {
      writeFileSync(part(), bytes.subarray(0, length));
      expect(await write(() => inPieces(bytes), { resume: true, content: rest })).toEqual(ok());
      expect(readFileSync(target).equals(bytes)).toBe(true);
      expect(readdirSync(folder)).toEqual(['round.hzb']);
    }
  });

  it('is kept once more where the source cannot be read, and goes on any other failure', async () => {
    const failing = (kind: 'cannot-read' | 'cannot-write') =>
      async function* () {
        yield bytes;
        throw new Interruption({ kind, code: 'EIO', entry: '' });
      };
    await write(failing('cannot-read'), { resume: true });
    expect(readdirSync(folder)).toEqual(['round.hzb.part']);
    expect(readFileSync(part()).equals(bytes.subarray(0, readFileSync(part()).length))).toBe(true);
    await write(failing('cannot-write'), { resume: true });
    expect(readdirSync(folder)).toEqual([]);
    await write(failing('cannot-read'), { resume: false });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is no link and no second name of another file', async () => {
    const precious = path.join(folder, 'precious');
    writeFileSync(precious, 'precious');
    for (const link of [symlinkSync, linkSync]) {
      link(precious, part());
      expect(await write(() => inPieces(bytes), { resume: true })).toEqual(ok());
      expect(readFileSync(precious, 'utf8')).toBe('precious');
      expect(readFileSync(target).equals(bytes)).toBe(true);
    }
  });
});
