import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import type { StrictEntry } from './strict-package.ts';

/** A file to write: content to be packed here, or an entry of another archive carried over as it is. */
export type PackageFile = StrictEntry | { readonly name: string; readonly bytes: Uint8Array };

interface Packed {
  readonly name: Buffer;
  readonly data: Uint8Array;
  readonly deflated: boolean;
  readonly crc: number;
  readonly size: number;
}

const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;

/**
 * Writes the files in the given order as a ZIP that readStrictPackage accepts: no folders, comments, extra
 * fields or descriptors. The same files and time give the same bytes on every machine: packing is done in
 * JavaScript (native deflate differs between processors), and `time` is stored in UTC, to two seconds.
 * Names must be ASCII and the total below 4 GB.
 */
export function writePackage(files: readonly PackageFile[], time: Date): Uint8Array {
  const packed = files.map(pack);
  const stamp = dosTime(time);
  const length = packed.reduce((sum, file) => sum + spaceFor(file), END_SIZE);
  const out = Buffer.alloc(length);
  const offsets: number[] = [];
  let at = 0;
  for (const file of packed) {
    offsets.push(at);
    at = writeLocal(out, at, file, stamp);
  }
  const start = at;
  packed.forEach((file, index) => {
    at = writeCentral(out, at, file, stamp, offsets[index] ?? 0);
  });
  writeEnd(out, at, packed.length, start);
  return new Uint8Array(out.buffer, out.byteOffset, out.length);
}

function pack(file: PackageFile): Packed {
  const name = Buffer.from(file.name, 'latin1');
  if ('packed' in file) {
    const { packed: data, deflated, crc, bytes } = file;
    return { name, data, deflated, crc, size: bytes.length };
  }
  const small = deflateSync(file.bytes, { level: 6 });
  const deflated = small.length < file.bytes.length;
  const data = deflated ? small : file.bytes;
  return { name, data, deflated, crc: crc32(file.bytes), size: file.bytes.length };
}

const spaceFor = (file: Packed): number =>
  LOCAL_SIZE + CENTRAL_SIZE + 2 * file.name.length + file.data.length;

/** MS-DOS date and time, the only time a ZIP holds; years before 1980 cannot be told. */
function dosTime(time: Date): number {
  const year = Math.min(Math.max(time.getUTCFullYear(), 1980), 2107) - 1980;
  const date = (year << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  const seconds = time.getUTCSeconds() >> 1;
  return ((date << 16) | (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | seconds) >>> 0;
}

/** The 26 bytes that the local and the central header share, from "version needed" to the extra length. */
function writeShared(out: Buffer, at: number, file: Packed, stamp: number): void {
  out.writeUInt16LE(20, at);
  out.writeUInt16LE(file.deflated ? 8 : 0, at + 4);
  out.writeUInt32LE(stamp, at + 6);
  out.writeUInt32LE(file.crc, at + 10);
  out.writeUInt32LE(file.data.length, at + 14);
  out.writeUInt32LE(file.size, at + 18);
  out.writeUInt16LE(file.name.length, at + 22);
}

function writeLocal(out: Buffer, at: number, file: Packed, stamp: number): number {
  out.writeUInt32LE(0x04034b50, at);
  writeShared(out, at + 4, file, stamp);
  out.set(file.name, at + LOCAL_SIZE);
  out.set(file.data, at + LOCAL_SIZE + file.name.length);
  return at + LOCAL_SIZE + file.name.length + file.data.length;
}

function writeCentral(
  out: Buffer,
  at: number,
  file: Packed,
  stamp: number,
  offset: number,
): number {
  out.writeUInt32LE(0x02014b50, at);
  out.writeUInt16LE(20, at + 4);
  writeShared(out, at + 6, file, stamp);
  out.writeUInt32LE(offset, at + 42);
  out.set(file.name, at + CENTRAL_SIZE);
  return at + CENTRAL_SIZE + file.name.length;
}

function writeEnd(out: Buffer, at: number, count: number, start: number): void {
  out.writeUInt32LE(0x06054b50, at);
  out.writeUInt16LE(count, at + 8);
  out.writeUInt16LE(count, at + 10);
  out.writeUInt32LE(at - start, at + 12);
  out.writeUInt32LE(start, at + 16);
}
