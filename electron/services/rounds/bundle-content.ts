import type { z } from 'zod';
import {
  applicationFile,
  bundleVersion,
  type RoundFile,
  roundFile,
} from '../../../shared/bundle.ts';
import type { Application } from '../../../shared/domain/application.ts';
import { memberOf, type PanelMember } from '../../../shared/domain/panel.ts';
import { applicationOf } from '../../../shared/domain/round.ts';
import type { RosterEntry } from '../../../shared/enrolment.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApplicationReader } from '../bundle/application-reader.ts';
import type { BundleReader } from '../bundle/open.ts';
import { publicKeyOf, rosterKey } from '../center/roster-certificate.ts';
import { jsonPath } from '../json/schema-problems.ts';
import { readStrictJson } from '../json/strict-json.ts';
import { type BundleRefusal, bundleRefusal } from './bundle-refusal.ts';

/** The round of a bundle, and the place in it of whoever holds the key. */
export interface BundleContent {
  readonly file: RoundFile;
  readonly me: PanelMember;
  /** This person's entry on the center's roster. */
  readonly entry: RosterEntry;
}

export type ContentRefusal = BundleRefusal | Failure<'not-on-roster'>;

/**
 * Reads the round of an open bundle and finds this person in it, by the public key that the center certified: names and
 * e-mails prove nothing. `name` is what the person knows the file by.
 */
export async function readContent(
  reader: BundleReader,
  signingKeyPkcs8: Uint8Array,
  name: string,
): Promise<Result<BundleContent, ContentRefusal>> {
  const bytes = await reader.round();
  if (!bytes.ok) return fail(bundleRefusal(bytes.failure, name));
  const file = parse(bytes.value, roundFile, 'round.age');
  if (!file.ok) return file;
  const own = Buffer.from(publicKeyOf(signingKeyPkcs8));
  const entry = file.value.roster.find((each) => own.equals(rosterKey(each)));
  const me = entry === undefined ? undefined : memberOf(file.value.round.panel, entry.id);
  if (entry === undefined || me === undefined) return fail({ kind: 'not-on-roster' });
  return ok({ file: file.value, me, entry });
}

/** The application inside an open entry; one that is not the entry's own, or not the index's, is refused. */
export function readApplication(
  reader: ApplicationReader,
  { round }: RoundFile,
  id: string,
): Result<Application, BundleRefusal> {
  const entry = `a/${id}.age`;
  const parsed = parse(reader.application, applicationFile, entry);
  if (!parsed.ok) return parsed;
  const { application } = parsed.value;
  const listed = applicationOf(round, id);
  const isListed =
    application.id === id &&
    listed !== undefined &&
    listed.number === application.number &&
    listed.baseType === application.baseType;
  if (!isListed) return fail({ kind: 'bundle-altered', entry, detail: 'foreign' });
  const isSame =
    application.documents.length === reader.documents.length &&
    application.documents.every((each, place) => {
      const packed = reader.documents[place];
      return each.id === packed?.id && each.sha256 === packed.sha256 && each.size === packed.size;
    });
  return isSame ? ok(application) : fail({ kind: 'bundle-altered', entry, detail: 'documents' });
}

/** A version beyond ours is told apart from damage, so that the person is sent for an update and not for a new file. */
function parse<S extends z.ZodType>(
  bytes: Uint8Array,
  schema: S,
  entry: string,
): Result<z.output<S>, Failure<'content-invalid' | 'newer-version'>> {
  const json = readStrictJson(bytes);
  if (!json.ok) {
    return fail({
      kind: 'content-invalid',
      entry,
      path: json.failure.path,
      detail: json.failure.flaw,
    });
  }
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  const version = versionOf(json.value);
  if (version > bundleVersion) return fail({ kind: 'newer-version', format: 'bundle', version });
  const issue = parsed.error.issues[0];
  const path = jsonPath(issue?.path ?? []);
  return fail({ kind: 'content-invalid', entry, path, detail: issue?.message ?? '' });
}

function versionOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || !('version' in value)) return 0;
  return Number.isInteger(value.version) ? Number(value.version) : 0;
}
