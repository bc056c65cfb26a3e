import { createHash } from 'node:crypto';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type AgePlaintext, openAge } from '../age/reader.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';
import type { RandomAccess } from '../disk/random-access.ts';
import type { OpenedIdentity } from '../identity/identity-file.ts';
import { eraseKeys } from '../identity/vault.ts';
import { readStrictJson } from '../json/strict-json.ts';
import { vaultRefusal } from '../wire-failure.ts';
import type { Job } from '../work.ts';
import { openZip, type ZipArchive } from '../zip/reader.ts';
import { backupPolicy, entry, isSealed, mediaType, profilePolicy, sealFile } from './layout.ts';

/** A backup whose seal was found to be its owner's. */
export interface OpenBackup {
  /** The identity file as it was. */
  readonly identity: Uint8Array;
  /** The files of the profile. */
  readonly profile: ZipArchive;
  /** Forgets the key. */
  close(): void;
}

/** What a backup is opened with; `name` is what the person knows it by. */
interface BackupSource {
  readonly access: RandomAccess;
  readonly name: string;
  readonly passphrase: string;
}

export type OpenBackupFailure = Failure<
  | 'not-a-backup'
  | 'backup-altered'
  | 'wrong-passphrase'
  | 'work-factor-too-high'
  | 'newer-version'
  | 'not-readable'
>;

/** Opens a backup: container, identity by the passphrase, seal, and the whole content's hash, before anything is used. */
export async function openBackup(
  source: BackupSource,
  compute: Compute<Tasks>,
  job: Job,
): Promise<Result<OpenBackup, OpenBackupFailure>> {
  const { name } = source;
  const outer = await openZip(source.access, backupPolicy);
  if (!outer.ok) return fail({ kind: 'not-a-backup', file: name, detail: outer.failure.kind });
  const missing = Object.values(entry).find((each) => !outer.value.entries.has(each));
  if (missing !== undefined) return fail({ kind: 'not-a-backup', file: name, detail: missing });
  const form = await outer.value.read(entry.mediaType);
  if (!form.ok || Buffer.from(form.value).toString('latin1') !== mediaType) {
    return fail({ kind: 'not-a-backup', file: name, detail: entry.mediaType });
  }
  const file = await outer.value.read(entry.identity);
  if (!file.ok) return fail({ kind: 'backup-altered', file: name, detail: entry.identity });
  const keys = await compute.run('vault.open', {
    file: file.value,
    passphrase: source.passphrase,
  });
  if (!keys.ok) return fail(identityRefusal(vaultRefusal(keys.failure, name), name));
  const sound = await checkSeal(outer.value, keys.value, name, job);
  const profile = sound.ok ? await openProfile(outer.value, keys.value, name) : sound;
  eraseKeys(keys.value);
  if (!profile.ok) return profile;
  const { zip, plain } = profile.value;
  return ok({ identity: file.value, profile: zip, close: () => plain.close() });
}

function identityRefusal(
  refusal: ReturnType<typeof vaultRefusal>,
  file: string,
): OpenBackupFailure {
  switch (refusal.kind) {
    case 'wrong-passphrase':
    case 'work-factor-too-high':
    case 'newer-version':
      return refusal;
    default:
      return { kind: 'backup-altered', file, detail: entry.identity };
  }
}

async function checkSeal(
  outer: ZipArchive,
  { profileKey }: OpenedIdentity,
  file: string,
  job: Job,
): Promise<Result<void, OpenBackupFailure>> {
  const altered = (detail: string) => fail({ kind: 'backup-altered', file, detail } as const);
  const bytes = await outer.read(entry.seal);
  const json = bytes.ok ? readStrictJson(bytes.value) : bytes;
  if (!json.ok) return altered(entry.seal);
  const { value } = json;
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : 0;
  if (typeof version === 'number' && version > 1) {
    return fail({ kind: 'newer-version', format: 'profile-backup', version });
  }
  const parsed = sealFile.safeParse(value);
  if (!parsed.success) return altered(entry.seal);
  if (!isSealed(parsed.data.seal, parsed.data, profileKey)) return altered(entry.seal);
  const region = outer.region(entry.profile);
  if (region.size !== parsed.data.size) return altered(entry.profile);
  const sha256 = await hashOf(region, job);
  return sha256 === parsed.data.sha256 ? ok() : altered(entry.profile);
}

const pieceLength = 1024 * 1024;

/** `null` where the source cannot be read. */
async function hashOf(region: RandomAccess, job: Job): Promise<string | null> {
  const hash = createHash('sha256');
  for (let position = 0; position < region.size; position += pieceLength) {
    job.signal.throwIfAborted();
    job.report('verify', position, region.size);
    const piece = await region.read(position, Math.min(pieceLength, region.size - position));
    if (!piece.ok) return null;
    hash.update(piece.value);
  }
  return hash.digest('hex');
}

async function openProfile(
  outer: ZipArchive,
  { agePrivate }: OpenedIdentity,
  file: string,
): Promise<Result<{ zip: ZipArchive; plain: AgePlaintext }, OpenBackupFailure>> {
  const altered = fail({ kind: 'backup-altered', file, detail: entry.profile } as const);
  const plain = await openAge(outer.region(entry.profile), { identities: [agePrivate] });
  if (!plain.ok) return altered;
  const zip = await openZip(plain.value, profilePolicy);
  if (zip.ok) return ok({ zip: zip.value, plain: plain.value });
  plain.value.close();
  return altered;
}
