import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Aead,
  backendNames,
  chooseAead,
  loadBackend,
  passesSelfTest,
} from '../../../../../electron/services/age/aead.ts';

/** The vectors of RFC 8439 have associated data, which age does not use: these are by a Python program written from the RFC. */
const vectors = [
  {
    key: '00'.repeat(32),
    nonce: '00'.repeat(12),
    plain: '',
    sealed: '4eb972c9a8fb3a1b382bb4d36f5ffad1',
  },
  {
    key: '1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0',
    nonce: '000000000102030405060708',
    plain: Buffer.from('Internet-Drafts are draft documents').toString('hex'),
    sealed:
      '64a0861575861af460f062c79be643bd5e805cfd345cf389f108670ac76c8cb24c6cfce39ab006ad7516926f09107c693cc136',
  },
];

async function seal({ cipher }: Aead, key: Uint8Array, nonce: Uint8Array, plain: Uint8Array) {
  const sealed = Buffer.alloc(plain.length + 16, 0xee);
  await cipher(key).seal(nonce, plain, sealed);
  return sealed;
}

async function open({ cipher }: Aead, key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array) {
  const plain = Buffer.alloc(sealed.length - 16, 0xee);
  const isOpen = await cipher(key).open(nonce, sealed, plain);
  if (!isOpen) expect(plain.every((byte) => byte === 0xee)).toBe(true);
  return isOpen ? plain : null;
}

async function every(): Promise<readonly Aead[]> {
  const loaded = await Promise.all(backendNames.map(loadBackend));
  return loaded.filter((each) => each !== null);
}

describe('ChaCha20-Poly1305', () => {
  it('is there four times in this runtime, and each passes its self-test', async () => {
    const names: string[] = [];
    for (const aead of await every()) if (await passesSelfTest(aead)) names.push(aead.name);
    expect(names).toEqual(['node', 'webcrypto', 'libsodium', 'noble']);
    expect((await chooseAead()).name).toBe('node');
  });

  it.each(vectors)('gives the known answer $sealed', async ({ key, nonce, plain, sealed }) => {
    for (const aead of await every()) {
      const [keyBytes, nonceBytes, text] = [key, nonce, plain].map((hex) =>
        Buffer.from(hex, 'hex'),
      );
      const answer = await seal(aead, keyBytes!, nonceBytes!, text!);
      expect([aead.name, answer.toString('hex')]).toEqual([aead.name, sealed]);
    }
  });

  it('opens what any other implementation sealed, and nothing with a changed bit', async () => {
    const all = await every();
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const plain = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(bytes(32), bytes(12), plain, fc.nat(), async (key, nonce, text, at) => {
        const sealed = await seal(all[at % all.length]!, key, nonce, text);
        const forged = Buffer.from(sealed);
        forged[at % forged.length] = (forged[at % forged.length] as number) ^ (1 << (at % 8));
        for (const aead of all) {
          expect(await open(aead, key, nonce, sealed)).toEqual(Buffer.from(text));
          expect(await open(aead, key, nonce, forged)).toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the self-test', () => {
  const broken = (cipher: Aead['cipher']): Aead => ({ name: 'noble', cipher });

  it('refuses an implementation that lets forged tags pass, or gives other answers', async () => {
    const sound = await loadBackend('noble');
    if (sound === null) throw new Error('noble is always there');
    const careless = broken((key) => ({ seal: sound.cipher(key).seal, open: async () => true }));
    const leaking = broken((key) => ({
      seal: sound.cipher(key).seal,
      open: async (nonce, sealed, into) => {
        const isOpen = await sound.cipher(key).open(nonce, sealed, into);
        if (!isOpen) into.set(sealed.subarray(0, into.length));
        return isOpen;
      },
    }));
    const odd = broken((key) => ({
      open: sound.cipher(key).open,
      seal: sound.cipher(key.map((byte) => byte ^ 1)).seal,
    }));
    const deaf = broken((key) => ({ seal: sound.cipher(key).seal, open: async () => false }));
    for (const aead of [careless, leaking, odd, deaf])
      expect(await passesSelfTest(aead)).toBe(false);
    expect(await passesSelfTest(broken(sound.cipher))).toBe(true);
  });
});
