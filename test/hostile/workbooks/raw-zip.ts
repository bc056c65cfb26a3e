import { crc32, deflateRawSync } from 'node:zlib';

/** One entry with every field that an attacker can set. What is not given is honest. */
export interface RawEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly store?: boolean;
  /** Packed data as it stands in the file, in place of the honest one. */
  readonly data?: Uint8Array;
  readonly extra?: Uint8Array;
  readonly comment?: string;
  readonly attributes?: number;
  readonly madeBy?: number;
  readonly stamp?: number;
  readonly descriptor?: 'marked' | 'bare' | 'wrong';
  /** Left out of the directory, or of the file (then `sameAs` names the entry whose data it shares). */
  readonly hidden?: boolean;
  readonly sameAs?: string;
  readonly gapBefore?: Uint8Array;
  /** Fields of both headers. */
  readonly both?: HeaderFields;
  /** Fields of the local header only, where the two shall differ. */
  readonly local?: HeaderFields;
}

/** Numeric header fields and the name; each replaces the honest value. */
interface HeaderFields {
  readonly name?: string;
  readonly version?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly packedSize?: number;
  readonly size?: number;
}

/** Fields of the end record and bytes around the archive. */
export interface RawArchive {
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  readonly beforeDirectory?: Uint8Array;
  readonly comment?: string;
  readonly count?: number;
  readonly disk?: number;
  readonly directoryShift?: number;
}

interface Placed {
  readonly entry: RawEntry;
  readonly fields: Required<HeaderFields>;
  readonly offset: number;
}

/** Writes an archive exactly as told, however broken. Written apart from the product's own writer on purpose. */
export function rawZip(entries: readonly RawEntry[], archive: RawArchive = {}): Uint8Array {
  const chunks: Uint8Array[] = [archive.before ?? EMPTY];
  let at = archive.before?.length ?? 0;
  const push = (chunk: Uint8Array) => {
    chunks.push(chunk);
    at += chunk.length;
  };
  const placed: Placed[] = [];
  for (const entry of entries) {
    const fields = headerFields(entry);
    const twin = placed.find((other) => other.entry.name === entry.sameAs);
    if (twin) {
      placed.push({ entry, fields, offset: twin.offset });
      continue;
    }
    push(entry.gapBefore ?? EMPTY);
    placed.push({ entry, fields, offset: at });
    push(localPart(entry, { ...fields, ...entry.local }));
  }
  push(archive.beforeDirectory ?? EMPTY);
  const start = at;
  const listed = placed.filter(({ entry }) => !entry.hidden);
  for (const each of listed) push(centralPart(each));
  push(endPart(listed.length, start, at - start, archive));
  push(archive.after ?? EMPTY);
  return new Uint8Array(Buffer.concat(chunks));
}

const EMPTY = new Uint8Array(0);
const STAMP = 0x5d7740c0;

function packed(entry: RawEntry): Uint8Array {
  if (entry.data) return entry.data;
  return entry.store ? entry.bytes : deflateRawSync(entry.bytes);
}

function headerFields(entry: RawEntry): Required<HeaderFields> {
  return {
    name: entry.name,
    version: 20,
    flags: entry.descriptor ? 8 : 0,
    method: entry.store ? 0 : 8,
    crc: crc32(entry.bytes),
    packedSize: packed(entry).length,
    size: entry.bytes.length,
    ...entry.both,
  };
}

function shared(entry: RawEntry, fields: Required<HeaderFields>, sizes: boolean): Buffer {
  const out = Buffer.alloc(26);
  out.writeUInt16LE(fields.version, 0);
  out.writeUInt16LE(fields.flags, 2);
  out.writeUInt16LE(fields.method, 4);
  out.writeUInt32LE(entry.stamp ?? STAMP, 6);
  out.writeUInt32LE(sizes ? fields.crc : 0, 10);
  out.writeUInt32LE(sizes ? fields.packedSize : 0, 14);
  out.writeUInt32LE(sizes ? fields.size : 0, 18);
  out.writeUInt16LE(Buffer.byteLength(fields.name), 22);
  out.writeUInt16LE(entry.extra?.length ?? 0, 24);
  return out;
}

function localPart(entry: RawEntry, fields: Required<HeaderFields>): Uint8Array {
  const mark = Buffer.from('PK\x03\x04', 'latin1');
  const header = [mark, shared(entry, fields, !entry.descriptor), Buffer.from(fields.name)];
  const body = [entry.extra ?? EMPTY, packed(entry)];
  return Buffer.concat([...header, ...body, descriptorOf(entry, fields)]);
}

function descriptorOf(entry: RawEntry, fields: Required<HeaderFields>): Uint8Array {
  if (!entry.descriptor) return EMPTY;
  const out = Buffer.alloc(16);
  out.writeUInt32LE(0x08074b50, 0);
  out.writeUInt32LE(entry.descriptor === 'wrong' ? 1 : fields.crc, 4);
  out.writeUInt32LE(fields.packedSize, 8);
  out.writeUInt32LE(fields.size, 12);
  return entry.descriptor === 'bare' ? out.subarray(4) : out;
}

function centralPart({ entry, fields, offset }: Placed): Uint8Array {
  const head = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
  head.writeUInt16LE(entry.madeBy ?? 20, 4);
  const tail = Buffer.alloc(14);
  const comment = Buffer.from(entry.comment ?? '');
  tail.writeUInt16LE(comment.length, 0);
  tail.writeUInt32LE(entry.attributes ?? 0, 6);
  tail.writeUInt32LE(offset, 10);
  const middle = shared(entry, fields, true);
  return Buffer.concat([
    head,
    middle,
    tail,
    Buffer.from(fields.name),
    entry.extra ?? EMPTY,
    comment,
  ]);
}

function endPart(count: number, start: number, size: number, archive: RawArchive): Uint8Array {
  const out = Buffer.alloc(22);
  const comment = Buffer.from(archive.comment ?? '');
  out.writeUInt32LE(0x06054b50, 0);
  out.writeUInt16LE(archive.disk ?? 0, 4);
  out.writeUInt16LE(archive.count ?? count, 8);
  out.writeUInt16LE(archive.count ?? count, 10);
  out.writeUInt32LE(size, 12);
  out.writeUInt32LE(start + (archive.directoryShift ?? 0), 16);
  out.writeUInt16LE(comment.length, 20);
  return Buffer.concat([out, comment]);
}
