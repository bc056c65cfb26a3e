import { readFile } from 'node:fs/promises';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { writeDurably } from '../disk/durable-file.ts';
import { type AuthorityCertificate, checkAuthority } from '../pki/certificate.ts';
import { fromPem, toPem } from '../pki/pem.ts';

/** The center that this profile trusts since its first bundle; `null` before that. `file` is `center.pem`. */
export async function trustedCenter(
  file: string,
): Promise<Result<AuthorityCertificate | null, Failure<'identity-damaged'>>> {
  const pem = await readFile(file, 'latin1').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : '',
  );
  if (pem === null) return ok(null);
  // A trust that cannot be read is never replaced by asking again: whoever damaged the file would choose the center.
  const authority = await readAuthority(pem);
  return authority === null ? fail({ kind: 'identity-damaged', file }) : ok(authority);
}

/** A center's certificate out of a PEM text; `null` when it is none. */
export async function readAuthority(pem: string): Promise<AuthorityCertificate | null> {
  const der = fromPem('CERTIFICATE', pem);
  if (der === null) return null;
  const checked = await checkAuthority(der);
  return checked.ok ? checked.value : null;
}

/** Trusts a center from now on. */
export async function trustCenter(
  file: string,
  authority: AuthorityCertificate,
): Promise<Result<void, WritingFailure>> {
  const written = await writeDurably(file, toPem('CERTIFICATE', authority.certificate));
  return written.ok ? written : fail(writingFailure(written.failure));
}

/** Whether what a person typed or pasted is this fingerprint; case, colons, spaces and dashes do not matter. */
export function isSameFingerprint(typed: string, fingerprint: string): boolean {
  return typed.toLowerCase().replace(/[\s:-]/g, '') === fingerprint;
}
