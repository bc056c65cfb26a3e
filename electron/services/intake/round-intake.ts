import path from 'node:path';
import type { Application } from '../../../shared/domain/application.ts';
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
import { plainId } from '../../../shared/schema.ts';
import { readJson, readJsonFile } from '../json/json-file.ts';
import { type ApplicationIntake, takeApplication } from './application.ts';
import type { TakenDocument } from './documents.ts';
import { type CertificateFlaw, takePanel } from './panel.ts';
import { problemAt, repeated } from './problem.ts';

/** What taking in a round's folder needs to know of the center. */
export interface IntakeContext {
  /** Everybody who is enrolled. */
  readonly people: readonly RosterEntry[];
  /** Why a person's certificate does not serve any more; `null` when it does. */
  readonly certificateFlaw: CertificateFlaw;
  /** Whether an applicant is barred in a year (Art. 14). */
  readonly isBarred: (applicant: string, year: number) => boolean;
  /** Somebody has read the names of files in applicants' ZIP files whose encoding is a guess, and they are right. */
  readonly namesConfirmed: boolean;
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
 * Reads a round's folder: `round.json` and one folder per application. Everything that is wrong comes at once,
 * each with file, path and reason; nothing is written.
 */
export async function takeRound(
  folder: string,
  context: IntakeContext,
): Promise<Result<TakenRound, Failure<'input-invalid'>>> {
  const read = await readJsonFile(path.join(folder, file), file, roundDescription);
  const ids = read.ok ? read.value.applications : await listedIds(folder);
  const applications = await takeApplications(folder, ids, context);
  const found = applications.flatMap((each) => each.problems);
  if (!read.ok) return refuse([...read.failure.problems, ...found]);
  const described = read.value;
  const taken = applications.flatMap((each) => each.taken ?? []);
  const panel = takePanel(described, context.people, context.certificateFlaw);
  const round = roundFrom(
    described,
    panel.panel,
    taken.map((each) => each.application),
  );
  const problems = [
    ...listProblems(described),
    ...schemeProblems(round),
    ...panel.problems,
    ...found,
    ...numberProblems(taken.map((each) => each.application)),
    ...barProblems(
      round,
      taken.map((each) => each.application),
      context,
    ),
  ];
  // The domain's own rules last: with people or applications missing they would only repeat that.
  const rest = problems.length > 0 ? [] : roundProblems(round).map((each) => ({ ...each, file }));
  if (problems.length + rest.length > 0) return refuse([...problems, ...rest]);
  const inOrder = taken.toSorted((a, b) =>
    compareNumbers(a.application.number, b.application.number),
  );
  const warnings = [...sizeRemarks(round), ...applications.flatMap((each) => each.warnings)];
  return ok({ round, applications: inOrder, roster: panel.roster, warnings });
}

function refuse(problems: readonly Problem[]): Result<never, Failure<'input-invalid'>> {
  return fail({ kind: 'input-invalid', problems: problems.slice(0, 2_000) });
}

/** The applications that an otherwise wrong `round.json` names, so that their errors are listed too. */
async function listedIds(folder: string): Promise<readonly string[]> {
  const json = await readJson(path.join(folder, file), file);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) return [];
  const listed = (json.value as { readonly applications?: unknown }).applications;
  const isIds = Array.isArray(listed) && listed.every((each) => plainId.safeParse(each).success);
  return isIds ? (listed as readonly string[]) : [];
}

async function takeApplications(
  folder: string,
  ids: readonly string[],
  context: IntakeContext,
): Promise<readonly ApplicationIntake[]> {
  const taken: ApplicationIntake[] = [];
  for (const [place, id] of [...new Set(ids)].entries()) {
    context.signal.throwIfAborted();
    context.onProgress(place, ids.length);
    taken.push(await takeApplication(folder, id, context));
  }
  return taken;
}

function roundFrom(
  described: RoundDescription,
  panel: Round['panel'],
  applications: readonly Application[],
): Round {
  const { id, kind, title, year, deadline } = described;
  const index = applications.map((each) => {
    const { id: own, number, baseType, applicant, people, partners } = each;
    return { id: own, number, baseType, applicant, people, partners };
  });
  const scheme = described.scheme ?? defaultScheme();
  const settings = settingsFrom(described.settings);
  return { id, kind, title, year, deadline, scheme, settings, panel, applications: index };
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

function numberProblems(applications: readonly Application[]): readonly Problem[] {
  const numbers = applications.map((each) => each.number);
  return repeated(numbers).map((place) =>
    problemAt(
      `${applications[place]?.id}/application.json`,
      ['number'],
      'duplicate',
      numbers[place],
    ),
  );
}

/** Art. 14 bars applying. A base that is assessed at the end of its term does not apply. */
function barProblems(
  { year, kind }: Round,
  applications: readonly Application[],
  { isBarred }: IntakeContext,
): readonly Problem[] {
  if (kind === 'assessment') return [];
  return applications
    .filter(({ applicant: { name, nameEn = name } }) =>
      [name, nameEn].some((each) => isBarred(each, year)),
    )
    .map((each) =>
      problemAt(`${each.id}/application.json`, ['applicant', 'name'], 'barred', 'Art. 14'),
    );
}
