import { fail, ok, type Result } from '../../../shared/result.ts';
import type { PackageLimits, ZipFailure, ZipReason } from './strict-package.ts';

/** Where one entry lies and what both of its headers agree on. Offsets and sizes in bytes. */
export interface DirectoryEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly dataStart: number;
}

interface CentralRecord extends Omit<DirectoryEntry, 'dataStart'> {
  readonly flags: number;
  readonly stamp: number;
  readonly offset: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DESCRIPTOR = 0x08074b50;
const END_SIZE = 22;
const HAS_DESCRIPTOR = 0x0008;
// Deflate level (bits 1, 2), descriptor (3) and UTF-8 names (11): everything else changes how data is read.
const KNOWN_FLAGS = 0x080e;
// Time stamps, owners, Office's growth padding: fields that no reader takes names, sizes or offsets from.
const HARMLESS_EXTRA = new Set([0x5455, 0x5855, 0x7855, 0x7875, 0x000a, 0xa220, 0xcafe]);
const SEGMENT = '[A-Za-z0-9_-](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?';
const NAME = new RegExp(
  `^(?:_rels/\\.rels|\\[Content_Types\\]\\.xml|(?:${SEGMENT}/)*${SEGMENT}/?)$`,
);

class Refusal extends Error {
  readonly failure: ZipFailure;
  constructor(kind: ZipReason, entry: string, detail: string) {
    super(`${kind} ${entry} ${detail}`);
    this.failure = { kind, entry, detail };
  }
}

/** Reads the directory of an archive and proves that its entries, directory and end record tile the file. */
export function readDirectory(
  archive: Uint8Array,
  limits: PackageLimits,
): Result<readonly DirectoryEntry[], ZipFailure> {
  try {
    const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
    const records = centralRecords(view, archive, limits);
    checkNames(records);
    checkLimits(records, limits);
    return ok(placeEntries(view, archive, records));
  } catch (problem) {
    if (problem instanceof Refusal) return fail(problem.failure);
    throw problem;
  }
}

/** The end record must be the last 22 bytes: no comment, so no second place to look for it. */
function centralRecords(
  view: DataView,
  archive: Uint8Array,
  limits: PackageLimits,
): readonly CentralRecord[] {
  const end = archive.length - END_SIZE;
  if (end < 0 || view.getUint32(end, true) !== END || view.getUint16(end + 20, true) !== 0) {
    throw new Refusal('zip-end-record', '', 'no end record at the end');
  }
  const count = view.getUint16(end + 10, true);
  const split = view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count;
  if (split) throw new Refusal('zip-end-record', '', 'split archive');
  if (count === 0 || count > limits.entries) throw new Refusal('zip-limit', '', `${count} entries`);
  const start = view.getUint32(end + 16, true);
  if (start + view.getUint32(end + 12, true) !== end) {
    throw new Refusal('zip-gap', '', 'directory does not end at the end record');
  }
  const records: CentralRecord[] = [];
  let at = start;
  while (records.length < count) {
    const { record, next } = centralRecord(view, archive, at, end);
    records.push(record);
    at = next;
  }
  if (at !== end) throw new Refusal('zip-gap', '', 'bytes after the last directory record');
  return records;
}

function centralRecord(view: DataView, archive: Uint8Array, at: number, end: number) {
  if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) {
    throw new Refusal('zip-end-record', '', 'damaged directory');
  }
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > end) throw new Refusal('zip-end-record', '', 'damaged directory');
  const name = asciiName(archive.subarray(at + 46, nameEnd));
  checkFeatures(view, at, name);
  checkExtra(view, nameEnd, nameEnd + view.getUint16(at + 30, true), name);
  const record: CentralRecord = {
    name,
    flags: view.getUint16(at + 8, true),
    deflated: view.getUint16(at + 10, true) === 8,
    stamp: view.getUint32(at + 12, true),
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  return { record, next };
}

function checkFeatures(view: DataView, at: number, name: string): void {
  const refuse = (detail: string): never => {
    throw new Refusal('zip-feature', name, detail);
  };
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) refuse(`method ${method}`);
  if (view.getUint16(at + 6, true) > 20) refuse('needs a newer reader');
  if (view.getUint16(at + 8, true) & ~KNOWN_FLAGS) refuse('encrypted or unknown flags');
  if (view.getUint16(at + 32, true) !== 0) refuse('entry comment');
  if (view.getUint16(at + 34, true) !== 0) refuse('split archive');
  const attributes = view.getUint32(at + 38, true);
  const kind = (attributes >>> 16) & 0o170000;
  const folder = kind === 0o040000 || (attributes & 0x10) !== 0;
  if (![0, 0o100000, 0o040000].includes(kind)) refuse('link or device');
  if (folder && !name.endsWith('/')) refuse('folder without a folder name');
}

/** Unicode-path and ZIP64 fields give an entry a second name or size, so only known harmless ones pass. */
function checkExtra(view: DataView, start: number, end: number, name: string): void {
  let at = start;
  while (at < end) {
    if (at + 4 > end) throw new Refusal('zip-feature', name, 'extra field');
    if (!HARMLESS_EXTRA.has(view.getUint16(at, true))) {
      throw new Refusal(
        'zip-feature',
        name,
        `extra field ${view.getUint16(at, true).toString(16)}`,
      );
    }
    at += 4 + view.getUint16(at + 2, true);
  }
  if (at !== end) throw new Refusal('zip-feature', name, 'extra field');
}

function asciiName(bytes: Uint8Array): string {
  const name = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (name.length > 200 || !NAME.test(name)) throw new Refusal('zip-name', printable(name), 'name');
  return name;
}

const printable = (name: string): string => name.slice(0, 80).replace(/[^ -~]/g, '?');

/** Names are compared after case folding, and no file may also be a folder of another (ECMA-376-2, 6.2.2). */
function checkNames(records: readonly CentralRecord[]): void {
  const seen = new Set<string>();
  for (const { name } of records) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw new Refusal('zip-duplicate-name', name, 'twice in the directory');
    seen.add(folded);
  }
  for (const folded of seen) {
    for (let at = folded.indexOf('/'); at > 0; at = folded.indexOf('/', at + 1)) {
      if (seen.has(folded.slice(0, at)))
        throw new Refusal('zip-name', folded, 'file used as a folder');
    }
  }
}

function checkLimits(records: readonly CentralRecord[], limits: PackageLimits): void {
  let total = 0;
  for (const { name, size, packedSize, deflated } of records) {
    total += size;
    if (total > limits.unpacked) throw new Refusal('zip-limit', name, 'unpacked size');
    if (size > limits.ratio * packedSize + 64) throw new Refusal('zip-limit', name, 'ratio');
    if (!deflated && size !== packedSize) throw new Refusal('zip-data', name, 'size');
    if (name.endsWith('/') && size !== 0)
      throw new Refusal('zip-data', name, 'folder with content');
  }
}

/** Walks the file from byte 0: each entry must begin where the one before it ended, up to the directory. */
function placeEntries(
  view: DataView,
  archive: Uint8Array,
  records: readonly CentralRecord[],
): readonly DirectoryEntry[] {
  const directoryStart = view.getUint32(archive.length - END_SIZE + 16, true);
  const starts = new Map<CentralRecord, number>();
  let at = 0;
  for (const record of [...records].sort((a, b) => a.offset - b.offset)) {
    if (record.offset !== at) throw new Refusal('zip-gap', record.name, 'gap or overlap');
    const dataStart = localHeader(view, archive, record, directoryStart);
    starts.set(record, dataStart);
    at = dataStart + record.packedSize;
    if (record.flags & HAS_DESCRIPTOR) at = descriptor(view, record, at, directoryStart);
    if (at > directoryStart) throw new Refusal('zip-gap', record.name, 'runs into the directory');
  }
  if (at !== directoryStart) throw new Refusal('zip-gap', '', 'bytes before the directory');
  return records.map((record) => ({ ...record, dataStart: starts.get(record) ?? 0 }));
}

function localHeader(
  view: DataView,
  archive: Uint8Array,
  record: CentralRecord,
  limit: number,
): number {
  const at = record.offset;
  const { name } = record;
  if (at + 30 > limit || view.getUint32(at, true) !== LOCAL) {
    throw new Refusal('zip-gap', name, 'no local header');
  }
  const nameEnd = at + 30 + view.getUint16(at + 26, true);
  const dataStart = nameEnd + view.getUint16(at + 28, true);
  if (dataStart > limit) throw new Refusal('zip-gap', name, 'local header');
  checkExtra(view, nameEnd, dataStart, name);
  const later = (record.flags & HAS_DESCRIPTOR) !== 0;
  const number = (offset: number, expected: number) => {
    const found = view.getUint32(at + offset, true);
    return found === expected || (later && found === 0);
  };
  const local = Buffer.from(archive.buffer, archive.byteOffset + at + 30, nameEnd - at - 30);
  const agrees =
    local.toString('latin1') === name &&
    view.getUint16(at + 4, true) <= 20 &&
    view.getUint16(at + 6, true) === record.flags &&
    view.getUint16(at + 8, true) === (record.deflated ? 8 : 0) &&
    view.getUint32(at + 10, true) === record.stamp &&
    number(14, record.crc) &&
    number(18, record.packedSize) &&
    number(22, record.size);
  if (!agrees) throw new Refusal('zip-header-mismatch', name, 'local header differs');
  return dataStart;
}

/** Only the descriptor with its mark is taken: without it, where the entry ends would be a guess. */
function descriptor(view: DataView, record: CentralRecord, at: number, limit: number): number {
  const agrees =
    at + 16 <= limit &&
    view.getUint32(at, true) === DESCRIPTOR &&
    view.getUint32(at + 4, true) === record.crc &&
    view.getUint32(at + 8, true) === record.packedSize &&
    view.getUint32(at + 12, true) === record.size;
  if (!agrees) throw new Refusal('zip-header-mismatch', record.name, 'data descriptor differs');
  return at + 16;
}
