import { Encrypter } from 'age-encryption';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesAccess } from '../disk/random-access.ts';
import { highestWorkFactor } from './header.ts';
import { openAge } from './reader.ts';

/** Cost of deriving a key from a passphrase: 2^16 rounds, 64 MiB, a fraction of a second. */
export const defaultWorkFactor = 16;

/** Why a sealed secret did not open: other passphrase (or its stanza altered) · scrypt above 2^18 refused · not sealed like this, or altered. */
export type UnsealFailure =
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
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase.normalize('NFC'));
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(new Uint8Array(secret));
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
