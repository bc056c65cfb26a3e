import { randomBytes } from 'node:crypto';
import { Encrypter, type Recipient } from 'age-encryption';
import { borrowBuffer, returnBuffer } from '../disk/lent-buffer.ts';
import { type Aead, type Cipher, chooseAead } from './aead.ts';
import {
  chunkLength,
  chunkNonce,
  payloadKey,
  payloadNonceLength,
  sealedLength,
  tagLength,
} from './chunk.ts';

/** Chunks sealed at a time: a mebibyte goes through the pipeline in one piece, and four cores can share it. */
const chunksAtOnce = 16;

/**
 * Encrypts a stream as an age v1 file to 1 to 64 X25519 recipients, or to one of another kind; each of them alone can open it. Streams in two mebibytes
 * of memory: a piece is valid only until the next one is asked for. Throws on a text that is no recipient: they are checked
 * where they enter.
 */
export async function* encryptAge(
  plain: AsyncIterable<Uint8Array>,
  recipients: readonly (string | Recipient)[],
  aead?: Aead,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (recipients.length === 0) throw new Error('an age file needs a recipient');
  const { header, fileKey } = await makeHeader(recipients);
  const nonce = randomBytes(payloadNonceLength);
  const key = payloadKey(fileKey, nonce);
  fileKey.fill(0);
  const batch = new Batch((aead ?? (await chooseAead())).cipher(key));
  try {
    yield Buffer.concat([header, nonce]);
    for await (const piece of plain) {
      for (let at = 0; at < piece.length; at += batch.take(piece, at)) {
        if (batch.isFull) yield await batch.seal(false);
      }
    }
    yield await batch.seal(true);
  } finally {
    batch.close();
    key.fill(0);
  }
}

/**
 * The library makes header and file key; a recipient of our own sees the key and adds no stanza. The library's payload, an
 * empty chunk under its own nonce, is thrown away.
 */
async function makeHeader(recipients: readonly (string | Recipient)[]) {
  let fileKey = new Uint8Array(0);
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKey = new Uint8Array(key);
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array(0));
  const header = empty.subarray(0, empty.length - payloadNonceLength - tagLength);
  return { header, fileKey };
}

/** Plaintext on its way into chunks. Its two buffers serve for the whole file. */
class Batch {
  readonly #cipher: Cipher;
  readonly #plain = borrowBuffer();
  readonly #sealed = borrowBuffer();
  #used = 0;
  #index = 0;

  constructor(cipher: Cipher) {
    this.#cipher = cipher;
  }

  get isFull(): boolean {
    return this.#used === chunksAtOnce * chunkLength;
  }

  /** Takes what fits of `piece` from `at`, and tells how much that was. */
  take(piece: Uint8Array, at: number): number {
    const taken = piece.subarray(at, at + chunksAtOnce * chunkLength - this.#used);
    this.#plain.set(taken, this.#used);
    this.#used += taken.length;
    return taken.length;
  }

  /** Seals what was taken. Only the end of the file may be no whole chunk, and is empty only where the whole file is. */
  async seal(isEnd: boolean): Promise<Uint8Array> {
    const count = Math.max(Math.ceil(this.#used / chunkLength), 1);
    const sealing: Promise<void>[] = [];
    for (let place = 0; place < count; place += 1) {
      const start = place * chunkLength;
      const plain = this.#plain.subarray(start, Math.min(start + chunkLength, this.#used));
      const at = place * sealedLength;
      const into = this.#sealed.subarray(at, at + plain.length + tagLength);
      const nonce = chunkNonce(this.#index + place, isEnd && place === count - 1);
      sealing.push(this.#cipher.seal(nonce, plain, into));
    }
    await Promise.all(sealing);
    const length = this.#used + count * tagLength;
    this.#index += count;
    this.#used = 0;
    return this.#sealed.subarray(0, length);
  }

  close(): void {
    returnBuffer(this.#plain);
    returnBuffer(this.#sealed);
  }
}
