import { describe, expect, it } from 'vitest';
import { sameContent } from '../../../../../electron/services/disk/same-content.ts';

async function* cut(text: string, length: number): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += length) {
    yield bytes.subarray(start, start + length);
  }
}

describe('two sources', () => {
  it('are the same however they are cut', async () => {
    expect(await sameContent(cut('一份签名的工作簿', 1), cut('一份签名的工作簿', 7))).toBe(true);
  });

  it.each([
    ['one byte', '一份签名的工作薄'],
    ['the end', '一份签名的工作'],
    ['everything', ''],
  ])('differ by %s', async (_name, other) => {
    expect(await sameContent(cut('一份签名的工作簿', 3), cut(other, 3))).toBe(false);
  });
});
