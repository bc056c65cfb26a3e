import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filePieces } from '../../../../../electron/services/disk/file-pieces.ts';
import { collect, noise } from '../../../../support/pieces.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const mebi = 1024 * 1024;
const bytes = noise(3 * mebi + 5);
const file = path.join(temporaryFolder('pieces'), 'file');
writeFileSync(file, bytes);

async function read(start: number, end: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    return await collect(filePieces(handle, start, end));
  } finally {
    await handle.close();
  }
}

describe('the pieces of a file', () => {
  it('are any range of it', async () => {
    for (const [start, end] of [
      [0, bytes.length],
      [1, mebi],
      [mebi - 1, 2 * mebi + 1],
      [bytes.length - 1, bytes.length],
      [7, 7],
      [9, 3],
    ] as const) {
      const expected = bytes.subarray(start, Math.max(start, end));
      expect((await read(start, end)).equals(expected)).toBe(true);
    }
  });

  it('end where the file ends', async () => {
    expect((await read(2 * mebi, 10 * mebi)).equals(bytes.subarray(2 * mebi))).toBe(true);
    expect((await read(10 * mebi, 11 * mebi)).length).toBe(0);
  });

  it('come two at a time from the same memory, however long the file', async () => {
    const handle = await open(file);
    const buffers = new Set<ArrayBufferLike>();
    for await (const piece of filePieces(handle, 0, bytes.length)) buffers.add(piece.buffer);
    await handle.close();
    expect(buffers.size).toBe(2);
  });

  it('may be left early, and the file closed at once', async () => {
    const handle = await open(file);
    for await (const piece of filePieces(handle, 0, bytes.length)) {
      expect(piece.length).toBe(mebi);
      break;
    }
    await handle.close();
  });

  it('throw what the system says', async () => {
    const handle = await open(path.dirname(file));
    await expect(collect(filePieces(handle, 0, 10))).rejects.toMatchObject({ code: 'EISDIR' });
    await handle.close();
  });
});
