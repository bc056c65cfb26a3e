import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { EvidenceSource } from '../../../../renderer/viewers/evidence.ts';
import { readBytes, readWhole, within } from '../../../../renderer/viewers/read-bytes.ts';
import { readOffice } from '../../../../renderer/viewers/read-office.ts';
import { viewerOf } from '../../../../renderer/viewers/viewer-kind.ts';
import { zipDirectory } from '../../../../renderer/viewers/zip/zip-directory.ts';

interface Asked {
  readonly offset: number;
  readonly length: number;
}

function source(bytes: Uint8Array, asked: Asked[] = []): EvidenceSource {
  return {
    name: 'x',
    mediaType: 'application/pdf',
    size: bytes.length,
    read: async (offset, length) => {
      asked.push({ offset, length });
      return bytes.slice(offset, offset + length);
    },
  };
}

describe('bytes of a document', () => {
  it('are read in steps of at most 4 MiB', async () => {
    const bytes = new Uint8Array(9_000_000).map((_, index) => index % 251);
    const asked: Asked[] = [];
    expect(await readBytes(source(bytes, asked), 100, 8_500_100)).toEqual(
      bytes.slice(100, 8_500_100),
    );
    expect(asked).toEqual([
      { offset: 100, length: 4_194_304 },
      { offset: 4_194_404, length: 4_194_304 },
      { offset: 8_388_708, length: 111_392 },
    ]);
  });

  it('that do not come, or come short, make it unreadable', async () => {
    const broken = { ...source(new Uint8Array(10)), read: () => Promise.reject(new Error('gone')) };
    await expect(readBytes(broken, 0, 10)).rejects.toMatchObject({ reason: 'unreadable' });
    const short = { ...source(new Uint8Array(10)), read: async () => new Uint8Array(3) };
    await expect(readBytes(short, 0, 10)).rejects.toMatchObject({ reason: 'unreadable' });
  });

  it('are not read at all where there are none, or too many', async () => {
    await expect(readWhole(source(new Uint8Array()), 10)).rejects.toMatchObject({
      reason: 'empty',
    });
    await expect(readWhole(source(new Uint8Array(11)), 10)).rejects.toMatchObject({
      reason: 'too-large',
    });
  });

  it('are given up when they take too long', async () => {
    const never = new Promise<never>(() => undefined);
    await expect(within(1, never)).rejects.toMatchObject({ reason: 'too-slow' });
    expect(await within(60_000, Promise.resolve(7))).toBe(7);
  });
});

describe('an office file', () => {
  const zip = zipSync({ 'a.xml': new Uint8Array(1_000), 'b/c.xml': new Uint8Array(500) });

  it('is weighed before it is unpacked', () => {
    const sizes = zipDirectory(new Uint8Array(zip))?.map(({ size }) => size) ?? [];
    expect(sizes.toSorted((a, b) => b - a).reduce((sum, size) => sum + size, 0)).toBe(1_500);
    expect(sizes.length).toBe(2);
    expect(zipDirectory(new Uint8Array(zip.slice(0, -1)))).toBeNull();
    expect(zipDirectory(new Uint8Array(5))).toBeNull();
  });

  it('that announces less than it holds is refused, although each size would do', async () => {
    const lying = new Uint8Array(zip);
    const view = new DataView(lying.buffer);
    const directory = view.getUint32(lying.length - 22 + 16, true);
    view.setUint32(directory + 24, 10, true);
    await expect(readOffice(source(lying))).rejects.toMatchObject({ reason: 'damaged' });
  });

  it('that announces more than can be shown is refused unread', async () => {
    const lying = new Uint8Array(zip);
    const view = new DataView(lying.buffer);
    const directory = view.getUint32(lying.length - 22 + 16, true);
    view.setUint32(directory + 24, 4_000_000_000, true);
    await expect(readOffice(source(lying))).rejects.toMatchObject({ reason: 'too-large' });
    await expect(readOffice(source(new Uint8Array(100)))).rejects.toMatchObject({
      reason: 'damaged',
    });
  });
});

describe('the viewer of a media type', () => {
  it.each([
    ['application/pdf', 'pdf'],
    ['image/png', 'image'],
    ['image/svg+xml', 'none'],
    ['application/ofd', 'ofd'],
    ['image/tiff', 'tiff'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'workbook'],
    ['text/plain', 'text'],
    ['text/html', 'none'],
    ['application/octet-stream', 'none'],
  ])('%s is %s', (mediaType, kind) => {
    expect(viewerOf(mediaType)).toBe(kind);
  });
});
