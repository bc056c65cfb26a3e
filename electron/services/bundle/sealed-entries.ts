import type { FileHandle } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { filePieces } from '../disk/file-pieces.ts';
import { type RandomAccess, systemCode } from '../disk/random-access.ts';
import { BlockHasher, checkedBlocks } from './block-hashes.ts';
import type { BlockLists } from './block-lists.ts';
import type { BundleFailure } from './bundle-failure.ts';
import type { SignedContainer } from './inspect.ts';

/** The encrypted entries of an open bundle, by name: each byte is held against the signed list before it is given. */
export class SealedEntries {
  readonly #container: SignedContainer;
  readonly #handle: FileHandle;
  readonly #lists: BlockLists | null;

  /** Without `lists` of a library, each entry is hashed as a whole when it is opened. The caller closes the handle. */
  constructor(container: SignedContainer, handle: FileHandle, lists: BlockLists | null) {
    this.#container = container;
    this.#handle = handle;
    this.#lists = lists;
  }

  /** 'altered' where the entry is not what was signed: now, or for a single block as 'not-authentic' when it is read. */
  async open(entry: string): Promise<Result<RandomAccess, BundleFailure>> {
    const region = this.#container.zip.region(entry);
    const known = await this.#lists?.read(entry);
    if (known) return ok(checkedBlocks(region, known));
    const hashed = await this.#hash(entry);
    if (!hashed.ok) return hashed;
    const { sha256, blocks } = hashed.value;
    const listed = this.#container.summary.manifest.files.find(({ path }) => path === entry);
    if (sha256 !== listed?.sha256) return fail({ kind: 'altered', entry });
    await this.#lists?.keep(entry, blocks);
    return ok(checkedBlocks(region, blocks));
  }

  /** Forgets the key of the lists. */
  close(): void {
    this.#lists?.close();
  }

  async #hash(entry: string): Promise<Result<ReturnType<BlockHasher['finish']>, BundleFailure>> {
    const { start = 0, size = 0 } = this.#container.zip.entries.get(entry) ?? {};
    const hasher = new BlockHasher(size);
    try {
      for await (const piece of filePieces(this.#handle, start, start + size)) hasher.take(piece);
      return ok(hasher.finish());
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      return fail({ kind: 'cannot-read', code, entry });
    }
  }
}
