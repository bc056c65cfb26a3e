import { allowsReview } from '../../../shared/domain/conflict.ts';
import { centerRecusal, type PanelMember } from '../../../shared/domain/panel.ts';
import { blankReview } from '../../../shared/domain/review-answer.ts';
import { missingFrom } from '../../../shared/domain/review-missing.ts';
import { applicationOf, assignmentOf, type Round } from '../../../shared/domain/round.ts';
import { onScale, totalOf } from '../../../shared/domain/scoring.ts';
import { expertResult } from '../../../shared/expert-result.ts';
import type { ResultPayload } from '../../../shared/workbook.ts';

type Result = ResultPayload['applications'][number];
type Reviewed = Extract<Result, { state: 'reviewed' }>;

/**
 * Where an expert's payload contradicts the round that it was made for, as a place in the payload; `null` when nowhere.
 * A signature says who wrote it, not that the sums are right: an insider with a valid key could write any total, or leave
 * out the comment that a low score needs. `pledge` is the version that the round asks for.
 */
export function contradiction(
  round: Round,
  member: PanelMember,
  pledge: string,
  payload: ResultPayload,
): string | null {
  if (payload.pledge.version !== pledge) return '/pledge';
  const assigned = assignmentOf(round, member);
  const given = payload.applications.map((each) => each.application);
  if (assigned.join() !== given.join()) return '/applications';
  for (const [place, result] of payload.applications.entries()) {
    const found = inResult(round, member, result);
    if (found !== null) return `/applications/${place}${found}`;
  }
  return inAnswers(round, member, payload);
}

/** Nothing is ever missing behind a recusal, whosever it is. */
const recused = blankReview({ state: 'recused', conflict: 'other', reason: '' });

/** What a review of ours could not have been signed without. */
function inAnswers(round: Round, member: PanelMember, payload: ResultPayload): string | null {
  const { applications } = expertResult(payload, '');
  const reviews = Object.entries(applications).map(([id, { review }]) => {
    return [id, review ?? recused] as const;
  });
  const [first] = missingFrom(round, member, {
    bundle: null,
    pledge: payload.pledge,
    applications: Object.fromEntries(reviews),
    revisions: [],
    phase: 'open',
    isOutdated: false,
    reopenReason: '',
  });
  if (first === undefined) return null;
  const place = Object.values(first).slice(1).join(' ');
  return `/applications: no ${first.kind} ${place}`;
}

function inResult(round: Round, member: PanelMember, result: Result): string | null {
  const entry = applicationOf(round, result.application);
  if (entry === undefined || entry.number !== result.number) return '/number';
  const recusal = centerRecusal(round.panel, member.id, result.application);
  const isByCenter = result.state === 'recused' && result.by === 'center';
  if ((recusal !== undefined) !== isByCenter) return '/state';
  if (result.state === 'recused') return null;
  if (!allowsReview(result.declaration)) return '/declaration';
  const isSame = entry.baseType === result.baseType && entry.applicant.name === result.name;
  return isSame ? inScores(round, result) : '/name';
}

function inScores({ scheme }: Round, result: Reviewed): string | null {
  const rows = scheme.criteria[result.baseType];
  const isSameScheme =
    rows.length === result.criteria.length &&
    rows.every(({ criterion, weight }, place) => {
      const given = result.criteria[place];
      return given?.criterion === criterion && given.weight === weight;
    });
  if (!isSameScheme) return '/criteria';
  const off = result.criteria.findIndex(
    ({ score }) => score !== null && !onScale(scheme.scale, score),
  );
  if (off >= 0) return `/criteria/${off}/score`;
  const judged = Object.fromEntries(result.criteria.map((each) => [each.criterion, each]));
  return totalOf(scheme, result.baseType, judged) === result.total ? null : '/total';
}
