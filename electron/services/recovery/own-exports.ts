import { readdir } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Compute } from '../compute/compute.ts';
import type { Tasks } from '../compute/tasks.ts';
import { readBounded } from '../disk/durable-file.ts';
import { judgeWorkbook } from '../workbook/judging.ts';
import { workbookLimit, workbookPath } from '../workbook/store.ts';

/** Which of a round's two journals. */
export type JournalName = 'review' | 'meeting';

/** A workbook that this person signed: which journal it was made of, how long that was, and its head then. */
export interface OwnExport {
  readonly workbook: string;
  readonly journal: JournalName;
  readonly revision: number;
  readonly length: number;
  readonly head: string;
}

/** The same of whoever signed it. */
export interface SignedExport {
  readonly export: OwnExport;
  readonly round: string;
  readonly signer: string;
}

/** By which center's word workbooks are judged. */
interface ExportJudge {
  readonly compute: Compute<Tasks>;
  /** The center's certificate, DER. */
  readonly authority: Uint8Array;
  readonly now: Date;
}

/** Whose workbooks count. */
interface ExportOwner extends ExportJudge {
  /** The person's id on the panel. */
  readonly me: string;
}

/**
 * The workbooks in a folder that this person signed, verified; `known` ones, by SHA-256, are not looked at. A file that
 * cannot be read or is not valid says nothing about the journal and is passed over.
 */
export async function ownExports(
  folder: string,
  owner: ExportOwner,
  known: ReadonlySet<string> = new Set(),
): Promise<readonly OwnExport[]> {
  const names = await readdir(folder).catch(() => []);
  const found: OwnExport[] = [];
  for (const name of names.toSorted()) {
    const sha256 = /^([0-9a-f]{64})\.xlsx$/.exec(name)?.[1];
    if (sha256 === undefined || known.has(sha256)) continue;
    const bytes = await readBounded(workbookPath(folder, sha256), workbookLimit);
    const read = bytes.ok ? await readExport(bytes.value, owner) : null;
    if (read?.ok === true && read.value.signer === owner.me) found.push(read.value.export);
  }
  return found;
}

/** What a valid workbook says of the journal behind it, of which round it is and who signed it; else why it is not valid. */
export async function readExport(
  bytes: Uint8Array,
  { compute, authority, now }: ExportJudge,
): Promise<Result<SignedExport, string>> {
  const verified = await judgeWorkbook(compute, { bytes, authority, now });
  const { payload, sha256: workbook, reason } = verified;
  if (payload === null) return fail(reason);
  const { format, revision, journal: position, round, signer } = payload;
  const journal = format === 'haizhi.panel' ? 'meeting' : 'review';
  return ok({
    export: { workbook, journal, revision, ...position },
    round: round.id,
    signer: signer.id,
  });
}
