import { z } from 'zod';
import {
  fileReference,
  fileToken,
  identityState,
  inRound,
  none,
  passphrase,
  work,
} from './exchange.ts';
import { failsWith } from './failures.ts';
import { identityFailures, roundFailures, writing } from './refusals.ts';
import { method } from './rpc.ts';
import { expertProfile, sha256 } from './schema.ts';

const backupFailures = [
  'unknown-file',
  'not-readable',
  'not-a-backup',
  'backup-altered',
  'wrong-passphrase',
  'work-factor-too-high',
  'newer-version',
] as const;

/** Who works here: identity, passphrase, the way to another laptop, the sample round. */
export const identityMethods = {
  'identity.read': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures),
  }),
  'identity.create': method({
    input: z.strictObject({ profile: expertProfile, passphrase }),
    output: z.strictObject({ request: fileReference, fingerprint: sha256 }),
    failure: failsWith(
      'identity-exists',
      'identity-lost',
      'weak-passphrase',
      'cancelled',
      ...writing,
    ),
  }),
  'identity.unlock': method({
    input: z.strictObject({ passphrase }),
    output: identityState,
    failure: failsWith(...identityFailures, 'wrong-passphrase', 'not-readable'),
  }),
  'identity.lock': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures),
  }),
  /** Somebody is at work on the page: keeps the keys from being erased. Reading the state or progress does not. */
  'identity.stay': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures),
  }),
  /** Puts the same keys under a new passphrase; on any failure the old one stays. */
  'identity.changePassphrase': method({
    input: z.strictObject({ passphrase, next: passphrase }),
    /** Whether the operating system keeps the new one, having kept the old one. */
    output: z.strictObject({ remembered: z.boolean() }),
    failure: failsWith(
      ...identityFailures,
      'wrong-passphrase',
      'weak-passphrase',
      'not-in-practice',
      'not-readable',
      'identity-exists',
      'file-exists',
      ...writing,
    ),
  }),
  /** Lets the operating system keep the passphrase, where it keeps secrets for real. */
  'identity.remember': method({
    input: z.strictObject({ passphrase }),
    output: identityState,
    failure: failsWith(
      ...identityFailures,
      'wrong-passphrase',
      'keychain-unavailable',
      'not-in-practice',
      'not-readable',
      ...writing,
    ),
  }),
  /** Unlocks with the passphrase that the system keeps. Signing asks for it all the same. */
  'identity.recall': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures, 'not-remembered', 'not-readable'),
  }),
  /** Lets the operating system keep nothing any more. */
  'identity.forget': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures, ...writing),
  }),
  /** The whole profile as one encrypted file, under the identity's passphrase; locks the identity. For another laptop, or to keep. */
  'profile.backup': method({
    input: z.strictObject({ passphrase, work }),
    output: fileReference,
    failure: failsWith(
      ...identityFailures,
      'wrong-passphrase',
      'not-in-practice',
      'journal-in-use',
      'held-elsewhere',
      'not-readable',
      'cancelled',
      ...writing,
    ),
  }),
  /**
   * Puts such a file into a profile in which nobody has an identity, all or nothing; the identity is locked then. Where the
   * identity file is lost or damaged, it repairs the profile: the keys come back, work that lies here stays as it is.
   */
  'profile.restore': method({
    input: z.strictObject({ file: fileToken, passphrase, work }),
    output: identityState,
    failure: failsWith(
      ...backupFailures,
      'backup-differs',
      'identity-exists',
      'file-exists',
      'not-in-practice',
      'cancelled',
      ...writing,
    ),
  }),
  /**
   * Brings the keys of a round's review, which are lost or damaged (`review-keys-lost`), back from a backup of this person.
   * Nothing else of the backup comes in; what was struck since stays struck.
   */
  'profile.restoreReviewKeys': method({
    input: z.strictObject({ ...inRound, file: fileToken, passphrase, work }),
    output: none,
    failure: failsWith(
      ...roundFailures,
      ...backupFailures,
      'backup-without-keys',
      'not-in-practice',
      'cancelled',
    ),
  }),
  /** The enrolment request once more, to send to the center. */
  'identity.request': method({
    input: none,
    output: fileReference,
    failure: failsWith(...identityFailures, 'not-readable', ...writing),
  }),
  'practice.start': method({
    input: z.strictObject({ work }),
    output: identityState,
    failure: failsWith('cancelled', 'not-readable', ...writing),
  }),
  'practice.leave': method({
    input: none,
    output: identityState,
    failure: failsWith(...identityFailures),
  }),
  /**
   * A key for the sealed projection in the browser's store; derived from the identity, useless for anything else. Base64,
   * 32 bytes. After a recusal it is another one: what was stored before does not open any more.
   */
  'projection.key': method({
    input: none,
    output: z.strictObject({ key: z.string() }),
    failure: failsWith(...identityFailures, 'not-readable', ...writing),
  }),
} as const;
