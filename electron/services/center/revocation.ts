import { X509Certificate } from 'node:crypto';
import type { Revocation, RosterEntry } from '../../../shared/enrolment.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { rosterCertificate } from './roster-certificate.ts';

/** What staff say when they withdraw a person's certificate. */
interface RevocationOrder {
  readonly email: string;
  readonly reason: string;
  /** From when on nothing signed is believed; may lie in the past (a stolen laptop). ISO 8601. */
  readonly since: string;
  readonly now: Date;
}

/** The list after a revocation, and the revocation itself. */
interface Revoked {
  readonly revoked: readonly Revocation[];
  readonly entry: RosterEntry;
  readonly revocation: Revocation;
}

/**
 * Revokes the certificate of the person with this e-mail, the newest one where there were several. Once more only moves
 * the beginning to an earlier time: nothing that was refused is believed again.
 */
export function revoke(
  people: readonly RosterEntry[],
  revoked: readonly Revocation[],
  order: RevocationOrder,
): Result<Revoked, Failure<'unknown-person'>> {
  const { email, reason, since, now } = order;
  const entry = people.findLast((each) => isSameEmail(each.profile.email, email));
  if (entry === undefined) return fail({ kind: 'unknown-person', email });
  const before = revoked.find((each) => each.id === entry.id);
  const isEarlier = before !== undefined && Date.parse(before.since) <= Date.parse(since);
  if (isEarlier) return ok({ revoked, entry, revocation: before });
  const serial = new X509Certificate(rosterCertificate(entry)).serialNumber.toLowerCase();
  const revocation = { id: entry.id, serial, since, reason, recordedAt: now.toISOString() };
  const others = revoked.filter((each) => each.id !== entry.id);
  return ok({ revoked: [...others, revocation], entry, revocation });
}

/** Why a person cannot be on a panel any more; `null` for a certificate that is good now. */
export function certificateFlaw(
  entry: RosterEntry,
  revoked: readonly Revocation[],
  now: Date,
): 'certificate-revoked' | 'certificate-expired' | null {
  if (revoked.some((each) => each.id === entry.id)) return 'certificate-revoked';
  const ends = Date.parse(new X509Certificate(rosterCertificate(entry)).validTo);
  return ends < now.getTime() ? 'certificate-expired' : null;
}

/** Whether two texts are one e-mail address to us. */
export function isSameEmail(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
