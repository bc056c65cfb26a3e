import path from 'node:path';
import type { Problem } from '../../../shared/failures.ts';
import type { Result } from '../../../shared/result.ts';
import type { ApplicationDescription } from '../../../shared/round-folder.ts';
import { mostDocuments } from '../bundle/layout.ts';
import {
  type Archive,
  type LineIntake,
  one,
  only,
  openArchive,
  takeMember,
  takeMembers,
} from './archive.ts';
import {
  type DescribedDocument,
  type DocumentPlace,
  findDocument,
  type TakenDocument,
  takeFile,
} from './documents.ts';
import { problemAt, repeated } from './problem.ts';

/**
 * All documents of an application in the order of its description, those of a ZIP file in the order of that file. `signal`
 * aborts between pieces by throwing.
 */
export async function takeDocuments(
  roundFolder: string,
  application: string,
  { documents: lines }: ApplicationDescription,
  signal: AbortSignal,
): Promise<LineIntake> {
  const file = `${application}/application.json`;
  const intake = new Intake(path.join(roundFolder, application), application, signal);
  const described = lines.map((each, place): DescribedDocument => {
    return { folder: intake.folder, described: each, file, at: ['documents', place] };
  });
  const places = await Promise.all(described.map(findDocument));
  const taken: LineIntake[] = [];
  for (const [index, line] of described.entries()) {
    const place = places[index] as Result<DocumentPlace, Problem>;
    taken.push(place.ok ? await intake.take(line, place.value, places) : only(place.failure));
  }
  const documents = taken.flatMap((each) => each.documents);
  const problems = taken.flatMap((each) => each.problems);
  return {
    documents,
    problems: [...problems, ...totalProblems(documents, file)],
    doubts: taken.flatMap((each) => each.doubts),
    warnings: taken.flatMap((each) => each.warnings),
  };
}

class Intake {
  readonly folder: string;
  readonly #application: string;
  readonly #signal: AbortSignal;
  /** Each ZIP file is listed once, and told once where it is refused. */
  readonly #archives = new Map<string, Result<Archive, Problem>>();

  constructor(folder: string, application: string, signal: AbortSignal) {
    this.folder = folder;
    this.#application = application;
    this.#signal = signal;
  }

  async take(
    line: DescribedDocument,
    place: DocumentPlace,
    places: readonly Result<DocumentPlace, Problem>[],
  ): Promise<LineIntake> {
    const signal = this.#signal;
    if (place.inside === null) {
      const taken = await takeFile(place.path, line, signal);
      return taken.ok ? one(taken.value) : only(taken.failure);
    }
    const isKnown = this.#archives.has(place.path);
    const archive = await this.#open(line, place);
    if (!archive.ok) return isKnown ? nothing : only(archive.failure);
    if (place.inside !== '') return takeMember(archive.value, place.inside, line, signal);
    const named = namesIn(place.path, places);
    return takeMembers(archive.value, line, { named, signal });
  }

  async #open(
    { described }: DescribedDocument,
    { path: place, inside }: DocumentPlace,
  ): Promise<Result<Archive, Problem>> {
    const known = this.#archives.get(place);
    if (known !== undefined) return known;
    const parts = described.file.split(/[\\/]/);
    const below = parts.slice(0, inside ? -inside.split('/').length : undefined).join('/');
    const opened = await openArchive(place, `${this.#application}/${below}`);
    this.#archives.set(place, opened);
    return opened;
  }
}

const nothing: LineIntake = { documents: [], problems: [], doubts: [], warnings: [] };

/** What lines of their own take out of the ZIP file at `archive`. */
function namesIn(
  archive: string,
  places: readonly Result<DocumentPlace, Problem>[],
): ReadonlySet<string> {
  const inside = places.flatMap((place) =>
    place.ok && place.value.path === archive ? (place.value.inside ?? []) : [],
  );
  return new Set(inside.map((each) => each.normalize('NFC')));
}

/** Where lines and ZIP files come together: too many documents, or the id of a line made for one in a ZIP file too. */
function totalProblems(documents: readonly TakenDocument[], file: string): readonly Problem[] {
  if (documents.length > mostDocuments) {
    return [problemAt(file, ['documents'], 'too-big', `≤ ${mostDocuments}`)];
  }
  const ids = documents.map(({ document }) => document.id);
  return repeated(ids)
    .filter((place) => documents[place]?.member !== undefined)
    .map((place) => problemAt(file, ['documents'], 'duplicate', ids[place]));
}
