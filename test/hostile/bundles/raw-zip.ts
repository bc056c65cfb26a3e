import { crc32 } from 'node:zlib';

/** One entry of a ZIP file written by hand: what is not given is as an honest writer would write it. */
export type RawEntry = {
  readonly name: string | Buffer;
  readonly content?: Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  /** In both headers. */
  readonly crc?: number;
  /** Compressed and uncompressed size as told, in the directory and the local header. */
  readonly size?: number;
  readonly uncompressed?: number;
  readonly attributes?: number;
  readonly extra?: Buffer;
  readonly comment?: string;
  /** The name in the local header, where it differs. */
  readonly localName?: string;
  readonly localSize?: number;
  readonly localVersion?: number;
  readonly localTime?: number;
  readonly localExtra?: Buffer;
  /** Offset as told in the directory. */
  readonly offset?: number;
  /** Bytes before the local header. */
  readonly before?: Buffer;
  /** Bytes after the content. */
  readonly after?: Buffer;
  /** Written into the file but not listed, or listed but not written. */
  readonly only?: 'file' | 'directory';
};

/** What is odd about the end of the file. */
export type RawEnd = {
  readonly prepended?: Buffer;
  readonly appended?: Buffer;
  readonly comment?: Buffer;
  readonly entries?: number;
  readonly directorySize?: number;
  readonly directoryStart?: number;
  readonly disk?: number;
  /** Between the directory and the end record. */
  readonly beforeEnd?: Buffer;
};

const regularFile = (0o100644 << 16) >>> 0;

/** Writes a ZIP file of stored entries with every field under control. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const pieces: Buffer[] = [end.prepended ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const before = entry.before ?? Buffer.alloc(0);
    const local = entry.only === 'directory' ? Buffer.alloc(0) : localPart(entry);
    if (entry.only !== 'file') directory.push(record(entry, entry.offset ?? at + before.length));
    pieces.push(before, local);
    at += before.length + local.length;
  }
  const list = Buffer.concat(directory);
  const beforeEnd = end.beforeEnd ?? Buffer.alloc(0);
  const tail = endRecord(directory.length, list.length, at, end);
  return Buffer.concat([...pieces, list, beforeEnd, tail, end.appended ?? Buffer.alloc(0)]);
}

function localPart(entry: RawEntry): Buffer {
  const content = Buffer.from(entry.content ?? []);
  const name = Buffer.from(entry.localName ?? entry.name);
  const extra = entry.localExtra ?? Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(entry.localVersion ?? 20, 4);
  header.writeUInt16LE(entry.flags ?? 0, 6);
  header.writeUInt16LE(entry.method ?? 0, 8);
  header.writeUInt16LE(entry.localTime ?? 0, 10);
  header.writeUInt16LE(0x21, 12);
  const later = ((entry.flags ?? 0) & 8) !== 0;
  header.writeUInt32LE(later ? 0 : (entry.crc ?? crc32(content)), 14);
  const size = entry.localSize ?? entry.size ?? content.length;
  header.writeUInt32LE(later ? 0 : size, 18);
  header.writeUInt32LE(later ? 0 : (entry.localSize ?? entry.uncompressed ?? size), 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra, content, entry.after ?? Buffer.alloc(0)]);
}

function record(entry: RawEntry, offset: number): Buffer {
  const content = Buffer.from(entry.content ?? []);
  const name = Buffer.from(entry.name);
  const extra = entry.extra ?? Buffer.alloc(0);
  const comment = Buffer.from(entry.comment ?? '');
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(0x033f, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(entry.flags ?? 0, 8);
  header.writeUInt16LE(entry.method ?? 0, 10);
  header.writeUInt16LE(0x21, 14);
  header.writeUInt32LE(entry.crc ?? crc32(content), 16);
  const size = entry.size ?? content.length;
  header.writeUInt32LE(size, 20);
  header.writeUInt32LE(entry.uncompressed ?? size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(comment.length, 32);
  header.writeUInt32LE(entry.attributes ?? regularFile, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name, extra, comment]);
}

function endRecord(count: number, size: number, start: number, end: RawEnd): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.disk ?? 0, 4);
  record.writeUInt16LE((end.entries ?? count) & 0xffff, 8);
  record.writeUInt16LE((end.entries ?? count) & 0xffff, 10);
  record.writeUInt32LE(end.directorySize ?? size, 12);
  record.writeUInt32LE(end.directoryStart ?? start, 16);
  record.writeUInt16LE(end.comment?.length ?? 0, 20);
  return Buffer.concat([record, end.comment ?? Buffer.alloc(0)]);
}

/** The data descriptor that follows content whose header leaves checksum and sizes open (flag 8). */
export function descriptor(content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc32(content), 4);
  bytes.writeUInt32LE(content.length, 8);
  bytes.writeUInt32LE(content.length, 12);
  return bytes;
}
