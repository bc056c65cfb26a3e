import { createHash } from 'node:crypto';
import type { FileReference } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { WorkbookPayload } from '../../../shared/workbook.ts';
import { rosterCertificate } from '../center/roster-certificate.ts';
import type { WritingFailure } from '../disk/disk-failure.ts';
import { readBounded } from '../disk/durable-file.ts';
import type { RoundHome } from '../home.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import type { OpenRound } from '../rounds/open-round.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import { keepWorkbook, workbookLimit, workbookPath } from './store.ts';

/** A workbook of one's own that is signed and kept. */
interface SignedFile {
  readonly file: FileReference;
  readonly sha256: string;
  readonly revision: number;
}

/** A revision that the journal is about to name, and the SHA-256 of its workbook. */
export interface SignedRevision {
  readonly revision: number;
  readonly workbook: string;
}

/** The time that a workbook claims: whole seconds, as signatures hold it. */
export function signingTime(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}

/**
 * Signs a payload with this person's key and keeps the workbook durably; gives its SHA-256. The event that names it is the
 * caller's to record after that: a crash in between leaves a file that nothing names.
 */
export async function signAndKeep(
  { compute }: ServiceContext,
  { home, entry, authority }: OpenRound,
  { identity }: Unlocked,
  payload: WorkbookPayload,
  job: Job,
): Promise<Result<string, WritingFailure>> {
  job.report('sign', 0, 1);
  // A copy for the worker to erase: what crosses by transfer leaves nothing on the way.
  const privateKey = new Uint8Array(identity.signingKeyPkcs8);
  const bytes = await compute.run(
    'workbook.sign',
    {
      payload,
      certificate: rosterCertificate(entry),
      privateKey,
      authority: authority.certificate,
    },
    { signal: job.signal, transfer: [privateKey.buffer] },
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kept = await keepWorkbook(home.workbooks, sha256, bytes);
  return kept.ok ? ok(sha256) : kept;
}

/** A signed workbook once more, under a name that says what it is; refused when the file is not what was signed. */
export async function newestWorkbook(
  { files }: ServiceContext,
  home: RoundHome,
  { revision, workbook }: SignedRevision,
  name: string,
): Promise<Result<SignedFile, Failure<'not-readable' | 'content-invalid'>>> {
  const place = workbookPath(home.workbooks, workbook);
  const bytes = await readBounded(place, workbookLimit);
  if (!bytes.ok) {
    return fail({ kind: 'not-readable', file: place, detail: bytes.failure.code });
  }
  const sha256 = createHash('sha256').update(bytes.value).digest('hex');
  if (sha256 !== workbook) {
    return fail({ kind: 'content-invalid', entry: place, path: '', detail: 'SHA-256' });
  }
  const file = await files.hold(place, `${name}-r${revision}.xlsx`);
  return file.ok ? ok({ file: file.value, sha256, revision }) : file;
}
