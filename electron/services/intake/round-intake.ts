import path from 'node:path';
import { z } from 'zod';
import type {
  Applicant,
  Application,
  ApplicationIndexEntry,
} from '../../../shared/domain/application.ts';
import { compareNumbers } from '../../../shared/domain/order.ts';
import type { Round, RoundSettings } from '../../../shared/domain/round.ts';
import { hasOddSize, roundProblems } from '../../../shared/domain/round-problems.ts';
import {
  checkScheme,
  defaultScheme,
  defaultSettings,
  settingsProblems,
} from '../../../shared/domain/scheme.ts';
import type { RosterEntry } from '../../../shared/enrolment.ts';
import type { Failure, Problem } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type RoundDescription, roundDescription } from '../../../shared/round-folder.ts';
import { plainId, roundKind } from '../../../shared/schema.ts';
import { readJson, readJsonFile } from '../json/json-file.ts';
import { type ApplicationIntake, takeApplication } from './application.ts';
import type { TakenDocument } from './documents.ts';
import { type CertificateFlaw, takePanel } from './panel.ts';
import { problemAt, repeated } from './problem.ts';

/** What taking in a round's folder needs to know of the center. */
interface IntakeContext {
  /** Everybody who is enrolled. */
  readonly people: readonly RosterEntry[];
  /** Why a person's certificate does not serve any more; `null` when it does. */
  readonly certificateFlaw: CertificateFlaw;
  /** Whether an applicant is barred in a year (Art. 14). */
  readonly isBarred: (applicant: string, year: number) => boolean;
  /** Somebody has read the names of files in applicants' ZIP files whose encoding is a guess, and they are right. */
  readonly namesConfirmed: boolean;
  /** Somebody has read what is missing, and the round is packed without it. */
  readonly incompleteConfirmed: boolean;
  readonly signal: AbortSignal;
  /** Applications read so far of all. */
  readonly onProgress: (done: number, total: number) => void;
}

/** A round that can be packed. */
export interface TakenRound {
  readonly round: Round;
  /** In the order of their numbers. */
  readonly applications: readonly {
    readonly application: Application;
    readonly documents: readonly TakenDocument[];
  }[];
  /** The panel's members as enrolled, in the panel's order. */
  readonly roster: readonly RosterEntry[];
  /** An even panel; missing materials (Arts. 11 and 7(1)); what was passed over in applicants' ZIP files. */
  readonly warnings: readonly Problem[];
}

const file = 'round.json';

/**
 * Reads a round's folder: `round.json` and one folder per application. Everything that is wrong, and everything that
 * somebody has to say yes to first, comes at once, each with file, path and reason; nothing is written.
 */
export async function takeRound(
  folder: string,
  context: IntakeContext,
): Promise<Result<TakenRound, Failure<'input-invalid'>>> {
  const read = await readJsonFile(path.join(folder, file), file, roundDescription);
  const rough = read.ok ? read.value : await outlineOf(folder);
  const applications = await takeApplications(folder, rough.applications, context);
  const own = [
    ...applications.flatMap((each) => each.problems),
    ...numberProblems(applications),
    ...barProblems(rough, applications, context),
  ];
  const open = questions(applications, context);
  if (!read.ok) return refuse([...read.failure.problems, ...own, ...open]);
  const described = read.value;
  const panel = takePanel(described, context.people, context.certificateFlaw);
  const round = roundFrom(described, panel.panel, applications.map(indexEntryOf));
  const inRound = [...listProblems(described), ...schemeProblems(round), ...panel.problems];
  const rest = domainProblems(round, inRound);
  const problems = [...inRound, ...rest, ...own, ...open];
  if (problems.length > 0) return refuse(problems);
  const inOrder = applications
    .flatMap((each) => each.taken ?? [])
    .toSorted((a, b) => compareNumbers(a.application.number, b.application.number));
  const warnings = [...sizeRemarks(round), ...applications.flatMap((each) => each.warnings)];
  return ok({ round, applications: inOrder, roster: panel.roster, warnings });
}

/** Most problems that one refusal tells. */
const most = 2_000;

function refuse(problems: readonly Problem[]): Result<never, Failure<'input-invalid'>> {
  return fail({ kind: 'input-invalid', problems: problems.slice(0, most) });
}

/** What has to be confirmed and is not: nobody can confirm more than is told. */
function questions(
  applications: readonly ApplicationIntake[],
  { namesConfirmed, incompleteConfirmed }: IntakeContext,
): readonly Problem[] {
  const doubts = applications.flatMap((each) => each.doubts);
  const warnings = applications.flatMap((each) => each.warnings);
  const tooMany = problemAt(file, ['applications'], 'too-many-guessed', `${most}`);
  return [
    ...(doubts.length > most ? [tooMany] : []),
    ...(namesConfirmed ? [] : doubts),
    ...(incompleteConfirmed ? [] : warnings),
  ];
}

const outline = z.looseObject({
  applications: z.array(plainId).catch([]),
  year: z.int().nullable().catch(null),
  kind: roundKind.catch('accreditation'),
});

/** What an otherwise wrong `round.json` tells of its applications, so that their errors are listed too. */
async function outlineOf(folder: string): Promise<z.infer<typeof outline>> {
  const json = await readJson(path.join(folder, file), file);
  const read = outline.safeParse(json.ok ? json.value : {});
  return read.success ? read.data : { applications: [], year: null, kind: 'accreditation' };
}

/** The domain's own rules, but for what the intake has told already in its own words. */
function domainProblems(round: Round, told: readonly Problem[]): readonly Problem[] {
  const known = new Set(told.map((each) => `${each.path} ${each.reason}`));
  return roundProblems(round)
    .filter(({ reason }) => reason !== 'duplicate' && reason !== 'unknown-person')
    .filter((each) => !known.has(`${each.path} ${each.reason}`))
    .map((each) => ({ ...each, file }));
}

/** An application as the round lists it; one that cannot be read stands there for its id alone. */
function indexEntryOf({ id, described }: ApplicationIntake): ApplicationIndexEntry {
  const { number, baseType, applicant, people, partners } = described ?? unread;
  return { id, number, baseType, applicant, people, partners };
}

const unread = {
  number: '0',
  baseType: 'work',
  applicant: { name: '-', country: 'CN', legalPerson: true },
  people: [],
  partners: [],
} as const;

async function takeApplications(
  folder: string,
  ids: readonly string[],
  context: IntakeContext,
): Promise<readonly ApplicationIntake[]> {
  const taken: ApplicationIntake[] = [];
  for (const [place, id] of [...new Set(ids)].entries()) {
    context.signal.throwIfAborted();
    context.onProgress(place, ids.length);
    taken.push(await takeApplication(folder, id, context.signal));
  }
  return taken;
}

function roundFrom(
  described: RoundDescription,
  panel: Round['panel'],
  applications: readonly ApplicationIndexEntry[],
): Round {
  const { id, kind, title, year, deadline } = described;
  const scheme = described.scheme ?? defaultScheme();
  const settings = settingsFrom(described.settings);
  return { id, kind, title, year, deadline, scheme, settings, panel, applications };
}

function settingsFrom(chosen: RoundDescription['settings']): RoundSettings {
  const given = Object.entries(chosen ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaultSettings(), ...Object.fromEntries(given) };
}

function listProblems({ applications }: RoundDescription): readonly Problem[] {
  const folded = applications.map((each) => each.toLowerCase());
  return repeated(folded).map((place) =>
    problemAt(file, ['applications', place], 'duplicate', applications[place]),
  );
}

function schemeProblems({ scheme, settings, kind }: Round): readonly Problem[] {
  const checked = checkScheme(scheme, kind);
  const inScheme = checked.ok ? [] : checked.failure.problems;
  return [
    ...inScheme.map((each) => ({ ...each, file, path: `scheme.${each.path}` })),
    ...settingsProblems(settings).map((each) => ({ ...each, file, path: `settings.${each.path}` })),
  ];
}

/** An even panel is allowed; a vote in it can stand half to half. */
function sizeRemarks({ panel }: Round): readonly Problem[] {
  const size = `${panel.members.length}`;
  return hasOddSize(panel) ? [] : [problemAt(file, ['panel', 'members'], 'even-panel', size)];
}

function numberProblems(applications: readonly ApplicationIntake[]): readonly Problem[] {
  const readable = applications.flatMap(({ id, described }) =>
    described === null ? [] : [{ id, number: described.number }],
  );
  return repeated(readable.map(({ number }) => number)).map((place) => {
    const { id, number } = readable[place]!;
    return problemAt(`${id}/application.json`, ['number'], 'duplicate', number);
  });
}

/** Art. 14 bars applying. A base that is assessed at the end of its term does not apply. */
function barProblems(
  { year, kind }: z.infer<typeof outline>,
  applications: readonly ApplicationIntake[],
  { isBarred }: IntakeContext,
): readonly Problem[] {
  if (year === null || kind === 'assessment') return [];
  const isOut = ({ name, nameEn = name }: Applicant) =>
    [name, nameEn].some((each) => isBarred(each, year));
  return applications
    .filter(({ described }) => described !== null && isOut(described.applicant))
    .map(({ id }) =>
      problemAt(`${id}/application.json`, ['applicant', 'name'], 'barred', 'Art. 14'),
    );
}
