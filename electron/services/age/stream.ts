import { randomBytes } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { type Aead, type Cipher, chooseAead } from './aead.ts';
import { chunkLength, chunkNonce, payloadKey, payloadNonceLength, tagLength } from './chunk.ts';

const chunksInFlight = 4;

/**
 * Encrypts a stream as an age v1 file to 1 to 64 X25519 recipients; each of them alone can open it. Streams in bounded memory.
 * Throws on a text that is no recipient: they are checked where they enter.
 */
export async function* encryptAge(
  plain: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
  aead?: Aead,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (recipients.length === 0) throw new Error('an age file needs a recipient');
  const { header, fileKey } = await makeHeader(recipients);
  const nonce = randomBytes(payloadNonceLength);
  const key = payloadKey(fileKey, nonce);
  fileKey.fill(0);
  try {
    yield Buffer.concat([header, nonce]);
    yield* sealChunks(chunked(plain), (aead ?? (await chooseAead())).cipher(key));
  } finally {
    key.fill(0);
  }
}

/**
 * The library makes header and file key; a recipient of our own sees the key and adds no stanza. The library's payload, an
 * empty chunk under its own nonce, is thrown away.
 */
async function makeHeader(recipients: readonly string[]) {
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

/** Pieces of exactly one chunk each; only the last may be shorter, and it is empty only where there is nothing at all. */
async function* chunked(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunk = Buffer.allocUnsafeSlow(chunkLength);
  let used = 0;
  for await (let piece of plain) {
    while (piece.length > 0) {
      if (used === chunkLength) {
        yield chunk;
        chunk = Buffer.allocUnsafeSlow(chunkLength);
        used = 0;
      }
      const taken = piece.subarray(0, chunkLength - used);
      chunk.set(taken, used);
      used += taken.length;
      piece = piece.subarray(taken.length);
    }
  }
  yield chunk.subarray(0, used);
}

async function* sealChunks(
  chunks: AsyncIterable<Uint8Array>,
  cipher: Cipher,
): AsyncGenerator<Uint8Array> {
  const sealing: Promise<Uint8Array>[] = [];
  let held: Uint8Array | undefined;
  let index = 0;
  for await (const chunk of chunks) {
    if (held !== undefined) {
      sealing.push(cipher.seal(chunkNonce(index, false), held));
      index += 1;
    }
    held = chunk;
    if (sealing.length >= chunksInFlight) yield (await sealing.shift()) as Uint8Array;
  }
  sealing.push(cipher.seal(chunkNonce(index, true), held ?? new Uint8Array(0)));
  for (const sealed of sealing) yield await sealed;
}
