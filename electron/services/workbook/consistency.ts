import { check, criterion, criterionOfCheck } from '../../../shared/domain/catalogue/catalogue.ts';
import { countedScore } from '../../../shared/domain/scoring.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { PanelPayload, ResultPayload, WorkbookPayload } from '../../../shared/workbook.ts';
import { invalid, type WorkbookFailure } from './payload.ts';

type Checked = Result<void, WorkbookFailure>;
type Reviewed = Extract<ResultPayload['applications'][number], { state: 'reviewed' }>;

/**
 * What the schema cannot say: no application, criterion or person twice, criteria and checks of the catalogue and of the
 * right base type, scores on the scale, totals that follow from the scores, and experts who are members.
 */
export function checkConsistency(payload: WorkbookPayload): Checked {
  const repeated =
    firstRepeated(payload.applications.map(({ application }) => application)) ??
    firstRepeated(payload.applications.map(({ number }) => number));
  if (repeated !== null) return invalid(`/applications/${repeated}`, 'application twice');
  return payload.format === 'haizhi.result' ? checkResult(payload) : checkPanel(payload);
}

function checkResult(payload: ResultPayload): Checked {
  for (const [index, one] of payload.applications.entries()) {
    if (one.state === 'recused') continue;
    const flaw = flawOfReview(one, payload.scoring.max);
    if (flaw !== null) return invalid(`/applications/${index}${flaw.path}`, flaw.detail);
  }
  return ok();
}

interface Flaw {
  readonly path: string;
  readonly detail: string;
}

function flawOfReview(one: Reviewed, max: number): Flaw | null {
  if (one.declaration.state === 'recused') return { path: '/declaration', detail: 'recused' };
  const repeated = firstRepeated(one.criteria.map((each) => each.criterion));
  if (repeated !== null) return { path: `/criteria/${repeated}`, detail: 'criterion twice' };
  for (const [index, each] of one.criteria.entries()) {
    const detail = flawOfCriterion(one, each, max);
    if (detail !== null) return { path: `/criteria/${index}`, detail };
  }
  if (totalOf(one, max) !== one.total)
    return { path: '/total', detail: 'not what the scores give' };
  return null;
}

function flawOfCriterion(
  application: Reviewed,
  one: Reviewed['criteria'][number],
  max: number,
): string | null {
  if (criterion(one.criterion)?.baseType !== application.baseType) return 'unknown criterion';
  if (one.score !== null && one.score > max) return 'score above the scale';
  const checks = one.checks.map((each) => each.check);
  if (firstRepeated(checks) !== null) return 'check twice';
  const foreign = checks.some((id) => criterionOfCheck(id)?.id !== one.criterion);
  return foreign ? 'unknown check' : null;
}

/** `T = 100 · Σ(w·s/max) / Σw` in hundredths, rounded half up once; `null` while no criterion counts. */
function totalOf(one: Reviewed, max: number): number | null {
  let points = 0n;
  let weights = 0n;
  for (const each of one.criteria) {
    const score = countedScore(each);
    if (score === null) continue;
    points += BigInt(each.weight) * BigInt(score);
    weights += BigInt(each.weight);
  }
  if (weights === 0n) return null;
  const unit = 2n * weights * BigInt(max);
  return Number((20_000n * points + weights * BigInt(max)) / unit);
}

function checkPanel(payload: PanelPayload): Checked {
  const codes = payload.members.map(({ code }) => code);
  const repeated = firstRepeated(codes) ?? firstRepeated(payload.members.map(({ id }) => id));
  if (repeated !== null) return invalid(`/members/${repeated}`, 'member twice');
  const known = new Set(codes);
  for (const [index, one] of payload.applications.entries()) {
    const foreign = one.criteria.some(
      (each) => criterion(each.criterion)?.baseType !== one.baseType,
    );
    if (foreign) return invalid(`/applications/${index}/criteria`, 'unknown criterion');
    if (one.totals.map(({ code }) => code).join() !== codes.join()) {
      return invalid(`/applications/${index}/totals`, 'not the members in their order');
    }
    if (one.dissents.some(({ code }) => !known.has(code))) {
      return invalid(`/applications/${index}/dissents`, 'unknown member');
    }
  }
  return checkFlags(payload, known);
}

function checkFlags(payload: PanelPayload, members: ReadonlySet<string>): Checked {
  const applications = new Set(payload.applications.map(({ application }) => application));
  for (const [index, one] of payload.flags.entries()) {
    const unknown =
      (one.application !== null && !applications.has(one.application)) ||
      (one.criterion !== null && criterion(one.criterion) === undefined) ||
      (one.check !== null && check(one.check) === undefined) ||
      (one.code !== null && !members.has(one.code));
    if (unknown) return invalid(`/flags/${index}`, 'about something unknown');
  }
  const stray = payload.disclosures.findIndex(
    ({ application, code }) => !applications.has(application) || !members.has(code),
  );
  return stray < 0 ? ok() : invalid(`/disclosures/${stray}`, 'about something unknown');
}

/** Below it looking is faster than remembering. */
const FEW = 12;

/** The place of the first value that was there before, `null` when all differ. */
function firstRepeated(values: readonly string[]): number | null {
  if (values.length < FEW) {
    const place = values.findIndex((value, at) => values.indexOf(value) < at);
    return place < 0 ? null : place;
  }
  const seen = new Set<string>();
  for (const [place, value] of values.entries()) {
    if (seen.has(value)) return place;
    seen.add(value);
  }
  return null;
}
