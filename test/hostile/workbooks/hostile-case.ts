import type { InvalidReason, PackageVerdict } from '../../../electron/services/opc/verify.ts';
import type { CertificateFailure } from '../../../electron/services/pki/certificate.ts';
import type { Honest } from './honest.ts';

/** What the verifier must answer, down to the code and, where a part can be named, the part. */
type Expected =
  | { readonly kind: 'valid' | 'unsigned' }
  | { readonly kind: 'invalid'; readonly reason: InvalidReason; readonly part?: string }
  | { readonly kind: 'untrusted'; readonly reason: CertificateFailure['kind'] };

/** One hostile (or harmless) file: how it is made from the honest ones, and what must be said of it. */
export interface HostileCase {
  readonly name: string;
  readonly make: (honest: Honest) => Uint8Array | Promise<Uint8Array>;
  readonly expected: Expected;
}

/** A file that must be refused with this code, naming this part. */
export function refused(
  name: string,
  reason: InvalidReason,
  part: string | null,
  make: HostileCase['make'],
): HostileCase {
  const expected: Expected =
    part === null ? { kind: 'invalid', reason } : { kind: 'invalid', reason, part };
  return { name, make, expected };
}

/** An intact file that must be called untrusted for this reason. */
export function untrusted(
  name: string,
  reason: CertificateFailure['kind'],
  make: HostileCase['make'],
): HostileCase {
  return { name, make, expected: { kind: 'untrusted', reason } };
}

/** The verdict with just the fields that a case states. */
export function summary(verdict: PackageVerdict, expected: Expected): unknown {
  const { kind } = verdict;
  if (kind === 'invalid') {
    const { reason, part } = verdict;
    return 'part' in expected ? { kind, reason, part } : { kind, reason };
  }
  return kind === 'untrusted' ? { kind, reason: verdict.reason } : { kind };
}
