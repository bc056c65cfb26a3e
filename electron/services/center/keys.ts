import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';

/** The center's private keys, in memory while it is unlocked. */
export interface CenterKeys {
  /** ECDSA P-256 of the authority, PKCS#8 DER: issues certificates. */
  readonly authority: Uint8Array;
  /** ECDSA P-256 of the bundle signer, PKCS#8 DER. */
  readonly signer: Uint8Array;
  /** `AGE-SECRET-KEY-1…`: the center is a recipient of every bundle it makes. */
  readonly age: string;
}

/** Other passphrase · scrypt above the limit · not the keys of a center, or altered. */
type CenterKeysFailure = {
  readonly kind: 'wrong-passphrase' | 'work-factor' | 'damaged';
};

/**
 * The keys as an age passphrase file, an age identity file inside: `age -d keys.age > key && age -d -i key a/ID.age`
 * reads the center's own bundles without this product.
 */
export async function sealCenterKeys(
  keys: CenterKeys,
  passphrase: string,
  compute: Compute<Tasks>,
): Promise<Uint8Array> {
  const lines = [
    '# haizhi center keys v1',
    `# authority-key: ${Buffer.from(keys.authority).toString('base64')}`,
    `# signer-key: ${Buffer.from(keys.signer).toString('base64')}`,
    keys.age,
    '',
  ];
  return compute.run('age.seal', { secret: Buffer.from(lines.join('\n')), passphrase });
}

/** Opens what `sealCenterKeys` sealed. */
export async function openCenterKeys(
  sealed: Uint8Array,
  passphrase: string,
  compute: Compute<Tasks>,
): Promise<Result<CenterKeys, CenterKeysFailure>> {
  const opened = await compute.run('age.open', { sealed, passphrase });
  if (!opened.ok) return opened;
  const text = new TextDecoder().decode(opened.value);
  opened.value.fill(0);
  const match =
    /^# haizhi center keys v1\n# authority-key: ([A-Za-z0-9+/=]+)\n# signer-key: ([A-Za-z0-9+/=]+)\n(AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58})\n$/.exec(
      text,
    );
  if (match === null) return fail({ kind: 'damaged' });
  const [, authority = '', signer = '', age = ''] = match;
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
  return ok({ authority: bytes(authority), signer: bytes(signer), age });
}
