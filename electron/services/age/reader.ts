import { fail, ok, type Result } from '../../../shared/result.ts';
import { discard } from '../disk/lent-buffer.ts';
import type { RandomAccess, ReadFailure } from '../disk/random-access.ts';
import { type Aead, type Cipher, chooseAead } from './aead.ts';
import {
  chunkLength,
  chunkNonce,
  payloadKey,
  payloadNonceLength,
  sealedLength,
  tagLength,
} from './chunk.ts';
import { type AgeFailure, type AgeKeys, openHeader } from './header.ts';

/** The plaintext of an age file, readable at any place. Every byte that it gives has passed its tag. */
export type AgePlaintext = RandomAccess & {
  /** Overwrites the key and the decrypted chunks that are kept; reads that have not ended by then fail as not authentic. */
  readonly close: () => void;
};

const cachedChunks = 16;
const chunksAtOnce = 16;

/**
 * Opens an age v1 file at random access (binary form only). The last chunk is authenticated first: it proves the length, so
 * that nothing is given out of a file that was cut or extended.
 */
export async function openAge(
  source: RandomAccess,
  keys: AgeKeys,
  aead?: Aead,
): Promise<Result<AgePlaintext, AgeFailure>> {
  const header = await openHeader(source, keys);
  if (!header.ok) return header;
  const { fileKey, length } = header.value;
  const start = length + payloadNonceLength;
  if (source.size < start) return fail({ kind: 'age', flaw: 'header' });
  const chunks = Math.ceil((source.size - start) / sealedLength);
  const lastLength = source.size - start - (chunks - 1) * sealedLength;
  // An empty chunk is right only as the whole payload of an empty file.
  if (chunks < 1 || lastLength < tagLength || (lastLength === tagLength && chunks > 1)) {
    return fail({ kind: 'age', flaw: 'payload' });
  }
  const nonce = await source.read(length, payloadNonceLength);
  if (!nonce.ok) return nonce;
  const key = payloadKey(fileKey, nonce.value);
  fileKey.fill(0);
  const cipher = (aead ?? (await chooseAead())).cipher(key);
  const payload = new Payload({ source, cipher, key, start, chunks });
  const last = await payload.chunk(chunks - 1);
  if (!last.ok) {
    payload.close();
    return last.failure.kind === 'not-authentic' ? fail({ kind: 'age', flaw: 'payload' }) : last;
  }
  return ok({
    size: payload.size,
    read: (position, count) => payload.read(position, count),
    close: () => payload.close(),
  });
}

type PayloadParts = {
  readonly source: RandomAccess;
  readonly cipher: Cipher;
  readonly key: Uint8Array;
  /** Where the first chunk begins in the source. */
  readonly start: number;
  readonly chunks: number;
};
type Bytes = Promise<Result<Uint8Array, ReadFailure>>;

class Payload {
  readonly size: number;
  readonly #parts: PayloadParts;
  readonly #cache = new Map<number, Bytes>();
  #open = true;

  constructor(parts: PayloadParts) {
    this.#parts = parts;
    this.size = parts.source.size - parts.start - parts.chunks * tagLength;
  }

  /** One decrypted chunk; the last ones used are kept, since directories are read in little pieces. */
  chunk(index: number): Bytes {
    const cached = this.#cache.get(index);
    const chunk = cached ?? this.#decryptAlone(index);
    this.#cache.delete(index);
    this.#cache.set(index, chunk);
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > cachedChunks && oldest !== undefined) this.#drop(oldest);
    return chunk;
  }

  /** Whole chunks are decrypted where they are wanted, the ends of the range by way of the cache. */
  async read(position: number, length: number): Bytes {
    if (position < 0 || length < 0 || position + length > this.size) {
      return fail({ kind: 'cut-short' });
    }
    const out = Buffer.allocUnsafeSlow(length);
    const end = position + length;
    for (let at = position; at < end; ) {
      const index = Math.floor(at / chunkLength);
      const whole = at === index * chunkLength ? Math.floor((end - at) / chunkLength) : 0;
      const count = Math.min(whole, chunksAtOnce);
      const into = out.subarray(at - position);
      const taken =
        count > 0
          ? await this.#decrypt(index, into.subarray(0, count * chunkLength))
          : await this.#copy(index, at, into);
      if (!taken.ok) return taken;
      at += taken.value;
    }
    return ok(out);
  }

  close(): void {
    this.#open = false;
    this.#parts.key.fill(0);
    for (const index of [...this.#cache.keys()]) this.#drop(index);
  }

  /** Discards a chunk once everybody who waits for it has copied from it: they have asked before. */
  #drop(index: number): void {
    const chunk = this.#cache.get(index);
    this.#cache.delete(index);
    void chunk?.then((bytes) => bytes.ok && discard(bytes.value));
  }

  /** Copies from `at`, which lies in a chunk, as far as that chunk or `into` goes; tells how far. */
  async #copy(index: number, at: number, into: Buffer): Promise<Result<number, ReadFailure>> {
    const chunk = await this.chunk(index);
    if (!chunk.ok) return chunk;
    const part = chunk.value.subarray(at - index * chunkLength).subarray(0, into.length);
    into.set(part);
    return ok(part.length);
  }

  async #decryptAlone(index: number): Bytes {
    const length = Math.min(chunkLength, this.size - index * chunkLength);
    const plain = Buffer.allocUnsafeSlow(length);
    const done = await this.#decrypt(index, plain);
    return done.ok ? ok(plain) : done;
  }

  /** Decrypts the chunks from `first` on that `into` has room for, in one read; tells how many bytes they have. */
  async #decrypt(first: number, into: Buffer): Promise<Result<number, ReadFailure>> {
    if (!this.#open) return fail({ kind: 'not-authentic' });
    const { source, cipher, start, chunks } = this.#parts;
    const count = Math.max(Math.ceil(into.length / chunkLength), 1);
    const sealed = await source.read(start + first * sealedLength, into.length + count * tagLength);
    if (!sealed.ok) return sealed;
    const opened = Array.from({ length: count }, (_, place) => {
      const nonce = chunkNonce(first + place, first + place === chunks - 1);
      const text = sealed.value.subarray(place * sealedLength, (place + 1) * sealedLength);
      return cipher.open(nonce, text, into.subarray(place * chunkLength).subarray(0, chunkLength));
    });
    const isAuthentic = (await Promise.all(opened)).every((each) => each);
    discard(sealed.value);
    if (isAuthentic && this.#open) return ok(into.length);
    into.fill(0);
    return fail({ kind: 'not-authentic' });
  }
}
