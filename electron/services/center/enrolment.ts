import type { PanelRole } from '../../../shared/domain/panel.ts';
import type { Revocation, RosterEntry } from '../../../shared/enrolment.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { expertProfile } from '../../../shared/schema.ts';
import { type Credential, type IssuingContext, issue } from '../pki/authority.ts';
import { fingerprint } from '../pki/certificate.ts';
import { type EnrolmentRequest, readEnrolmentRequest } from '../pki/enrolment-request.ts';
import { toPem } from '../pki/pem.ts';
import type { CenterPublic } from './folder.ts';
import { isSameEmail } from './revocation.ts';
import { rosterKey } from './roster-certificate.ts';

/** A request as handed in; `file` is the name that the person knows it by. */
export interface RequestFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What issues the certificates. */
export interface Issuer {
  readonly authority: Credential;
  readonly role: PanelRole;
  readonly context: IssuingContext;
}

/** The roster after an enrolment, and the entries of the requests in their order. */
interface Enrolled {
  readonly people: readonly RosterEntry[];
  readonly entries: readonly RosterEntry[];
}

type EnrolFailure = Failure<'request-invalid' | 'already-enrolled'>;

/**
 * Certifies the people behind these requests, all or none. The same request again for the same role gives the entry that
 * is there; an e-mail, a signing key or an age recipient that is on the roster already is refused for anything else. Whose certificate was revoked
 * may come again with a new key, never with the old one.
 */
export async function enrol(
  { people, revoked }: Pick<CenterPublic, 'people' | 'revoked'>,
  requests: readonly RequestFile[],
  issuer: Issuer,
): Promise<Result<Enrolled, EnrolFailure>> {
  const roster = [...people];
  const entries: RosterEntry[] = [];
  for (const request of requests) {
    const entry = await enrolOne(roster, revoked, request, issuer);
    if (!entry.ok) return entry;
    entries.push(entry.value);
    if (!roster.includes(entry.value)) roster.push(entry.value);
  }
  return ok({ people: roster, entries });
}

/** What a sound request says. Who it is from is proven by nothing but comparing the fingerprint of its key. */
interface Requester {
  readonly request: EnrolmentRequest;
  readonly profile: RosterEntry['profile'];
}

/** Reads one request and judges its form, its proof of the key and its profile. */
export async function readRequest({
  file,
  bytes,
}: RequestFile): Promise<Result<Requester, Failure<'request-invalid'>>> {
  const invalid = (reason: string, detail = '') =>
    fail({ kind: 'request-invalid', file, reason, detail } as const);
  const request = await readEnrolmentRequest(bytes);
  if (!request.ok) return invalid(request.failure.kind);
  const profile = expertProfile.safeParse(request.value.profile);
  if (!profile.success) return invalid('bad-profile', profile.error.issues[0]?.path.join('.'));
  if (profile.data.name !== request.value.name) return invalid('bad-profile', 'name');
  return ok({ request: request.value, profile: profile.data });
}

async function enrolOne(
  roster: readonly RosterEntry[],
  revoked: readonly Revocation[],
  { file, bytes }: RequestFile,
  issuer: Issuer,
): Promise<Result<RosterEntry, EnrolFailure>> {
  const read = await readRequest({ file, bytes });
  if (!read.ok) return read;
  const { request, profile } = read.value;
  const invalid = (reason: string) =>
    fail({ kind: 'request-invalid', file, reason, detail: '' } as const);
  const { email } = profile;
  const isRevoked = ({ id }: RosterEntry) => revoked.some((each) => each.id === id);
  if (roster.some((each) => isRevoked(each) && hasKey(each, request))) {
    return invalid('revoked-key');
  }
  const present = roster.find(
    (each) => !isRevoked(each) && (isSameEmail(each.profile.email, email) || hasKey(each, request)),
  );
  if (present !== undefined) {
    const isSame =
      present.role === issuer.role &&
      hasKey(present, request) &&
      present.recipient === request.recipient &&
      isSameEmail(present.profile.email, email);
    return isSame ? ok(present) : fail({ kind: 'already-enrolled', email: present.profile.email });
  }
  if (roster.some((each) => each.recipient === request.recipient))
    return invalid('known-recipient');
  const { authority, role, context } = issuer;
  const certificate = await issue(authority, request, role, context);
  if (!certificate.ok) return invalid(certificate.failure.kind);
  return ok({
    id: fingerprint(certificate.value),
    role,
    profile,
    recipient: request.recipient,
    certificate: toPem('CERTIFICATE', certificate.value),
    enrolledAt: context.now.toISOString(),
  });
}

function hasKey(entry: RosterEntry, { publicKey }: EnrolmentRequest): boolean {
  return Buffer.from(rosterKey(entry)).equals(publicKey);
}
