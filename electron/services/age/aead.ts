import { createCipheriv, createDecipheriv, getCiphers, webcrypto } from 'node:crypto';
import { discard } from '../disk/lent-buffer.ts';

/** ChaCha20-Poly1305 (RFC 8439, no associated data) under one key. */
export type Cipher = {
  /**
   * Writes ciphertext and 16-byte tag over all of `into`, which is 16 bytes longer than `plain` and does not overlap it.
   * `nonce` has 12 bytes and is used once. Neither buffer may be touched until it answers.
   */
  readonly seal: (nonce: Uint8Array, plain: Uint8Array, into: Uint8Array) => Promise<void>;
  /**
   * Writes the plaintext over all of `into`, which is 16 bytes shorter than `sealed` and does not overlap it, and answers
   * true; where the tag does not match it answers false and writes nothing.
   */
  readonly open: (nonce: Uint8Array, sealed: Uint8Array, into: Uint8Array) => Promise<boolean>;
};

/** One implementation: makes ciphers from 32-byte keys. */
export type Aead = {
  readonly name: BackendName;
  readonly cipher: (key: Uint8Array) => Cipher;
};

/** Implementations in the order of preference, which is that of speed. Electron's BoringSSL lacks the first. */
export const backendNames = ['node', 'webcrypto', 'libsodium', 'noble'] as const;
type BackendName = (typeof backendNames)[number];

const tagLength = 16;

/** Loads one implementation; null where this runtime does not have it. */
export async function loadBackend(name: BackendName): Promise<Aead | null> {
  const cipher = await loaders[name]();
  return cipher === null ? null : { name, cipher };
}

let chosen: Promise<Aead> | undefined;

/** The fastest implementation of this runtime that passes its self-test; the same for the life of the process. */
export function chooseAead(): Promise<Aead> {
  chosen ??= firstThatWorks();
  return chosen;
}

/** Whether an implementation gives a known answer, opens it again and refuses a forged tag. */
export async function passesSelfTest(aead: Aead): Promise<boolean> {
  const cipher = aead.cipher(Buffer.from(known.key, 'hex'));
  const nonce = Buffer.from(known.nonce, 'hex');
  const sealed = Buffer.alloc(known.plain.length + tagLength);
  await cipher.seal(nonce, Buffer.from(known.plain), sealed);
  if (!sealed.equals(Buffer.from(known.sealed, 'hex'))) return false;
  const opened = Buffer.alloc(known.plain.length);
  const isOpen = await cipher.open(nonce, sealed, opened);
  if (!isOpen || opened.toString('latin1') !== known.plain) return false;
  const forged = Buffer.from(sealed);
  forged[forged.length - 1] = (forged.at(-1) as number) ^ 1;
  opened.fill(0);
  return !(await cipher.open(nonce, forged, opened)) && opened.every((byte) => byte === 0);
}

/** Key and nonce of RFC 8439, 2.8.2, without associated data; six independent implementations gave this answer. */
const known = {
  key: '808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f',
  nonce: '070000004041424344454647',
  plain: 'age STREAM chunk self-test',
  sealed: 'fe1c8c7d52a912ff54afaf985ef464c5e1b3ed536f2c1abbaefe55ab0e5a0c46919b01241d7c065fca07',
};

async function firstThatWorks(): Promise<Aead> {
  for (const name of backendNames) {
    const aead = await loadBackend(name).catch(() => null);
    if (aead !== null && (await passesSelfTest(aead).catch(() => false))) return aead;
  }
  throw new Error('no working ChaCha20-Poly1305 in this runtime');
}

type MakeCipher = (key: Uint8Array) => Cipher;

const loaders: Readonly<Record<BackendName, () => Promise<MakeCipher | null>>> = {
  node: async () => (getCiphers().includes('chacha20-poly1305') ? nodeCipher : null),
  webcrypto: async () => ((await hasWebCryptoCipher()) ? webCryptoCipher : null),
  libsodium: async () => {
    const { default: sodium } = await import('libsodium-wrappers');
    await sodium.ready;
    return libsodiumCipher(sodium);
  },
  noble: async () => {
    const { chacha20poly1305 } = await import('@noble/ciphers/chacha.js');
    return (key) => ({
      seal: async (nonce, plain, into) => {
        chacha20poly1305(key, nonce).encrypt(plain, into);
      },
      open: async (nonce, sealed, into) =>
        written(into, () => chacha20poly1305(key, nonce).decrypt(sealed)),
    });
  },
};

const nodeCipher: MakeCipher = (key) => ({
  seal: async (nonce, plain, into) => {
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagLength });
    const text = cipher.update(plain);
    into.set(text);
    discard(text);
    cipher.final();
    into.set(cipher.getAuthTag(), plain.length);
  },
  open: async (nonce, sealed, into) => {
    const length = sealed.length - tagLength;
    const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagLength });
    cipher.setAuthTag(sealed.subarray(length));
    const plain = cipher.update(sealed.subarray(0, length));
    const isOpen = written(into, () => {
      cipher.final();
      return plain;
    });
    discard(plain);
    return isOpen;
  },
});

const { subtle } = webcrypto;
const algorithm = 'ChaCha20-Poly1305';

async function hasWebCryptoCipher(): Promise<boolean> {
  try {
    await importKey(new Uint8Array(32));
    return true;
  } catch {
    return false;
  }
}

function importKey(key: Uint8Array): Promise<webcrypto.CryptoKey> {
  return subtle.importKey('raw-secret', new Uint8Array(key), algorithm, false, [
    'encrypt',
    'decrypt',
  ]);
}

const webCryptoCipher: MakeCipher = (key) => {
  const imported = importKey(key);
  const parameters = (nonce: Uint8Array) => ({
    name: algorithm,
    iv: new Uint8Array(nonce),
    tagLength: tagLength * 8,
  });
  return {
    seal: async (nonce, plain, into) =>
      into.set(
        new Uint8Array(await subtle.encrypt(parameters(nonce), await imported, owned(plain))),
      ),
    open: async (nonce, sealed, into) => {
      try {
        const plain = await subtle.decrypt(parameters(nonce), await imported, owned(sealed));
        into.set(new Uint8Array(plain));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'OperationError') return false;
        throw error;
      }
    },
  };
};

type Sodium = Pick<
  typeof import('libsodium-wrappers'),
  'crypto_aead_chacha20poly1305_ietf_encrypt' | 'crypto_aead_chacha20poly1305_ietf_decrypt'
>;

function libsodiumCipher(sodium: Sodium): MakeCipher {
  return (key) => ({
    seal: async (nonce, plain, into) =>
      into.set(sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, null, null, nonce, key)),
    open: async (nonce, sealed, into) =>
      written(into, () =>
        sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, null, nonce, key),
      ),
  });
}

/** False, with nothing written, where the decryption throws, which is how these libraries refuse a tag. */
function written(into: Uint8Array, decrypt: () => Uint8Array): boolean {
  try {
    into.set(decrypt());
    return true;
  } catch {
    return false;
  }
}

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}
