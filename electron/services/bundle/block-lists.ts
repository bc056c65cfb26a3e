import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { writeDurably } from '../disk/durable-file.ts';
import { writeFully } from '../disk/file-system.ts';
import { fileAccess } from '../disk/random-access.ts';
import { blockCount, hashLength } from './block-hashes.ts';
import type { BundleFailure } from './bundle-failure.ts';
import type { ListedFile } from './manifest.ts';

/**
 * What is known of the entries of a bundle in the library, in `bundle.hzb.blocks`: entry by entry in the order of the signed
 * list, the SHA-256 of each block, then HMAC-SHA256 of "haizhi-blocks/1", a zero byte, the listed SHA-256 of the entry in
 * hex, and these hashes. The key comes from the owner's profile key, so that whoever can write the files cannot vouch for
 * a forged entry. A list says only what is true of these bytes for ever, and can be lost: the entry is hashed again then.
 */
export class BlockLists {
  readonly #file: string;
  readonly #key: Buffer;
  readonly #places: ReadonlyMap<string, Place>;

  constructor(bundle: string, profileKey: Uint8Array, files: readonly ListedFile[]) {
    this.#file = `${bundle}.blocks`;
    this.#key = Buffer.from(hkdfSync('sha256', profileKey, '', 'haizhi-blocks/1', 32));
    this.#places = placesOf(files);
  }

  /** The hashes of an entry's blocks; `null` where there are none that the owner has vouched for. */
  async read(entry: string): Promise<Uint8Array | null> {
    const { at, length, sha256 } = this.#place(entry);
    const bytes = await readAt(this.#file, at, length + hashLength);
    if (bytes === null) return null;
    const blocks = bytes.subarray(0, length);
    return timingSafeEqual(this.#seal(sha256, blocks), bytes.subarray(length)) ? blocks : null;
  }

  /** Keeps the hashes of one entry. On a disk that refuses it is hashed again the next time, and nothing else is lost. */
  async keep(entry: string, blocks: Uint8Array): Promise<void> {
    const { at, sha256 } = this.#place(entry);
    let handle: FileHandle | null = null;
    try {
      const flags = constants.O_WRONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
      handle = await open(this.#file, flags, 0o600);
      await writeFully(handle, Buffer.concat([blocks, this.#seal(sha256, blocks)]), at);
    } catch {
      return;
    } finally {
      await handle?.close();
    }
  }

  /** Replaces the file by the hashes of all entries, durably. */
  async keepAll(
    lists: ReadonlyMap<string, Uint8Array>,
  ): Promise<Result<void, Extract<BundleFailure, { kind: 'cannot-write' }>>> {
    const parts = [...this.#places].flatMap(([entry, { sha256 }]) => {
      const blocks = lists.get(entry);
      if (blocks === undefined) throw new Error(`no hashes of ${entry}`);
      return [blocks, this.#seal(sha256, blocks)];
    });
    const written = await writeDurably(this.#file, Buffer.concat(parts));
    return written.ok ? ok() : fail({ kind: 'cannot-write', code: written.failure.code });
  }

  /** Overwrites the key. */
  close(): void {
    this.#key.fill(0);
  }

  #seal(sha256: string, blocks: Uint8Array): Buffer {
    const seal = createHmac('sha256', this.#key).update(`haizhi-blocks/1\0${sha256}`);
    return seal.update(blocks).digest();
  }

  #place(entry: string): Place {
    const place = this.#places.get(entry);
    if (place === undefined) throw new Error(`no entry ${entry}`);
    return place;
  }
}

/** Where the hashes of an entry stand, how many bytes they have, and the listed hash of the entry. */
type Place = { readonly at: number; readonly length: number; readonly sha256: string };

function placesOf(files: readonly ListedFile[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let at = 0;
  for (const { path, size, sha256 } of files) {
    const length = blockCount(size) * hashLength;
    places.set(path, { at, length, sha256 });
    at += length + hashLength;
  }
  return places;
}

async function readAt(file: string, at: number, length: number): Promise<Uint8Array | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const bytes = await fileAccess(handle, at + length).read(at, length);
    return bytes.ok ? bytes.value : null;
  } finally {
    await handle.close();
  }
}
