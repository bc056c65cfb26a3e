import { createHash } from 'node:crypto';
import type { RoundFile } from '../../../shared/bundle.ts';
import { assertNever, fail } from '../../../shared/result.ts';
import type { WorkbookPayload } from '../../../shared/workbook.ts';
import { verifyPackage } from '../opc/verify.ts';
import { checkCertificate, claimedSubject, type SignerCertificate } from '../pki/certificate.ts';
import type { WorkbookFailure } from './payload.ts';
import { readWorkbook } from './read.ts';

/** What is verified, and by whom the signer has to be certified. */
export interface VerificationInput {
  readonly bytes: Uint8Array;
  /** The center's certificate, DER; `null` when no center is known: then nobody is trusted. */
  readonly authority: Uint8Array | null;
  readonly now: Date;
  /** Revoked certificates, and from which claimed time on they are refused. Left out: none is known. */
  readonly revoked?: RoundFile['revoked'];
}

/** Who signed, as the certificate says. */
export interface WorkbookSigner {
  readonly name: string;
  readonly organisation: string;
  readonly role: 'expert' | 'chair';
  readonly fingerprint: string;
}

/** Whom the certificate of a signature names that nobody here vouches for. Only the fingerprint is sure. */
type ClaimedSigner = Pick<WorkbookSigner, 'name' | 'organisation' | 'fingerprint'>;

/** The judgement on one file; plain data. `part` and `detail` are technical notes. */
export interface Verification {
  readonly sha256: string;
  readonly verdict: 'valid' | 'unsigned' | 'invalid' | 'untrusted';
  readonly reason: string;
  readonly part: string;
  readonly detail: string;
  /** `null` unless the signature holds and the signer is trusted. */
  readonly signer: WorkbookSigner | null;
  /** For an `untrusted` one: who claims to have signed it. */
  readonly claimed: ClaimedSigner | null;
  /** As claimed, ISO 8601 in UTC; `null` unless the signature holds. */
  readonly signedAt: string | null;
  /** `null` unless the verdict is `valid`. */
  readonly payload: WorkbookPayload | null;
}

/**
 * Judges a workbook: its package first, then the certificate under the center, then the payload against the cells. A
 * signature that holds over cells that say something else than the payload is `invalid`: nobody may be shown one
 * thing and count another. Heavy: see `compute-tasks.ts`.
 */
export async function verifyWorkbook(input: VerificationInput): Promise<Verification> {
  const { bytes, authority, now } = input;
  const revoked = new Map(input.revoked?.map(({ serial, since }) => [serial, new Date(since)]));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const refused = (verdict: Verification['verdict'], reason: string, part = '', detail = '') => {
    return { ...NOTHING, sha256, verdict, reason, part, detail };
  };
  const trusted: { signer: SignerCertificate | null } = { signer: null };
  const verdict = await verifyPackage(bytes, {
    now,
    checkSigner: async (leaf, at) => {
      if (authority === null) return fail({ kind: 'no-authority' });
      const roles = ['expert', 'chair'] as const;
      const checked = await checkCertificate(leaf, { authority, at, roles, revoked });
      if (checked.ok) trusted.signer = checked.value;
      return checked;
    },
  });
  if (verdict.kind === 'unsigned') return refused('unsigned', 'unsigned');
  if (verdict.kind === 'untrusted') {
    const claimed = { claimed: claimedSubject(verdict.signer), signedAt: verdict.time };
    return { ...refused('untrusted', verdict.reason, '', verdict.detail), ...claimed };
  }
  if (verdict.kind === 'invalid') {
    return refused('invalid', verdict.reason, verdict.part, verdict.detail);
  }
  if (trusted.signer === null) throw new Error('a valid package without a checked signer');
  const signed = { signer: signerOf(trusted.signer), signedAt: verdict.time };
  const read = readWorkbook(verdict.parts);
  if (!read.ok) return { ...refused('invalid', ...contentProblem(read.failure)), ...signed };
  const payload = read.value;
  if (Date.parse(payload.signedAt) !== Date.parse(verdict.time)) {
    return { ...refused('invalid', 'content-invalid', '/signedAt', verdict.time), ...signed };
  }
  const stranger = signerProblem(payload, signed.signer);
  if (stranger !== null) return { ...refused('invalid', ...stranger), ...signed };
  return { ...refused('valid', ''), ...signed, payload };
}

const NOTHING = { signer: null, claimed: null, signedAt: null, payload: null } as const;

/** Whoever holds a key could print another person's name on the cover, or sign for the panel without being its chair. */
function signerProblem(
  { signer, format }: WorkbookPayload,
  { name, role, fingerprint }: WorkbookSigner,
): [string, string, string] | null {
  const same = signer.id === fingerprint && signer.name === name && signer.role === role;
  if (!same) return ['signer-differs', '/signer', signer.name];
  return format === 'haizhi.panel' && role !== 'chair'
    ? ['wrong-role', '/signer/role', role]
    : null;
}

function signerOf(certificate: SignerCertificate): WorkbookSigner {
  const { name, organisation, role, fingerprint } = certificate;
  if (role === 'bundle') throw new Error('a bundle signer passed as an expert');
  return { name, organisation, role, fingerprint };
}

/** Reason, part and detail of content that is refused: where is the sheet and cell, or the place in the payload. */
function contentProblem(failure: WorkbookFailure): [string, string, string] {
  switch (failure.kind) {
    case 'content-invalid':
      return [failure.kind, failure.path, failure.detail];
    case 'newer-version':
      return [failure.kind, failure.format, `${failure.version}`];
    case 'content-differs': {
      const { sheet, cell } = failure;
      return [failure.kind, cell === '' ? sheet : `${sheet}!${cell}`, failure.detail];
    }
    default:
      return assertNever(failure);
  }
}
