import { hkdfSync } from 'node:crypto';

/** Plaintext bytes of a chunk (all but the last are full), its tag, and both together: age v1, "Payload". */
export const chunkLength = 64 * 1024;
export const tagLength = 16;
export const sealedLength = chunkLength + tagLength;
/** Bytes of the payload nonce between header and chunks. */
export const payloadNonceLength = 16;

/** Nonce of a chunk: its number from 0 in 11 bytes, big-endian, then 1 for the last chunk and 0 for others. */
export function chunkNonce(index: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(Math.floor(index / 2 ** 32), 3);
  nonce.writeUInt32BE(index >>> 0, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** The key of the payload from the file key and the payload nonce. The caller erases it. */
export function payloadKey(fileKey: Uint8Array, payloadNonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, payloadNonce, 'payload', 32));
}
