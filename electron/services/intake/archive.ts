import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../../shared/failures.ts';
import { spellHidden } from '../../../shared/hidden-text.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { systemCode } from '../disk/file-failure.ts';
import { type ArchiveMember, listArchive } from '../zip/archive.ts';
import { DamagedMember, memberPieces } from '../zip/archive-content.ts';
import {
  type DescribedDocument,
  type DocumentDescription,
  digest,
  documentOf,
  nameProblem,
  problemIn,
  type TakenDocument,
} from './documents.ts';
import { problemAt } from './problem.ts';

/** An applicant's own ZIP file. */
export interface Archive {
  readonly path: string;
  /** As problems name it: the application's id, then the path below its folder. */
  readonly shown: string;
  readonly members: readonly ArchiveMember[];
}

/** What was taken of a line, and what is wrong with it. */
export interface LineIntake {
  readonly documents: readonly TakenDocument[];
  readonly problems: readonly Problem[];
  /** Names whose encoding is a guess: somebody has to read them. */
  readonly doubts: readonly Problem[];
  /** Empty files, which are passed over. */
  readonly warnings: readonly Problem[];
}

/** Lists a ZIP file. Everything hostile in it is refused, with the reason, before any of it is unpacked. */
export async function openArchive(file: string, shown: string): Promise<Result<Archive, Problem>> {
  const refuse = (reason: Problem['reason'], expected: string) =>
    fail(problemAt(shown, [], reason, expected));
  try {
    const handle = await open(file, 'r');
    try {
      const listed = await listArchive(handle);
      if (listed.ok) return ok({ path: file, shown, members: listed.value });
      return refuse(`archive-${listed.failure.kind}`, listed.failure.name);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return refuse('document-unreadable', code);
  }
}

/** Takes the one document that the line names by its path in the ZIP file: whoever wrote the name has read it. */
export async function takeMember(
  archive: Archive,
  inside: string,
  line: DescribedDocument,
  signal: AbortSignal,
): Promise<LineIntake> {
  const wanted = inside.normalize('NFC');
  const member = archive.members.find((each) => each.name === wanted);
  if (member === undefined) return only(problemIn(line, 'document-missing'));
  if (member.size === 0) return only(problemIn(line, 'empty-document'));
  const name = line.described.name ?? path.posix.basename(member.name);
  const flaw = nameProblem(line.file, [...line.at, 'name'], name);
  if (flaw !== null) return only(flaw);
  const taken = await takeContent(archive, member, line.described, name, signal);
  return taken.ok ? one(taken.value) : only(taken.failure);
}

/**
 * Takes every document of a ZIP file but those that other lines name; each has an id of its own that stays the same as long
 * as its path does. Empty files are passed over with a warning.
 */
export async function takeMembers(
  archive: Archive,
  line: DescribedDocument,
  { named, signal }: MembersContext,
): Promise<LineIntake> {
  const rest = archive.members.filter((each) => !named.has(each.name));
  const documents: TakenDocument[] = [];
  const problems: Problem[] = [];
  const doubts: Problem[] = [];
  const names = shownNames(rest);
  for (const member of rest.filter(({ size }) => size > 0)) {
    if (member.isGuessed) {
      doubts.push(problemAt(archive.shown, [], 'name-guessed', spellHidden(member.name)));
    }
    const described = { ...line.described, id: memberId(line.described, member) };
    const name = names.get(member) ?? '';
    const flaw = nameProblem(archive.shown, [], name);
    if (flaw !== null) {
      problems.push(flaw);
      continue;
    }
    const taken = await takeContent(archive, member, described, name, signal);
    if (taken.ok) documents.push(taken.value);
    else problems.push(taken.failure);
  }
  const empty = rest.filter(({ size }) => size === 0);
  const warnings = empty.map(({ name }) =>
    problemAt(archive.shown, [], 'archive-empty-file', name),
  );
  return { documents, problems, doubts, warnings };
}

/** What `takeMembers` has to know beside the line. */
interface MembersContext {
  /** Paths in the ZIP file of documents that have lines of their own, in NFC. */
  readonly named: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** A line from which nothing was taken. */
export function only(problem: Problem): LineIntake {
  return { documents: [], problems: [problem], doubts: [], warnings: [] };
}

/** A line that gives one document. */
export function one(document: TakenDocument): LineIntake {
  return { documents: [document], problems: [], doubts: [], warnings: [] };
}

async function takeContent(
  { path: file, shown }: Archive,
  member: ArchiveMember,
  described: DocumentDescription,
  name: string,
  signal: AbortSignal,
): Promise<Result<TakenDocument, Problem>> {
  try {
    const handle = await open(file, 'r');
    try {
      const content = await digest(memberPieces(handle, member), signal);
      return ok({ document: documentOf(described, name, content), path: file, member });
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof DamagedMember) {
      return fail(problemAt(shown, [], 'archive-damaged', member.name));
    }
    const code = systemCode(error);
    if (code === null) throw error;
    return fail(problemAt(shown, [], 'document-unreadable', `${member.name}: ${code}`));
  }
}

/** Bound to the path alone, so that a later bundle with other files more or less keeps every citation where it is. */
function memberId({ id }: DocumentDescription, { name }: ArchiveMember): string {
  return `${id.slice(0, 48)}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}

/** The last part of each path; with its folders where two would look the same. */
function shownNames(members: readonly ArchiveMember[]): ReadonlyMap<ArchiveMember, string> {
  const counts = new Map<string, number>();
  const last = ({ name }: ArchiveMember) => path.posix.basename(name);
  for (const each of members) counts.set(last(each), (counts.get(last(each)) ?? 0) + 1);
  return new Map(
    members.map((each): [ArchiveMember, string] => {
      const whole = each.name.replaceAll('/', ' - ').slice(-255);
      return [each, (counts.get(last(each)) ?? 0) > 1 && whole.isWellFormed() ? whole : last(each)];
    }),
  );
}
