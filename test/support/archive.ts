import { crc32, deflateRawSync } from 'node:zlib';
import { type RawEntry, rawZip } from '../hostile/bundles/raw-zip.ts';

/** Names as Windows in China writes them into a ZIP file: GB 18030 bytes, and nothing that says so. */
export const windowsNames = {
  '申请表.pdf': Buffer.from('c9eac7ebb1ed2e706466', 'hex'),
  '证明/营业执照.pdf': Buffer.from('d6a4c3f72fd3aad2b5d6b4d5d52e706466', 'hex'),
} as const;

/** A deflated entry. */
export function deflated(
  name: string | Buffer,
  content: Uint8Array,
  change: Partial<RawEntry> = {},
): RawEntry {
  const packed = deflateRawSync(content);
  const told = { size: packed.length, uncompressed: content.length, crc: crc32(content) };
  return { name, content: packed, method: 8, ...told, ...change };
}

/** An applicant's ZIP file as Windows makes it. */
export function windowsZip(
  contents: Readonly<Record<keyof typeof windowsNames, Uint8Array>>,
): Buffer {
  const entries = Object.entries(windowsNames).map(([name, raw]) => {
    const content = contents[name as keyof typeof windowsNames];
    return deflated(raw, content);
  });
  return rawZip(entries);
}
