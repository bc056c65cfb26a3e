/** What is told of an entry after it was written. */
export type WrittenEntry = {
  readonly name: Buffer;
  /** Where its local header begins. */
  readonly offset: number;
  readonly size: number;
  readonly crc32: number;
};

const versionNeeded = 20;
const versionOf64 = 45;
/** Unix, version 6.3 of the specification. */
const versionMadeBy = 0x033f;
/** UTF-8 name; sizes and checksum after the content. */
const flags = 0x0808;
/** 1 January 1980, the earliest that a ZIP can tell. */
const date = 0x21;
const regularFile = (0o100644 << 16) >>> 0;
const in64 = 0xffffffff;

/** Header of a stored entry whose size is not known yet (APPNOTE 4.3.7). */
export function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(versionNeeded, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(date, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

/** What follows the content: checksum and sizes (4.3.9), in ZIP64 form where the record in the directory has it. */
export function dataDescriptor(entry: WrittenEntry): Buffer {
  const is64 = needs64(entry);
  const descriptor = Buffer.alloc(is64 ? 24 : 16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(entry.crc32, 4);
  for (const place of [0, 1]) {
    if (is64) descriptor.writeBigUInt64LE(BigInt(entry.size), 8 + 8 * place);
    else descriptor.writeUInt32LE(entry.size, 8 + 4 * place);
  }
  return descriptor;
}

/** The entry in the directory (4.3.12). */
export function directoryRecord(entry: WrittenEntry): Buffer {
  const is64 = needs64(entry);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(versionMadeBy, 4);
  record.writeUInt16LE(is64 ? versionOf64 : versionNeeded, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(date, 14);
  record.writeUInt32LE(entry.crc32, 16);
  record.writeUInt32LE(is64 ? in64 : entry.size, 20);
  record.writeUInt32LE(is64 ? in64 : entry.size, 24);
  record.writeUInt16LE(entry.name.length, 28);
  record.writeUInt16LE(is64 ? 28 : 0, 30);
  record.writeUInt32LE(regularFile, 38);
  record.writeUInt32LE(is64 ? in64 : entry.offset, 42);
  return Buffer.concat([record, entry.name, is64 ? extra64(entry) : Buffer.alloc(0)]);
}

/** The end of the file for `count` entries whose directory of `size` bytes begins at `start` (4.3.14 to 4.3.16). */
export function endRecords(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const place of [8, 10]) end.writeUInt16LE(Math.min(count, 0xffff), place);
  end.writeUInt32LE(Math.min(size, in64), 12);
  end.writeUInt32LE(Math.min(start, in64), 16);
  const fits = count < 0xffff && size < in64 && start < in64;
  return fits ? end : Buffer.concat([endRecords64(count, size, start), end]);
}

function endRecords64(count: number, size: number, start: number): Buffer {
  const records = Buffer.alloc(56 + 20);
  records.writeUInt32LE(0x06064b50, 0);
  records.writeBigUInt64LE(44n, 4);
  records.writeUInt16LE(versionMadeBy, 12);
  records.writeUInt16LE(versionOf64, 14);
  for (const place of [24, 32]) records.writeBigUInt64LE(BigInt(count), place);
  records.writeBigUInt64LE(BigInt(size), 40);
  records.writeBigUInt64LE(BigInt(start), 48);
  records.writeUInt32LE(0x07064b50, 56);
  records.writeBigUInt64LE(BigInt(start + size), 64);
  records.writeUInt32LE(1, 72);
  return records;
}

/** The three numbers that do not fit into 32 bits, or stand beside one that does not (4.5.3). */
function extra64({ size, offset }: WrittenEntry): Buffer {
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  for (const [place, value] of [size, size, offset].entries()) {
    extra.writeBigUInt64LE(BigInt(value), 4 + 8 * place);
  }
  return extra;
}

function needs64({ size, offset }: WrittenEntry): boolean {
  return size >= in64 || offset >= in64;
}
