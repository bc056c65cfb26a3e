import path from 'node:path';
import type {
  Application,
  ApplicationDocument,
  DeclaredValue,
} from '../../../shared/domain/application.ts';
import {
  check as checkWithId,
  criterion,
  criterionOfCheck,
} from '../../../shared/domain/catalogue/catalogue.ts';
import type { Check } from '../../../shared/domain/catalogue/criterion.ts';
import { missingMaterials } from '../../../shared/domain/materials.ts';
import type { Problem } from '../../../shared/failures.ts';
import { assertNever } from '../../../shared/result.ts';
import {
  type ApplicationDescription,
  applicationDescription,
} from '../../../shared/round-folder.ts';
import { readJsonFile } from '../json/json-file.ts';
import { takeDocuments } from './document-list.ts';
import type { TakenDocument } from './documents.ts';
import { problemAt, repeated } from './problem.ts';

/** One application as taken in: everything that was found, and the application and its files where nothing is wrong. */
export interface ApplicationIntake {
  readonly id: string;
  readonly problems: readonly Problem[];
  /** Names in applicants' ZIP files whose encoding is a guess. */
  readonly doubts: readonly Problem[];
  /**
   * Required materials that are missing (Arts. 11 and 7(1)): they travel as a warning, the panel decides. Empty files in an
   * applicant's ZIP file.
   */
  readonly warnings: readonly Problem[];
  /** What it says of itself; `null` where that cannot be read. */
  readonly described: ApplicationDescription | null;
  /** `null` when there are problems. */
  readonly taken: {
    readonly application: Application;
    readonly documents: readonly TakenDocument[];
  } | null;
}

/** Reads the folder of one application. */
export async function takeApplication(
  roundFolder: string,
  id: string,
  signal: AbortSignal,
): Promise<ApplicationIntake> {
  const file = `${id}/application.json`;
  const folder = path.join(roundFolder, id);
  const read = await readJsonFile(
    path.join(folder, 'application.json'),
    file,
    applicationDescription,
  );
  if (!read.ok) {
    const { problems } = read.failure;
    return { id, problems, doubts: [], warnings: [], described: null, taken: null };
  }
  const described = read.value;
  const found = await takeDocuments(roundFolder, id, described, signal);
  const problems = [
    ...declaredProblems(file, described),
    ...documentProblems(file, described),
    ...found.problems,
  ];
  const { documents, doubts } = found;
  // A document that is named and not there is told as that: it is not missing once more.
  const present = found.problems.length > 0 ? described.documents : documents.map(kindOf);
  const warnings = [...missingIn(file, described, present), ...found.warnings];
  const application = applicationFrom(id, described, documents);
  const taken = problems.length > 0 ? null : { application, documents };
  return { id, problems, doubts, warnings, described, taken };
}

function kindOf({ document }: TakenDocument): Pick<ApplicationDocument, 'kind'> {
  return document;
}

function missingIn(
  file: string,
  { baseType, applicant }: ApplicationDescription,
  documents: readonly Pick<ApplicationDocument, 'kind'>[],
): readonly Problem[] {
  return missingMaterials({ baseType, applicant, documents }).map((each) =>
    problemAt(file, ['documents'], 'material-missing', `${each.kind} (${each.article.en})`),
  );
}

function applicationFrom(
  id: string,
  described: ApplicationDescription,
  documents: readonly TakenDocument[],
): Application {
  const { number, baseType, applicant, summary, people, partners, declared } = described;
  return {
    id,
    number,
    baseType,
    applicant,
    people,
    partners,
    summary,
    declared,
    documents: documents.map((each) => each.document),
  };
}

/** Every declared value belongs to a check of the base type and has its kind. */
function declaredProblems(file: string, described: ApplicationDescription): Problem[] {
  return Object.entries(described.declared).flatMap(([id, value]) => {
    const at = ['declared', id];
    const check = checkWithId(id);
    if (check === undefined) return [problemAt(file, at, 'unknown-check', id)];
    const owner = criterionOfCheck(id)?.baseType ?? '';
    if (owner !== described.baseType) return [problemAt(file, at, 'wrong-base-type', owner)];
    return valueProblems(check, value).map(({ reason, expected }) =>
      problemAt(file, at, reason, expected),
    );
  });
}

function valueProblems(
  check: Check,
  value: DeclaredValue,
): readonly Pick<Problem, 'reason' | 'expected'>[] {
  switch (check.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : [{ reason: 'wrong-type', expected: 'boolean' }];
    case 'count':
      return typeof value === 'number' ? [] : [{ reason: 'wrong-type', expected: 'number' }];
    case 'choice': {
      if (!Array.isArray(value)) return [{ reason: 'wrong-type', expected: 'array' }];
      const known = check.options.map((each) => each.id);
      const isKnown = (value as readonly string[]).every((each) => known.includes(each));
      return isKnown ? [] : [{ reason: 'unknown-option', expected: known.join(' | ') }];
    }
    default:
      return assertNever(check);
  }
}

function documentProblems(file: string, described: ApplicationDescription): readonly Problem[] {
  const ids = described.documents.map((each) => each.id);
  const twice = repeated(ids).map((place) =>
    problemAt(file, ['documents', place, 'id'], 'duplicate', ids[place]),
  );
  const criteria = described.documents.flatMap((document, place) =>
    document.criteria.flatMap((id, index) => {
      const at = ['documents', place, 'criteria', index];
      const known = criterion(id);
      if (known === undefined) return [problemAt(file, at, 'unknown-criterion', id)];
      if (known.baseType === described.baseType) return [];
      return [problemAt(file, at, 'wrong-base-type', known.baseType)];
    }),
  );
  return [...twice, ...criteria];
}
