import { fail, ok, type Result } from '../../../shared/result.ts';
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
  /** Forgets the key and the decrypted chunks; reads after it fail as not authentic. */
  readonly close: () => void;
};

const cachedChunks = 16;
const chunksInFlight = 8;

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
type Chunk = Promise<Result<Uint8Array, ReadFailure>>;

class Payload {
  readonly size: number;
  readonly #parts: PayloadParts;
  readonly #cache = new Map<number, Chunk>();
  #open = true;

  constructor(parts: PayloadParts) {
    this.#parts = parts;
    this.size = parts.source.size - parts.start - parts.chunks * tagLength;
  }

  /** One decrypted chunk; the last ones used are kept. */
  chunk(index: number): Chunk {
    const cached = this.#cache.get(index);
    const chunk = cached ?? this.#decrypt(index);
    this.#cache.delete(index);
    this.#cache.set(index, chunk);
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > cachedChunks && oldest !== undefined) this.#cache.delete(oldest);
    return chunk;
  }

  async read(position: number, length: number): Chunk {
    if (position < 0 || length < 0 || position + length > this.size) {
      return fail({ kind: 'cut-short' });
    }
    const out = Buffer.allocUnsafeSlow(length);
    const end = position + length;
    const last = Math.ceil(end / chunkLength);
    for (let first = Math.floor(position / chunkLength); first < last; first += chunksInFlight) {
      const count = Math.min(chunksInFlight, last - first);
      const batch = Array.from({ length: count }, (_, offset) => this.chunk(first + offset));
      for (const [offset, chunk] of (await Promise.all(batch)).entries()) {
        if (!chunk.ok) return chunk;
        copyInto(out, position, chunk.value, (first + offset) * chunkLength);
      }
    }
    return ok(out);
  }

  close(): void {
    this.#open = false;
    this.#parts.key.fill(0);
    this.#cache.clear();
  }

  async #decrypt(index: number): Chunk {
    if (!this.#open) return fail({ kind: 'not-authentic' });
    const { source, cipher, start, chunks } = this.#parts;
    const offset = start + index * sealedLength;
    const last = index === chunks - 1;
    const sealed = await source.read(offset, last ? source.size - offset : sealedLength);
    if (!sealed.ok) return sealed;
    const plain = await cipher.open(chunkNonce(index, last), sealed.value);
    return plain === null ? fail({ kind: 'not-authentic' }) : ok(plain);
  }
}

/** Copies the part of `chunk`, which begins at `at` of the plaintext, that lies in `out`, which begins at `position`. */
function copyInto(out: Uint8Array, position: number, chunk: Uint8Array, at: number): void {
  const from = Math.max(position, at);
  const to = Math.min(position + out.length, at + chunk.length);
  out.set(chunk.subarray(from - at, to - at), from - position);
}
