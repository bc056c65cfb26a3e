import { webcrypto } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';

/**
 * X25519 secret keys as bytes: what is kept as a string cannot be erased. As text, in ASCII bytes too, such a key is
 * `AGE-SECRET-KEY-1…`: Bech32 (BIP 173) in capitals.
 */
const prefix = Buffer.from('AGE-SECRET-KEY-1');
const alphabet = Buffer.from('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L');
const secretLength = 32;
/** 32 bytes in groups of five bits, the last one filled up with zeros. */
const groups = 52;
const checksumLength = 6;
/** Bytes of the text. */
const secretTextLength = prefix.length + groups + checksumLength;

/** The text of a key of 32 bytes. The caller erases it. */
export function secretText(secret: Uint8Array): Uint8Array {
  const words = new Uint8Array(groups + checksumLength);
  for (let bit = 0; bit < secretLength * 8; bit += 1) {
    const isSet = ((secret[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
    const word = Math.floor(bit / 5);
    words[word] = (words[word] ?? 0) | (isSet << (4 - (bit % 5)));
  }
  const sum = checksum(words) ^ 1;
  for (let place = 0; place < checksumLength; place += 1) {
    words[groups + place] = (sum >>> (5 * (checksumLength - 1 - place))) & 31;
  }
  const text = new Uint8Array(secretTextLength);
  text.set(prefix);
  for (const [place, word] of words.entries()) text[prefix.length + place] = alphabet[word] ?? 0;
  words.fill(0);
  return text;
}

/** The key of a text; `null` where the text is none. The caller erases both. */
export function readSecretText(text: Uint8Array): Uint8Array | null {
  const start = text.subarray(0, prefix.length);
  if (text.length !== secretTextLength || !prefix.equals(start)) return null;
  const words = text.slice(prefix.length).map((byte) => alphabet.indexOf(byte) & 0xff);
  const isSound = words.every((word) => word < 32) && checksum(words) === 1;
  const isFilledUp = ((words[groups - 1] ?? 0) & 0b1111) === 0;
  const secret = new Uint8Array(secretLength);
  for (let bit = 0; bit < secretLength * 8; bit += 1) {
    const isSet = ((words[Math.floor(bit / 5)] ?? 0) >> (4 - (bit % 5))) & 1;
    secret[bit >> 3] = (secret[bit >> 3] ?? 0) | (isSet << (7 - (bit & 7)));
  }
  words.fill(0);
  if (isSound && isFilledUp) return secret;
  secret.fill(0);
  return null;
}

const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Of the human-readable part in small letters, its separator and the words, as Bech32 takes it. */
function checksum(words: Uint8Array): number {
  const name = prefix.subarray(0, -1).toString('latin1').toLowerCase();
  const high = Array.from(name, (letter) => letter.charCodeAt(0) >> 5);
  const low = Array.from(name, (letter) => letter.charCodeAt(0) & 31);
  let sum = 1;
  const take = (value: number) => {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, term] of generator.entries()) if ((top >> bit) & 1) sum ^= term;
  };
  for (const value of [...high, 0, ...low]) take(value);
  for (const word of words) take(word);
  return sum >>> 0;
}

/** A key as the library takes it. */
type LibraryKey = Parameters<typeof identityToRecipient>[0];

const pkcs8Start = Buffer.from('302e020100300506032b656e04220420', 'hex');

/**
 * What the age library decrypts with: a key that the system's cryptography holds, and erases when nobody holds it any more.
 * Where this runtime's has no X25519, the text.
 */
export async function heldSecret(secret: Uint8Array): Promise<LibraryKey> {
  const pkcs8 = new Uint8Array(pkcs8Start.length + secretLength);
  pkcs8.set(pkcs8Start);
  pkcs8.set(secret, pkcs8Start.length);
  try {
    const { subtle } = webcrypto;
    const key = await subtle.importKey('pkcs8', pkcs8, 'X25519', false, ['deriveBits']);
    // The library means this very class by the browser's name for it.
    return key as LibraryKey;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NotSupportedError') throw error;
    return Buffer.from(secretText(secret)).toString('latin1');
  } finally {
    pkcs8.fill(0);
  }
}

/** The recipient (`age1…`) of a key: what is encrypted to it, the key opens. */
export async function recipientOf(secret: Uint8Array): Promise<string> {
  return identityToRecipient(await heldSecret(secret));
}
