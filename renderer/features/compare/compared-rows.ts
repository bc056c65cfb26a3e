import type { Criterion } from '../../../shared/domain/catalogue/criterion.ts';
import { allowsReview, isRecused } from '../../../shared/domain/conflict.ts';
import { compareNumbers } from '../../../shared/domain/order.ts';
import { own } from '../../../shared/domain/record.ts';
import type { ApplicationReview, CriterionReview } from '../../../shared/domain/review.ts';
import { blankCriterion } from '../../../shared/domain/review-answer.ts';
import { applicationOf, assignmentOf } from '../../../shared/domain/round.ts';
import { countedScore } from '../../../shared/domain/scoring.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import type { Text } from '../../text.ts';

/** What one said of a criterion in one application; of a recused one its number and nothing else. */
export type ComparedRow =
  | { readonly recused: true; readonly id: string; readonly number: string }
  | {
      readonly recused: false;
      readonly id: string;
      readonly number: string;
      readonly name: string;
      readonly declared: boolean;
      readonly checks: ApplicationReview['checks'];
      readonly judged: CriterionReview;
    };

/** The assigned applications of the criterion's type, in the order of their numbers. */
export function comparedRows(
  { detail, member, review }: Pick<ReadyReview, 'detail' | 'member' | 'review'>,
  criterion: Criterion,
  nameOf: Text['name'],
): readonly ComparedRow[] {
  return assignmentOf(detail.round, member).flatMap((id): readonly ComparedRow[] => {
    const entry = applicationOf(detail.round, id);
    const state = own(review.applications, id);
    if (entry?.baseType !== criterion.baseType || state === undefined) return [];
    const { number } = entry;
    if (isRecused(state.conflict)) return [{ recused: true, id, number }];
    return [
      {
        recused: false,
        id,
        number,
        name: nameOf(entry.applicant),
        declared: allowsReview(state.conflict),
        checks: state.checks,
        judged: own(state.criteria, criterion.id) ?? blankCriterion,
      },
    ];
  });
}

export interface RowOrder {
  readonly by: 'number' | 'score';
  readonly descending: boolean;
}

/** By number, or by score with the unscored and the recused ones last. */
export function orderedRows(
  rows: readonly ComparedRow[],
  { by, descending }: RowOrder,
): readonly ComparedRow[] {
  const turn = descending ? -1 : 1;
  const scoreOf = (row: ComparedRow) => (row.recused ? null : countedScore(row.judged));
  return rows.toSorted((a, b) => {
    const number = compareNumbers(a.number, b.number);
    if (by === 'number') return turn * number;
    const [left, right] = [scoreOf(a), scoreOf(b)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null) || number;
    }
    return turn * (left - right) || number;
  });
}
