import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { secretText } from '../../../../../electron/services/age/secret-key.ts';
import type { IdentityKeys } from '../../../../../electron/services/identity/identity-file.ts';
import {
  openIdentity,
  sealIdentity,
} from '../../../../../electron/services/identity/identity-file.ts';
import {
  changePassphrase,
  createVault,
  generateIdentityKeys,
  unlockVault,
} from '../../../../../electron/services/identity/vault.ts';
import { must } from '../../../../../shared/result.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

// Real disks, processes and derivations: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const passphrase = 'quiet harbour 海 seven';
let keys: IdentityKeys;
/** Made once: deriving is slow on purpose. */
let sealed: Uint8Array;

beforeAll(async () => {
  keys = await generateIdentityKeys();
  sealed = await sealIdentity(keys, passphrase);
}, 60_000);

function textOf(secret: Uint8Array): string {
  return Buffer.from(secretText(secret)).toString('latin1');
}

function laid(bytes: Uint8Array = sealed): string {
  const file = path.join(temporaryFolder('vault'), 'identity.age');
  writeFileSync(file, bytes);
  return file;
}

/** The identity file with its work factor rewritten, as an attacker on the disk would. */
function withWorkFactor(logN: string): Uint8Array {
  const bytes = Buffer.from(sealed);
  const at = bytes.indexOf(' 16\n');
  return Buffer.concat([bytes.subarray(0, at + 1), Buffer.from(logN), bytes.subarray(at + 3)]);
}

/** An identity file with any content, under the test's passphrase. */
async function sealedText(text: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase.normalize('NFC'));
  encrypter.setScryptWorkFactor(4);
  return encrypter.encrypt(text);
}

async function plainText(): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase.normalize('NFC'));
  return decrypter.decrypt(sealed, 'text');
}

describe('generated keys', () => {
  it('are an age key, an RSA-3072 key and 32 bytes, new each time', async () => {
    expect(keys.agePrivate.length).toBe(32);
    expect(textOf(keys.agePrivate)).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
    expect(keys.profileKey.length).toBe(32);
    const other = await generateIdentityKeys();
    expect(other.agePrivate).not.toEqual(keys.agePrivate);
    expect(other.profileKey).not.toEqual(keys.profileKey);
    expect(other.signingKeyPkcs8).not.toEqual(keys.signingKeyPkcs8);
  }, 60_000);
});

describe('the vault', () => {
  it('gives back the keys that it was made from', async () => {
    const file = path.join(temporaryFolder('vault'), 'identity.age');
    must(await createVault(file, passphrase, keys));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const identity = must(await unlockVault(file, passphrase));
    expect(identity.agePrivate).toEqual(keys.agePrivate);
    expect(identity.signingKeyPkcs8).toEqual(keys.signingKeyPkcs8);
    expect(identity.profileKey).toEqual(keys.profileKey);
    expect(identity.ageRecipient).toMatch(/^age1[0-9a-z]{58}$/);
  });

  it('zeroes the keys when locked; using them then is a bug', async () => {
    const identity = must(await unlockVault(laid(), passphrase));
    const { agePrivate, signingKeyPkcs8, profileKey, ageRecipient } = identity;
    identity.lock();
    identity.lock();
    expect(identity.isLocked).toBe(true);
    expect([...agePrivate, ...signingKeyPkcs8, ...profileKey].every((byte) => byte === 0)).toBe(
      true,
    );
    expect(() => identity.agePrivate).toThrow('locked');
    expect(() => identity.signingKeyPkcs8).toThrow('locked');
    expect(() => identity.profileKey).toThrow('locked');
    expect(identity.ageRecipient).toBe(ageRecipient);
  });

  it('never replaces an identity that is there', async () => {
    const file = laid();
    expect(await createVault(file, passphrase, keys)).toMatchObject({
      failure: { kind: 'exists', file },
    });
    expect(new Uint8Array(readFileSync(file))).toEqual(sealed);
  });

  it('refuses a weak passphrase before it writes', async () => {
    const file = path.join(temporaryFolder('vault'), 'identity.age');
    expect(await createVault(file, 'short', keys)).toEqual({
      ok: false,
      failure: { kind: 'weak-passphrase', problem: 'too-short' },
    });
    expect(existsSync(file)).toBe(false);
  });

  it('tells a wrong passphrase from a missing file', async () => {
    expect(await unlockVault(laid(), 'not the passphrase')).toEqual({
      ok: false,
      failure: { kind: 'wrong-passphrase' },
    });
    const file = path.join(temporaryFolder('vault'), 'identity.age');
    expect(await unlockVault(file, passphrase)).toMatchObject({
      failure: { kind: 'missing', file },
    });
  });

  it('takes the same passphrase composed and decomposed (typed on macOS)', async () => {
    const typed = 'café au lait 12 ünder';
    const file = path.join(temporaryFolder('vault'), 'identity.age');
    must(await createVault(file, typed.normalize('NFD'), keys));
    must(await unlockVault(file, typed.normalize('NFC')));
  });

  it('changes the passphrase, keeping the keys and leaving nothing behind', async () => {
    const file = laid();
    must(await changePassphrase(file, passphrase, 'another quiet 港 eight'));
    expect(await unlockVault(file, passphrase)).toMatchObject({
      failure: { kind: 'wrong-passphrase' },
    });
    const identity = must(await unlockVault(file, 'another quiet 港 eight'));
    expect(identity.profileKey).toEqual(keys.profileKey);
    expect(readdirSync(path.dirname(file))).toEqual(['identity.age']);
  });

  it('keeps the old file when the change is refused', async () => {
    const file = laid();
    expect(
      await changePassphrase(file, 'not the passphrase', 'another quiet 港 eight'),
    ).toMatchObject({
      failure: { kind: 'wrong-passphrase' },
    });
    expect(await changePassphrase(file, passphrase, '1234567890')).toMatchObject({
      failure: { kind: 'weak-passphrase' },
    });
    expect(new Uint8Array(readFileSync(file))).toEqual(sealed);
  });
});

describe('a hostile identity file', () => {
  it.each(['19', '20', '30', '999999999'])(
    'with work factor %s is refused before deriving',
    async (logN) => {
      expect(await openIdentity(withWorkFactor(logN), passphrase)).toEqual({
        ok: false,
        failure: { kind: 'work-factor-too-high', logN: Number(logN), limit: 18 },
      });
    },
  );

  it('with a lowered work factor does not open', async () => {
    expect(await openIdentity(withWorkFactor('4'), passphrase)).toMatchObject({
      failure: { kind: 'wrong-passphrase' },
    });
  });

  it.each([
    ['empty', () => new Uint8Array()],
    ['of another kind', () => Buffer.from('PK\u0003\u0004 something else')],
    [
      'sealed to a recipient',
      () =>
        Buffer.from(
          Buffer.from(sealed).toString('latin1').replace('-> scrypt', '-> X25519'),
          'latin1',
        ),
    ],
    [
      'with a second stanza',
      () =>
        Buffer.from(
          Buffer.from(sealed).toString('latin1').replace('\n---', '\n-> other x\n\n---'),
          'latin1',
        ),
    ],
    ['with a work factor that is no number', () => withWorkFactor('0x10')],
    ['above the size limit', () => Buffer.concat([sealed, Buffer.alloc(70_000)])],
    ['cut short', () => sealed.subarray(0, sealed.length - 1)],
    [
      'altered at the end',
      () => Buffer.concat([sealed.subarray(0, -1), Buffer.of((sealed.at(-1) ?? 0) ^ 1)]),
    ],
    ['continued', () => Buffer.concat([sealed, Buffer.from('x')])],
  ])('%s is damaged', async (_, bytes) => {
    expect(await unlockVault(laid(bytes()), passphrase)).toEqual({
      ok: false,
      failure: { kind: 'damaged' },
    });
  });

  it.each<[string, (text: string) => string]>([
    ['no version line', (text) => text.replace('# haizhi identity v1\n', '')],
    ['no signing key', (text) => text.replace(/# signing-key.*\n/, '')],
    [
      'a signing key that is none',
      (text) => text.replace(/# signing-key.*\n/, '# signing-key: AAAA\n'),
    ],
    ['a short profile key', (text) => text.replace(/# profile-key.*\n/, '# profile-key: AAAA\n')],
    ['two age keys', (text) => `${text}${textOf(keys.agePrivate)}\n`],
    ['an age key with a typing error', (text) => text.replace(/(AGE-SECRET-KEY-1.{20})./, '$1')],
  ])('with %s is damaged', async (_, change) => {
    const file = await sealedText(change(await plainText()));
    expect(await openIdentity(file, passphrase)).toEqual({
      ok: false,
      failure: { kind: 'damaged' },
    });
  });

  it('of a newer version is told as that', async () => {
    const file = await sealedText('# haizhi identity v7\n');
    expect(await openIdentity(file, passphrase)).toEqual({
      ok: false,
      failure: { kind: 'newer-version', version: 7 },
    });
  });
});

describeWith(['age', 'python3', 'openssl'], 'ordinary tools', (age, python, openssl) => {
  const helper = path.join(import.meta.dirname, '../../../../support/age-with-passphrase.py');
  const onTerminal = (output: string, ...command: readonly string[]) =>
    execFileSync(python, [helper, output, passphrase, ...command], { stdio: 'pipe' });

  it('age opens with the identity file what was sealed to its public key', async () => {
    const file = laid();
    const { ageRecipient } = must(await unlockVault(file, passphrase));
    const folder = path.dirname(file);
    execFileSync(age, ['-r', ageRecipient, '-o', path.join(folder, 'secret.age')], {
      input: '评审材料',
    });
    const opened = path.join(folder, 'opened');
    onTerminal(opened, age, '-d', '-i', file, path.join(folder, 'secret.age'));
    expect(readFileSync(opened, 'utf8')).toBe('评审材料');
  });

  it('age and openssl show the keys that are in it', () => {
    const file = laid();
    const opened = path.join(path.dirname(file), 'opened');
    onTerminal(opened, age, '-d', file);
    const text = readFileSync(opened, 'utf8');
    expect(text.trimEnd().split('\n').at(-1)).toBe(textOf(keys.agePrivate));
    const signing = /^# signing-key: (.*)$/m.exec(text)?.[1] ?? '';
    const options = ['pkey', '-inform', 'DER', '-noout', '-text'];
    const shown = execFileSync(openssl, options, { input: Buffer.from(signing, 'base64') });
    expect(shown.toString()).toContain('3072 bit');
  });
});
