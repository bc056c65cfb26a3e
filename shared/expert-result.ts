import type { ExpertResult } from './domain/consolidation.ts';
import type { ApplicationReview } from './domain/review.ts';
import type { ResultPayload } from './workbook.ts';

type AppliedPayload = ResultPayload['applications'][number];
type ReviewedPayload = Extract<AppliedPayload, { state: 'reviewed' }>;

/** What a panel counts of one expert's verified workbook. `workbook` is the SHA-256 of the file. */
export function expertResult(payload: ResultPayload, workbook: string): ExpertResult {
  return {
    expert: payload.signer.id,
    revision: payload.revision,
    parent: payload.parent,
    workbook,
    applications: Object.fromEntries(
      payload.applications.map((each) => [each.application, partOf(each)] as const),
    ),
  };
}

function partOf(each: AppliedPayload): ExpertResult['applications'][string] {
  if (each.state === 'reviewed') return { declaration: each.declaration, review: reviewOf(each) };
  if (each.by === 'center') return { declaration: { state: 'recused-by-center' }, review: null };
  const { conflict, reason } = each;
  return { declaration: { state: 'recused', conflict, reason }, review: null };
}

function reviewOf(each: ReviewedPayload): ApplicationReview {
  const checks = each.criteria.flatMap((criterion) =>
    criterion.checks.map(({ check, finding }) => [check, finding] as const),
  );
  const criteria = each.criteria.map(
    ({ criterion, verdict, score, comment, citations }) =>
      [criterion, { verdict, score, comment, citations }] as const,
  );
  return {
    conflict: each.declaration,
    documents: [],
    checks: Object.fromEntries(checks),
    criteria: Object.fromEntries(criteria),
    recommendation: each.recommendation,
    reason: each.reason,
    opinion: each.opinion,
    note: '',
    notes: {},
    falsification: each.falsification,
    suspicionCitations: each.falsification?.citations ?? [],
  };
}
