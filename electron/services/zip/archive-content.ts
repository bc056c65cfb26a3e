import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { filePieces } from '../disk/file-pieces.ts';
import { systemCode } from '../disk/random-access.ts';
import type { ArchiveMember } from './archive.ts';

/** The content of a member is not what the archive's directory says, or the archive is not what it was. */
export class DamagedMember extends Error {
  constructor(name: string) {
    super(`damaged: ${name}`);
  }
}

const unpackedLength = 256 * 1024;

/**
 * The content of a member, unpacked in memory and never beyond its listed size, in pieces that are valid only until the next
 * one is asked for. Throws DamagedMember where size, checksum or packing are wrong, at the latest at the end, and the
 * system's errors.
 */
export async function* memberPieces(
  handle: FileHandle,
  member: ArchiveMember,
): AsyncGenerator<Uint8Array, void, undefined> {
  const start = await contentStart(handle, member);
  const packed = filePieces(handle, start, start + member.packedSize);
  let size = 0;
  let checksum = 0;
  for await (const piece of member.isDeflated ? inflated(packed, member.name) : packed) {
    size += piece.length;
    if (size > member.size) throw new DamagedMember(member.name);
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (size !== member.size || checksum !== member.crc32) throw new DamagedMember(member.name);
}

/** Behind the local header, whose name and extra field may be longer than those in the directory. */
async function contentStart(handle: FileHandle, { name, offset }: ArchiveMember): Promise<number> {
  const header = Buffer.alloc(30);
  const { bytesRead } = await handle.read(header, 0, header.length, offset);
  if (bytesRead < header.length || header.readUInt32LE(0) !== 0x04034b50) {
    throw new DamagedMember(name);
  }
  return offset + header.length + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function* inflated(
  packed: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: unpackedLength });
  // What goes wrong comes out of reading the other end.
  pipeline(copies(packed), inflate, () => undefined);
  try {
    yield* inflate as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (systemCode(error) !== null) throw error;
    throw new DamagedMember(name);
  } finally {
    inflate.destroy();
  }
}

/** The stream holds several pieces at a time: each needs bytes of its own. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += unpackedLength) {
      yield Buffer.from(piece.subarray(at, at + unpackedLength));
    }
  }
}
