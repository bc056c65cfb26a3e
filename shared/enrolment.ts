import { z } from 'zod';
import { expertProfile, instant, line, panelRole, sha256 } from './schema.ts';

/** `profile.json`: what an expert tells about himself; travels in one extension of the enrolment request. */
export const profileFile = expertProfile;

/** A public age key (X25519), `age1…`. */
export const ageRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

/** A person on the center's roster: the profile of the request and the certificate that the center issued for it. */
export const rosterEntry = z.strictObject({
  /** SHA-256 of the certificate (DER). */
  id: sha256,
  role: panelRole,
  profile: expertProfile,
  /** age X25519 recipient of the request. */
  recipient: ageRecipient,
  /** PEM. */
  certificate: z.string().max(10_000),
  enrolledAt: instant,
});
export type RosterEntry = z.infer<typeof rosterEntry>;

/** A certificate that the center withdrew before its end. */
export const revocation = z.strictObject({
  /** Of the roster entry. */
  id: sha256,
  /** Of the certificate, lower-case hex. */
  serial: z.string().regex(/^[0-9a-f]{2,64}$/),
  /** What claims to be signed at this time or later is refused. */
  since: instant,
  /** For the center's own files; it does not travel. */
  reason: line,
  recordedAt: instant,
});
export type Revocation = z.infer<typeof revocation>;
