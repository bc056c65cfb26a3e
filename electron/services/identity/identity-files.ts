import { readdir, readFile, stat } from 'node:fs/promises';
import type { ExpertProfile } from '../../../shared/domain/panel.ts';
import { profileFile } from '../../../shared/enrolment.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, must, ok, type Result } from '../../../shared/result.ts';
import { keyFingerprint, publicKeyOf } from '../center/roster-certificate.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { removeDurably, writeDurably } from '../disk/durable-file.ts';
import { attempt, type FileFailure } from '../disk/file-failure.ts';
import { makeFolder } from '../disk/file-system.ts';
import type { Home } from '../home.ts';
import { readStrictJson } from '../json/strict-json.ts';
import { createEnrolmentRequest, readEnrolmentRequest } from '../pki/enrolment-request.ts';
import type { IdentityKeys } from './identity-file.ts';

/** The public half of an identity. */
interface PublicIdentity {
  readonly profile: ExpertProfile;
  /** SHA-256 of the signing key (SPKI), to compare by telephone. */
  readonly fingerprint: string;
}

/** Reads profile and request; `identity-damaged` names the one that is missing or not as it was written. */
export async function readPublicIdentity(
  paths: Home,
): Promise<Result<PublicIdentity, Failure<'identity-damaged'>>> {
  const damaged = (file: string) => fail({ kind: 'identity-damaged', file } as const);
  const profile = await readFile(paths.profile).catch(() => null);
  const json = profile === null ? null : readStrictJson(profile);
  const parsed = profileFile.safeParse(json?.ok ? json.value : null);
  if (!parsed.success) return damaged(paths.profile);
  const request = await readFile(paths.request).catch(() => null);
  const read = request === null ? null : await readEnrolmentRequest(request);
  if (read?.ok !== true) return damaged(paths.request);
  return ok({ profile: parsed.data, fingerprint: keyFingerprint(read.value.publicKey) });
}

/** Work of somebody that lies in a profile, whether its keys are there or not: a file or folder; `null`: nothing. */
export async function workIn({ center, rounds }: Home): Promise<string | null> {
  if ((await stat(center).catch(() => null)) !== null) return center;
  const names = await readdir(rounds).catch(() => []);
  // What a system leaves in any folder (.DS_Store) is nobody's work.
  return names.some((name) => !name.startsWith('.')) ? rounds : null;
}

/**
 * Writes profile and enrolment request of new keys, before the keys themselves: the identity file is what makes an
 * identity, so it comes last. Gives the request and the key's fingerprint.
 */
export async function writePublicIdentity(
  paths: Home,
  profile: ExpertProfile,
  keys: IdentityKeys & { readonly ageRecipient: string },
): Promise<Result<string, WritingFailure>> {
  const publicKey = publicKeyOf(keys.signingKeyPkcs8);
  // The contract has judged the profile, so no certificate can refuse it.
  const request = must(
    await createEnrolmentRequest({
      name: profile.name,
      organisation: profile.organisation,
      recipient: keys.ageRecipient,
      profile: JSON.parse(JSON.stringify(profile)),
      keys: { privateKey: keys.signingKeyPkcs8, publicKey },
    }),
  );
  const made = await attempt(paths.folder, 'write', () => makeFolder(paths.folder));
  if (!made.ok) return fail(writingFailure(made.failure));
  const written = await writeBoth(paths, `${JSON.stringify(profile, null, 2)}\n`, request);
  return written.ok ? ok(keyFingerprint(publicKey)) : fail(writingFailure(written.failure));
}

/** Takes the public half away again when there came no identity. */
export async function removePublicIdentity(paths: Home): Promise<void> {
  await removeDurably(paths.profile);
  await removeDurably(paths.request);
}

async function writeBoth(
  paths: Home,
  profile: string,
  request: string,
): Promise<Result<void, FileFailure>> {
  const first = await writeDurably(paths.profile, profile);
  return first.ok ? writeDurably(paths.request, request) : first;
}
