import { z } from 'zod';
import { ageRecipient, revocation, rosterEntry } from './enrolment.ts';
import { application, round, sha256 } from './schema.ts';

export const bundleFormat = 'haizhi.bundle';
export const bundleVersion = 1;
/** The confidentiality and impartiality pledge that new rounds ask for; its words are in the locales. */
export const pledgeVersion = '2026-11';

/** `round.age` of a bundle: what a declaration needs, and the roster by which signatures are judged. */
export const roundFile = z.strictObject({
  format: z.literal('haizhi.round'),
  version: z.literal(bundleVersion),
  round,
  /** age X25519 recipient of the center: what only the center may read is sealed for it. */
  recipient: ageRecipient,
  /** The panel's members with their certificates, in the panel's order. */
  roster: z.array(rosterEntry).max(100),
  /** Certificates of the center that are revoked: serial number, and from when on nothing signed with it is believed. */
  revoked: z.array(revocation.pick({ serial: true, since: true })).max(10_000),
  /** Version of the confidentiality and impartiality pledge to be signed. */
  pledge: z.string().regex(/^\d{4}-\d{2}$/),
});
export type RoundFile = z.infer<typeof roundFile>;

/** `application.json` inside `a/<id>.age`. */
export const applicationFile = z.strictObject({
  format: z.literal('haizhi.application'),
  version: z.literal(bundleVersion),
  application,
});

/** Names a bundle in everything signed after it: the SHA-256 of its `manifest.json`. */
export const bundleReference = z.strictObject({ sequence: z.int().min(1), manifest: sha256 });
