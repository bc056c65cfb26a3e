import type { Failure } from '../../../shared/failures.ts';
import { requireStrength, SHORTEST } from '../../../shared/passphrase.ts';
import { fail, must, ok, type Result } from '../../../shared/result.ts';
import { createAgeIdentity } from '../age/recipient.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';
import { type WritingFailure, writingFailure } from '../disk/disk-failure.ts';
import { writeDurably } from '../disk/durable-file.ts';
import { attempt } from '../disk/file-failure.ts';
import { makeFolder } from '../disk/file-system.ts';
import { type Credential, createAuthority, createBundleSigner } from '../pki/authority.ts';
import { fingerprint } from '../pki/certificate.ts';
import { toPem } from '../pki/pem.ts';
import type { Platform } from '../platform.ts';
import { type LogFailure, noteActs } from './center-log.ts';
import { type CenterPaths, isFree, writeDescription, writeRoster } from './folder.ts';
import { type CenterKeys, sealCenterKeys } from './keys.ts';

/** A center that has just been founded, with its keys open. */
interface FoundedCenter {
  readonly name: string;
  readonly fingerprint: string;
  readonly keys: CenterKeys;
}

/**
 * Founds a center in an empty or new folder: authority, bundle signer, the center's own age key. `center.json` is
 * written last: a founding that was interrupted is no center and can be done again in a new folder.
 */
export async function foundCenter(
  paths: CenterPaths,
  name: string,
  passphrase: string,
  { platform, compute }: { readonly platform: Platform; readonly compute: Compute<Tasks> },
): Promise<Result<FoundedCenter, Failure<'center-exists' | 'weak-passphrase'> | LogFailure>> {
  const strong = requireStrength(passphrase);
  if (!strong.ok) return fail({ kind: 'weak-passphrase', least: SHORTEST });
  if (!(await isFree(paths))) return fail({ kind: 'center-exists', file: paths.folder });
  const { authority, signer } = await createCredentials(name, platform);
  const own = await createAgeIdentity();
  const keys = { authority: authority.privateKey, signer: signer.privateKey, age: own.identity };
  const sealed = await sealCenterKeys(keys, passphrase, compute);
  const written = await writeParts(paths, [
    { file: paths.keys, content: sealed },
    { file: paths.authority, content: toPem('CERTIFICATE', authority.certificate) },
    { file: paths.signer, content: toPem('CERTIFICATE', signer.certificate) },
  ]);
  if (!written.ok) return written;
  const roster = await writeRoster(paths, { people: [], revoked: [] });
  if (!roster.ok) return roster;
  const digest = fingerprint(authority.certificate);
  const noted = await noteActs({ paths, keys, platform }, [
    { kind: 'center.founded', name, fingerprint: digest },
  ]);
  if (!noted.ok) return noted;
  const described = await writeDescription(paths, {
    format: 'haizhi.center',
    version: 1,
    name,
    recipient: own.recipient,
  });
  if (!described.ok) return described;
  return ok({ name, fingerprint: digest, keys });
}

/** The contract has judged the name, so issuing cannot be refused. */
async function createCredentials(
  name: string,
  platform: Platform,
): Promise<{ readonly authority: Credential; readonly signer: Credential }> {
  const context = { now: platform.now(), random: (count: number) => platform.randomBytes(count) };
  const subject = { name, organisation: '' };
  const authority = must(await createAuthority(subject, context));
  return { authority, signer: must(await createBundleSigner(authority, subject, context)) };
}

async function writeParts(
  paths: CenterPaths,
  parts: readonly { readonly file: string; readonly content: Uint8Array | string }[],
): Promise<Result<void, WritingFailure>> {
  for (const folder of [paths.folder, paths.issued, paths.workbooks]) {
    const made = await attempt(folder, 'write', () => makeFolder(folder));
    if (!made.ok) return fail(writingFailure(made.failure));
  }
  for (const { file, content } of parts) {
    const written = await writeDurably(file, content);
    if (!written.ok) return fail(writingFailure(written.failure));
  }
  return ok();
}
