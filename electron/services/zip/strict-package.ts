import { crc32, inflateRawSync } from 'node:zlib';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type DirectoryEntry, readDirectory } from './strict-directory.ts';

/** Why a ZIP was refused. Each code is one rule that hostile archives break. */
export type ZipReason =
  | 'zip-too-large'
  | 'zip-end-record'
  | 'zip-gap'
  | 'zip-header-mismatch'
  | 'zip-duplicate-name'
  | 'zip-name'
  | 'zip-feature'
  | 'zip-limit'
  | 'zip-data';

/** A refused ZIP: the rule, the entry that broke it (empty for the archive itself) and a technical detail. */
export interface ZipFailure {
  readonly kind: ZipReason;
  readonly entry: string;
  readonly detail: string;
}

/** One file of the archive. `bytes` is its content; `packed` the stored form, a view into the archive. */
export interface StrictEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly packed: Uint8Array;
  readonly deflated: boolean;
  readonly crc: number;
}

/** The only reading of an archive: its files in directory order, and the names of its folder entries. */
export interface StrictPackage {
  readonly entries: ReadonlyMap<string, StrictEntry>;
  readonly folders: readonly string[];
}

/** Bounds in bytes and counts; `ratio` is unpacked over packed size. */
export interface PackageLimits {
  readonly archive: number;
  readonly entries: number;
  readonly unpacked: number;
  readonly ratio: number;
}

/**
 * 50 MB in, 64 MiB out: what is judged within 300 MB of memory. A workbook of 50,000 rows takes 1.6 MB and 22 MiB in 18
 * parts. Deflate itself cannot exceed 1032:1.
 */
export const PACKAGE_LIMITS: PackageLimits = {
  archive: 50_000_000,
  entries: 100,
  unpacked: 64 * 1024 * 1024,
  ratio: 1100,
};

/**
 * Reads a whole archive in memory in the one way that leaves no second reading: local headers, data and
 * directory tile the file exactly; local and central headers agree; names are plain ASCII, unique after
 * case folding; every size and checksum holds; nothing is encrypted, linked, split or ZIP64.
 */
export function readStrictPackage(
  archive: Uint8Array,
  limits: PackageLimits = PACKAGE_LIMITS,
): Result<StrictPackage, ZipFailure> {
  if (archive.length > limits.archive)
    return refused('zip-too-large', '', `${archive.length} bytes`);
  const directory = readDirectory(archive, limits);
  if (!directory.ok) return directory;
  const entries = new Map<string, StrictEntry>();
  const folders: string[] = [];
  for (const entry of directory.value) {
    if (entry.name.endsWith('/')) {
      folders.push(entry.name);
      continue;
    }
    const content = unpack(archive, entry);
    if (!content.ok) return content;
    entries.set(entry.name, content.value);
  }
  return ok({ entries, folders });
}

function unpack(archive: Uint8Array, entry: DirectoryEntry): Result<StrictEntry, ZipFailure> {
  const packed = archive.subarray(entry.dataStart, entry.dataStart + entry.packedSize);
  const bytes = entry.deflated ? inflate(packed, entry.size) : packed;
  if (bytes === null) return refused('zip-data', entry.name, 'deflate stream');
  if (bytes.length !== entry.size) return refused('zip-data', entry.name, 'size');
  if (crc32(bytes) !== entry.crc) return refused('zip-data', entry.name, 'checksum');
  return ok({ name: entry.name, bytes, packed, deflated: entry.deflated, crc: entry.crc });
}

/** Null when the stream is damaged, longer than announced, or followed by bytes that no reader would see. */
function inflate(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    // One output chunk of the announced size: a large part is never held twice.
    const chunkSize = Math.max(64, size + 1);
    const options = { info: true, maxOutputLength: Math.max(1, size), chunkSize };
    const result = inflateRawSync(packed, options) as unknown as InflateInfo;
    if (result.engine.bytesWritten !== packed.length) return null;
    const { buffer, byteOffset, length } = result.buffer;
    return new Uint8Array(buffer, byteOffset, length);
  } catch {
    return null;
  }
}

/** What `info: true` makes inflateRawSync return; its type declaration leaves it out. */
interface InflateInfo {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function refused(kind: ZipReason, entry: string, detail: string): Result<never, ZipFailure> {
  return fail({ kind, entry, detail });
}
