import { randomBytes, scryptSync } from 'node:crypto';
import { type Recipient, Stanza } from 'age-encryption';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesAccess } from '../disk/random-access.ts';
import { chooseAead } from './aead.ts';
import { tagLength } from './chunk.ts';
import { highestWorkFactor } from './header.ts';
import { openAge } from './reader.ts';
import { encryptAge } from './stream.ts';

/** Cost of deriving a key from a passphrase: 2^16 rounds, 64 MiB, a fraction of a second. */
export const defaultWorkFactor = 16;

/** Why a sealed secret did not open: other passphrase (or its stanza altered) · scrypt above 2^18 refused · not sealed like this, or altered. */
type UnsealFailure =
  | { readonly kind: 'wrong-passphrase' }
  | { readonly kind: 'work-factor' }
  | { readonly kind: 'damaged' };

const largestSecret = 1024 * 1024;

/**
 * Seals a small secret (up to 1 MiB) as an age passphrase file, which `age -d` opens. The passphrase is taken in Unicode
 * form NFC, so that the same word typed on two systems is the same. Busy for a good part of a second: call it in a worker.
 */
export async function sealWithPassphrase(
  secret: Uint8Array,
  passphrase: string,
  workFactor: number = defaultWorkFactor,
): Promise<Uint8Array> {
  if (secret.length > largestSecret) throw new RangeError('secret too large');
  if (workFactor > highestWorkFactor) throw new RangeError('work factor too high');
  const sealed: Buffer[] = [];
  const recipient = passphraseRecipient(passphrase.normalize('NFC'), workFactor);
  for await (const piece of encryptAge(once(secret), [recipient])) sealed.push(Buffer.from(piece));
  return new Uint8Array(Buffer.concat(sealed));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** age v1, "The scrypt recipient type". Unlike the library's it leaves no copy of what is sealed behind. */
function passphraseRecipient(passphrase: string, workFactor: number): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const salt = randomBytes(16);
      const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
      const N = 2 ** workFactor;
      const key = scryptSync(passphrase, labelled, 32, { N, r: 8, p: 1, maxmem: 256 * 8 * N });
      const body = new Uint8Array(fileKey.length + tagLength);
      await (await chooseAead()).cipher(key).seal(new Uint8Array(12), fileKey, body);
      key.fill(0);
      const text = salt.toString('base64').replace(/=+$/, '');
      return [new Stanza(['scrypt', text, String(workFactor)], body)];
    },
  };
}

/** Opens what `sealWithPassphrase` or `age -p` (binary form) sealed. As busy as the file says, at most 2^18: call it in a worker. */
export async function openWithPassphrase(
  sealed: Uint8Array,
  passphrase: string,
): Promise<Result<Uint8Array, UnsealFailure>> {
  if (sealed.length > 2 * largestSecret) return fail({ kind: 'damaged' });
  const opened = await openAge(bytesAccess(sealed), { passphrase: passphrase.normalize('NFC') });
  if (!opened.ok) {
    if (opened.failure.kind === 'no-match') return fail({ kind: 'wrong-passphrase' });
    const tooHigh = opened.failure.kind === 'age' && opened.failure.flaw === 'work-factor';
    return fail({ kind: tooHigh ? 'work-factor' : 'damaged' });
  }
  const secret = await opened.value.read(0, opened.value.size);
  opened.value.close();
  return secret.ok ? ok(secret.value) : fail({ kind: 'damaged' });
}
