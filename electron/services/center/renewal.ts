import { X509Certificate } from 'node:crypto';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { writeDurably } from '../disk/durable-file.ts';
import { certifyBundleSigner } from '../pki/authority.ts';
import { toPem } from '../pki/pem.ts';
import { createCenterKey } from '../pki/signing-key.ts';
import type { Platform } from '../platform.ts';
import type { CenterPaths, CenterPublic } from './folder.ts';
import { type CenterKeys, sealCenterKeys } from './keys.ts';
import { publicKeyOf } from './roster-certificate.ts';

/** An open center, and what renewing needs of the machine. */
interface Renewal {
  readonly paths: CenterPaths;
  readonly center: CenterPublic;
  readonly keys: CenterKeys;
  readonly platform: Platform;
}

type RenewalFailure = WritingFailure | Failure<'center-damaged'>;

/**
 * Gives the center a new key and certificate to sign bundles with, under the same authority: experts trust the authority,
 * so nobody has to compare anything again. The key is kept first; a certificate that a crash has kept away is issued at
 * the next unlocking.
 */
export async function renewSigner(
  renewal: Renewal,
  passphrase: string,
  compute: Compute<Tasks>,
): Promise<Result<CenterKeys, RenewalFailure>> {
  const pair = await createCenterKey();
  const keys = { ...renewal.keys, signer: pair.privateKey };
  const sealed = await sealCenterKeys(keys, passphrase, compute);
  const written = await writeDurably(renewal.paths.keys, sealed);
  if (!written.ok) return fail(writingFailure(written.failure));
  const certified = await certifySigner({ ...renewal, keys });
  return certified.ok ? ok(keys) : certified;
}

/** Issues the signer's certificate where the one that lies there is of another key: a renewal was interrupted. */
export async function completeRenewal(renewal: Renewal): Promise<Result<void, RenewalFailure>> {
  const { publicKey } = new X509Certificate(renewal.center.signer);
  const certified = publicKey.export({ type: 'spki', format: 'der' });
  const isSame = certified.equals(publicKeyOf(renewal.keys.signer));
  return isSame ? ok() : certifySigner(renewal);
}

/** The end of the signer's certificate when it has passed: bundles signed with it would be refused; else `null`. */
export function signerExpiry({ signer }: CenterPublic, now: Date): string | null {
  const end = new Date(new X509Certificate(signer).validTo);
  return end < now ? end.toISOString() : null;
}

async function certifySigner(renewal: Renewal): Promise<Result<void, RenewalFailure>> {
  const { paths, center, keys, platform } = renewal;
  const certificate = await certifyBundleSigner(
    { certificate: center.authority, privateKey: keys.authority },
    { name: center.description.name, organisation: '' },
    publicKeyOf(keys.signer),
    { now: platform.now(), random: (count) => platform.randomBytes(count) },
  );
  if (!certificate.ok) {
    return fail({
      kind: 'center-damaged',
      file: paths.authority,
      detail: certificate.failure.kind,
    });
  }
  const written = await writeDurably(paths.signer, toPem('CERTIFICATE', certificate.value));
  return written.ok ? written : fail(writingFailure(written.failure));
}
