import type { RoundFile } from '../../../shared/bundle.ts';
import { barIn } from '../../../shared/domain/accreditation.ts';
import { organisationKey } from '../../../shared/domain/name-key.ts';
import { compareText } from '../../../shared/domain/order.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Frozen } from '../../../shared/rpc.ts';
import { type WorkbookPayload, workbookPayload } from '../../../shared/workbook.ts';
import { insertChoice, type PanelChoice, readChoices } from './choices.ts';
import {
  type Database,
  type DatabaseFailure,
  databaseFailure,
  isUnavailable,
  openFolderDatabase,
  openServerDatabase,
  type Row,
  type Statements,
} from './database.ts';
import { type IssuedRound, issue, readRounds } from './issued.ts';
import { migrate, registryTables } from './migrations.ts';
import { canonical, insert, text } from './rows.ts';

/** Why the registry does not answer. Nothing is acknowledged then; where the disk itself failed, what was asked for may be there all the same. */
export type Unavailable = DatabaseFailure;

/** A verified workbook that the registry holds. */
export interface RegisteredWorkbook {
  readonly sha256: string;
  readonly payload: WorkbookPayload;
}

/** What the exchange center keeps of rounds and applicants. What it answers depends on what it holds, never on the order in which it came. */
export interface Registry {
  /** A bundle with what is in it; a sequence that is there already is kept as it is. */
  issue(
    file: Frozen<RoundFile>,
    bundle: { sequence: number; manifest: string },
    at: string,
  ): Promise<Result<void, Unavailable>>;
  /** All rounds, by id. */
  rounds(): Promise<Result<readonly IssuedRound[], Unavailable>>;
  /** Takes a workbook of an issued round; `known` when it is there already. */
  take(workbook: RegisteredWorkbook): Promise<Result<'taken' | 'known', Unavailable>>;
  /** Workbooks of a round, by hash. */
  workbooks(round: string): Promise<Result<readonly RegisteredWorkbook[], Unavailable>>;
  /** Records which side of a fork counts. */
  choose(choice: PanelChoice): Promise<Result<void, Unavailable>>;
  /** The choices of a round, in no order. */
  choices(round: string): Promise<Result<readonly PanelChoice[], Unavailable>>;
  /** Records a falsification (Art. 14); the first record of an applicant and year stands. */
  sanction(applicant: string, year: number, grounds: string): Promise<Result<void, Unavailable>>;
  /** Tells by name and year who is barred (Art. 14). Names are compared as `organisationKey` compares them. */
  bars(): Promise<Result<(applicant: string, year: number) => boolean, Unavailable>>;
  /** Everything, as canonical text: equal for equal content, whatever happened in which order. */
  dump(): Promise<Result<string, Unavailable>>;
  close(): Promise<void>;
}

/** Opens the registry in a folder, or on a server when `url` is given, and brings it to the newest version. */
export async function openRegistry(
  folder: string,
  url: string | null,
): Promise<Result<Registry, Unavailable>> {
  const database = url === null ? await openFolderDatabase(folder) : await openServerDatabase(url);
  if (!database.ok) return database;
  const ready = await attempt(database.value.folder, () => migrate(database.value));
  const refused = !ready.ok || !ready.value.ok;
  if (!refused) return ok(registryOver(database.value));
  await database.value.close();
  return ready.ok ? fail({ kind: 'registry-unavailable', detail: 'newer-version' }) : ready;
}

function registryOver(database: Database): Registry {
  const run = <T>(action: (within: Statements) => Promise<T>) =>
    attempt(database.folder, () => database.transaction(action));
  return {
    issue: (file, bundle, at) => run((within) => issue(within, file, bundle, at)),
    rounds: () => run(readRounds),
    take: (workbook) => run((within) => take(within, workbook)),
    workbooks: (round) => run((within) => readWorkbooks(within, round)),
    choose: (choice) => run((within) => insertChoice(within, choice)),
    choices: (round) => run((within) => readChoices(within, round)),
    sanction: (applicant, year, grounds) =>
      run(async (within) => {
        const values = [applicantKey(applicant), year, applicant, grounds];
        await insert(
          within,
          'sanctions',
          ['applicant_key', 'year', 'applicant', 'grounds'],
          values,
        );
      }),
    bars: () => run(readBars),
    dump: () => run(dump),
    close: () => database.close(),
  };
}

async function attempt<T>(
  folder: string | null,
  action: () => Promise<T>,
): Promise<Result<T, Unavailable>> {
  try {
    return ok(await action());
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return fail(databaseFailure(error, folder));
  }
}

async function take(
  within: Statements,
  { sha256, payload }: RegisteredWorkbook,
): Promise<'taken' | 'known'> {
  const { format, round, signer, revision, parent, signedAt } = payload;
  const isNew = await insert(
    within,
    'workbooks',
    ['sha256', 'round', 'panel', 'format', 'signer', 'revision', 'parent', 'signed_at', 'payload'],
    [
      sha256,
      round.id,
      round.panel,
      format,
      signer.id,
      revision,
      parent,
      signedAt,
      canonical(payload),
    ],
  );
  if (!isNew) return 'known';
  if (payload.format === 'haizhi.result') await takeReviews(within, sha256, payload);
  else await takeDecisions(within, sha256, payload);
  return 'taken';
}

async function takeReviews(
  within: Statements,
  workbook: string,
  { applications }: Extract<WorkbookPayload, { format: 'haizhi.result' }>,
): Promise<void> {
  for (const each of applications) {
    const reviewed = each.state === 'reviewed' ? each : null;
    await insert(
      within,
      'reviews',
      [
        'workbook',
        'application',
        'number',
        'recused',
        'total',
        'recommendation',
        'falsification_suspected',
      ],
      [
        workbook,
        each.application,
        each.number,
        reviewed === null,
        reviewed?.total ?? null,
        reviewed?.recommendation ?? null,
        (reviewed?.falsification ?? null) !== null,
      ],
    );
  }
}

async function takeDecisions(
  within: Statements,
  workbook: string,
  { applications }: Extract<WorkbookPayload, { format: 'haizhi.panel' }>,
): Promise<void> {
  for (const each of applications) {
    const row = {
      workbook,
      application: each.application,
      number: each.number,
      name: each.name,
      base_type: each.baseType,
      rank: each.rank,
      total: each.total.mean,
      trimmed: each.total.trimmed,
      criteria_met: each.criteriaMet,
      ...each.vote,
      decision: each.decision,
      falsification_suspected: each.falsificationSuspected,
    };
    await insert(within, 'decisions', Object.keys(row), Object.values(row));
  }
}

async function readWorkbooks(
  within: Statements,
  round: string,
): Promise<readonly RegisteredWorkbook[]> {
  const rows = await within.query('SELECT sha256, payload FROM workbooks WHERE round = $1', [
    round,
  ]);
  return rows
    .map((row) => ({
      sha256: text(row, 'sha256'),
      payload: workbookPayload.parse(JSON.parse(text(row, 'payload'))),
    }))
    .toSorted((a, b) => compareText(a.sha256, b.sha256));
}

async function readBars(within: Statements): Promise<(applicant: string, year: number) => boolean> {
  const rows = await within.query('SELECT applicant, year, grounds FROM sanctions');
  const recorded = rows.map((row) => ({
    key: applicantKey(text(row, 'applicant')),
    year: Number(row.year),
    grounds: text(row, 'grounds'),
  }));
  return (applicant, year) => {
    const own = recorded.filter((each) => each.key === applicantKey(applicant));
    return barIn(year, own) !== null;
  };
}

async function dump(within: Statements): Promise<string> {
  const tables: Record<string, readonly Row[]> = {};
  for (const { name } of registryTables) {
    const rows = await within.query(`SELECT * FROM ${name}`);
    // Servers sort text by their own locale: order is ours.
    tables[name] = rows.toSorted((a, b) => compareText(canonical(a), canonical(b)));
  }
  return `${JSON.stringify(JSON.parse(canonical(tables)), null, 2)}\n`;
}

/** One applicant under one key: width, case, spaces, punctuation and legal forms do not make another applicant. */
function applicantKey(name: string): string {
  // A name without letters or digits has no key; it is still a name.
  return organisationKey(name) || name;
}
