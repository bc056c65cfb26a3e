import { createHash, createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { readBounded } from '../disk/durable-file.ts';

/**
 * What a downloaded installer turned out to be. `genuine`: signed with the key that this copy of the app was released
 * with · `altered`: the signature is not of this file or not by that key · `no-signature`: no `.sig` file beside it ·
 * `unreadable`: one of the two cannot be read · `no-key`: this copy holds no release key and cannot tell.
 */
export interface InstallerReport {
  readonly verdict: 'genuine' | 'altered' | 'no-signature' | 'unreadable' | 'no-key';
  /** SHA-256 of the installer in hexadecimal, to compare with what the publisher says; empty where it was not read. */
  readonly sha256: string;
}

/** Largest signature that is looked at: RSA with 16384 bits has 2048 bytes. */
const largestSignature = 2_048;

/**
 * Checks a downloaded installer against its detached signature `FILE.sig`, read piece by piece. The signature is what
 * `openssl dgst -sha512 -sign key.pem -out FILE.sig FILE` makes with an EC or RSA key, and
 * `openssl dgst -sha512 -verify release-key.pem -signature FILE.sig FILE` says the same as this.
 * @param keyFile PEM of the public key, which ships inside the app; missing where a build was released without one.
 */
export async function checkInstaller(file: string, keyFile: string): Promise<InstallerReport> {
  const key = await releaseKey(keyFile);
  if (key === null) return { verdict: 'no-key', sha256: '' };
  const signature = await readBounded(`${file}.sig`, largestSignature);
  if (!signature.ok) {
    const isMissing = signature.failure.kind === 'missing';
    return { verdict: isMissing ? 'no-signature' : 'unreadable', sha256: '' };
  }
  const verifier = createVerify('sha512');
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
      verifier.update(piece);
      hash.update(piece);
    }
  } catch {
    return { verdict: 'unreadable', sha256: '' };
  }
  const isGenuine = verifier.verify(key, signature.value);
  return { verdict: isGenuine ? 'genuine' : 'altered', sha256: hash.digest('hex') };
}

/** `null` where there is none, and for what is no key for such signatures: a damaged copy of the app vouches for nothing. */
async function releaseKey(file: string): Promise<KeyObject | null> {
  try {
    const key = createPublicKey(await readFile(file, 'utf8'));
    return key.asymmetricKeyType === 'ec' || key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}
