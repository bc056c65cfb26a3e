import { z } from 'zod';
import { expertProfile, instant, panelRole, sha256 } from './schema.ts';

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
