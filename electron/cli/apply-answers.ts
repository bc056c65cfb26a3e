import type { AnswersFile } from '../../shared/answers.ts';
import type { Application } from '../../shared/domain/application.ts';
import { allowsReview } from '../../shared/domain/conflict.ts';
import { memberOf, type PanelMember } from '../../shared/domain/panel.ts';
import type { Citation, Review } from '../../shared/domain/review.ts';
import { missingFrom } from '../../shared/domain/review-missing.ts';
import { foldReview, stepReview } from '../../shared/domain/review-step.ts';
import type { RoundDetail } from '../../shared/exchange.ts';
import type { Failure, Problem } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import type { Desk } from './command.ts';
import { type Failures, inTheWay, recordAll, rehearse } from './rehearsal.ts';

type Answers = AnswersFile['applications'][string];
type Citations = NonNullable<NonNullable<Answers['criteria']>[string]['citations']>;

/** Where the expert stands in the round. */
interface Standing {
  readonly detail: RoundDetail;
  readonly member: PanelMember;
  readonly review: Review;
}

/** How many entries were recorded, and how much is missing before the review can be signed. */
interface Applied {
  readonly recorded: number;
  readonly missing: number;
}

/** Everything that is in the way, and how many entries (pledge, declarations) were recorded before it showed. */
interface NotApplied {
  readonly failures: Failures;
  readonly recorded: number;
}

/**
 * Records what an answers file says, through the same operations as the screen. Everything is tried on a copy of
 * the state first, so that a file with mistakes changes nothing. Pledge and declarations come before the rest:
 * they open the documents that citations point into, so a citation of a document that is not there shows only then.
 * `file` names the answers in messages.
 */
export async function applyAnswers(
  desk: Desk,
  round: string,
  answers: AnswersFile,
  file: string,
): Promise<Result<Applied, NotApplied>> {
  const standing = await readStanding(desk, round);
  if (!standing.ok) return fail({ failures: [standing.failure], recorded: 0 });
  const { detail, member, review } = standing.value;
  const opening = openingEvents(answers, detail, review);
  const entries = Object.entries(answers.applications);
  const unbound = entries.flatMap(([id, each]) => inside(id, each, () => placeholder));
  const { state, refusals } = rehearse(review, [...opening, ...unbound], (here, event) => {
    const { at } = detail.round.deadline;
    return stepReview(detail.round, member, here, { seq: 1, at, event });
  });
  const failures = inTheWay(refusals);
  if (failures !== null) return fail({ failures, recorded: 0 });
  const record = (events: ExpertEvent[]) => desk.call('review.record', { round, events });
  const opened = await recordAll(opening, record);
  if (!opened.ok) return fail({ failures: [opened.failure], recorded: 0 });
  const bound = await resolved(desk, round, entries, file);
  const inner = bound.ok ? await recordAll(bound.value, record) : bound;
  if (!inner.ok) return fail({ failures: [inner.failure], recorded: opening.length });
  const missing = missingFrom(detail.round, member, state).length;
  return ok({ recorded: opening.length + unbound.length, missing });
}

async function readStanding(desk: Desk, round: string): Promise<Result<Standing, Failure>> {
  const detail = await desk.call('rounds.read', { round });
  if (!detail.ok) return detail;
  const journal = await desk.call('review.events', { round, after: 0 });
  if (!journal.ok) return journal;
  const member = memberOf(detail.value.round.panel, detail.value.me);
  if (member === undefined) throw new Error('a round is read only by a member of its panel');
  const review = foldReview(detail.value.round, member, journal.value.events);
  return ok({ detail: detail.value, member, review });
}

/** Reopening where it is signed; pledge and declarations that are not on record yet. */
function openingEvents(answers: AnswersFile, detail: RoundDetail, review: Review): ExpertEvent[] {
  const pledge: ExpertEvent[] =
    answers.pledge === true && review.pledge?.version !== detail.pledge
      ? [{ kind: 'pledge.signed', version: detail.pledge }]
      : [];
  const declared = Object.entries(answers.applications).flatMap(
    ([application, { declaration }]) => {
      if (declaration === undefined) return [];
      const known = review.applications[application]?.conflict;
      if (JSON.stringify(known) === JSON.stringify(declaration)) return [];
      return [{ kind: 'conflict.declared' as const, application, declaration }];
    },
  );
  const reopened: ExpertEvent[] =
    answers.reopen !== undefined && review.phase === 'signed'
      ? [{ kind: 'review.reopened', reason: answers.reopen }]
      : [];
  return [...reopened, ...pledge, ...declared];
}

/** Stands for a document's hash while the answers are tried out. */
const placeholder = '0'.repeat(64);

/** The events of all applications, with citations bound to the documents as they are. */
async function resolved(
  desk: Desk,
  round: string,
  entries: readonly (readonly [string, Answers])[],
  file: string,
): Promise<Result<ExpertEvent[], Failure>> {
  const events: ExpertEvent[] = [];
  const problems: Problem[] = [];
  for (const [application, answers] of entries) {
    const documents = await documentsOf(desk, round, application, answers);
    if (!documents.ok) return documents;
    for (const { place, document } of cited(answers)) {
      if (documents.value.has(document)) continue;
      const path = `applications.${application}.${place}`;
      problems.push({ file, path, reason: 'unknown-document', expected: document });
    }
    events.push(...inside(application, answers, (document) => documents.value.get(document) ?? ''));
  }
  return problems.length > 0 ? fail({ kind: 'input-invalid', problems }) : ok(events);
}

/** The documents that are cited, and where: at `criteria.7(1)`, at `falsification`. */
function cited({ criteria = {}, falsification }: Answers) {
  const places = Object.entries({ ...criteria, falsification }).map(([id, answer]) => ({
    place: id === 'falsification' ? id : `criteria.${id}`,
    citations: answer?.citations ?? [],
  }));
  return places.flatMap(({ place, citations }) =>
    citations.map(({ document }) => ({ place, document })),
  );
}

async function documentsOf(
  desk: Desk,
  round: string,
  application: string,
  answers: Answers,
): Promise<Result<ReadonlyMap<string, string>, Failure>> {
  if (cited(answers).length === 0) return ok(new Map());
  const read = await desk.call('applications.read', { round, application });
  if (!read.ok) return read;
  const content: Application = read.value;
  return ok(new Map(content.documents.map(({ id, sha256 }) => [id, sha256])));
}

/** What the answers record inside one application; nothing inside one that the expert declares to be recused from. */
function inside(
  application: string,
  answers: Answers,
  hashOf: (document: string) => string,
): ExpertEvent[] {
  const { declaration, recommendation, reason = '', opinion, note, falsification } = answers;
  if (declaration !== undefined && !allowsReview(declaration)) return [];
  const events: ExpertEvent[] = Object.entries(answers.checks ?? {}).map(([check, finding]) => {
    return { kind: 'check.found', application, check, finding };
  });
  for (const [criterion, judged] of Object.entries(answers.criteria ?? {})) {
    const { verdict, score, comment, note: remark, citations = [] } = judged;
    const about = { application, criterion };
    if (verdict !== undefined) events.push({ kind: 'criterion.judged', ...about, verdict });
    if (score !== undefined) events.push({ kind: 'criterion.scored', ...about, score });
    if (comment !== undefined) events.push({ kind: 'criterion.commented', ...about, comment });
    if (remark !== undefined) events.push({ kind: 'note.written', ...about, note: remark });
    for (const citation of bind(criterion, citations, hashOf)) {
      events.push({ kind: 'citation.added', ...about, citation });
    }
  }
  if (opinion !== undefined) events.push({ kind: 'opinion.written', application, opinion });
  if (note !== undefined) events.push({ kind: 'note.written', application, note });
  if (recommendation !== undefined) {
    events.push({ kind: 'application.recommended', application, recommendation, reason });
  }
  return [...events, ...suspicion(application, falsification, hashOf)];
}

function suspicion(
  application: string,
  falsification: Answers['falsification'],
  hashOf: (document: string) => string,
): ExpertEvent[] {
  if (falsification === undefined) return [];
  if (falsification === null) return [{ kind: 'falsification.withdrawn', application }];
  const { grounds, citations = [] } = falsification;
  const cited = bind('falsification', citations, hashOf).map((citation): ExpertEvent => {
    return { kind: 'citation.added', application, criterion: null, citation };
  });
  return [{ kind: 'falsification.suspected', application, grounds }, ...cited];
}

/** Citations under ids that say where they stand in the file: the same file applied again replaces them. */
function bind(
  place: string,
  citations: Citations,
  hashOf: (document: string) => string,
): Citation[] {
  return citations.map((each, index) => ({
    id: `answers-${place.replaceAll(/[()]/g, '-')}${index + 1}`,
    document: each.document,
    sha256: hashOf(each.document),
    page: each.page,
    quote: each.quote,
    check: each.check,
  }));
}
