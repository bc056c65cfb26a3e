import type { ApplicationIndexEntry, BaseType } from '../../../shared/domain/application.ts';
import { brokenCitations } from '../../../shared/domain/document-news.ts';
import { own } from '../../../shared/domain/record.ts';
import type { Recommendation } from '../../../shared/domain/review.ts';
import { type ApplicationProgress, progress } from '../../../shared/domain/review-missing.ts';
import { applicationOf } from '../../../shared/domain/round.ts';
import { totalOf } from '../../../shared/domain/scoring.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import type { Text } from '../../text.ts';

export type Status = ApplicationProgress['status'];

/** One assigned application as the list shows it. A recused one shows its number and nothing else. */
export type ApplicationRow = RecusedRow | OpenRow;

interface RecusedRow {
  readonly recused: true;
  readonly id: string;
  readonly number: string;
  readonly baseType: BaseType;
  readonly byCenter: boolean;
}

/** A recused row has the status of its own, whatever was answered before. */
export function statusOf(row: ApplicationRow): Status {
  return row.recused ? 'recused' : row.status;
}

export interface OpenRow {
  readonly recused: false;
  readonly id: string;
  readonly number: string;
  readonly baseType: BaseType;
  /** In the reader's language. */
  readonly name: string;
  /** In every language, to be searched. */
  readonly names: string;
  readonly status: Exclude<Status, 'recused'>;
  readonly answered: number;
  readonly required: number;
  /** Hundredths of a point; `null` while nothing is scored. */
  readonly total: number | null;
  readonly recommendation: Recommendation | null;
  readonly disclosed: boolean;
  readonly falsification: boolean;
  /** Documents that a newer bundle brought, changed or took away, and that were not looked at since. */
  readonly news: number;
  /** Citations of files that are not as they were cited. */
  readonly broken: number;
}

/** The assigned applications in the order of their numbers. */
export function rowsOf(
  { detail, member, review }: Pick<ReadyReview, 'detail' | 'member' | 'review'>,
  nameOf: Text['name'],
): readonly ApplicationRow[] {
  return progress(detail.round, member, review).flatMap((each): readonly ApplicationRow[] => {
    const entry = applicationOf(detail.round, each.application);
    if (entry === undefined) return [];
    const state = own(review.applications, each.application);
    if (each.status === 'recused') {
      const byCenter = state?.conflict.state === 'recused-by-center';
      const { id, number, baseType } = entry;
      return [{ recused: true, id, number, baseType, byCenter }];
    }
    return [openRow(entry, { ...each, status: each.status }, { detail, review }, nameOf)];
  });
}

function openRow(
  { id, number, baseType, applicant }: ApplicationIndexEntry,
  { status, answered, required }: ApplicationProgress & Pick<OpenRow, 'status'>,
  { detail, review }: Pick<ReadyReview, 'detail' | 'review'>,
  nameOf: Text['name'],
): OpenRow {
  const state = own(review.applications, id);
  return {
    recused: false,
    id,
    number,
    baseType,
    name: nameOf(applicant),
    names: `${applicant.name} ${applicant.nameEn ?? ''}`,
    status,
    answered,
    required,
    total: state === undefined ? null : totalOf(detail.round.scheme, baseType, state.criteria),
    recommendation: state?.recommendation ?? null,
    disclosed: state?.conflict.state === 'disclosed',
    falsification: (state?.falsification ?? null) !== null,
    news: state?.documents.filter((each) => each.news !== null).length ?? 0,
    broken: state === undefined ? 0 : brokenCitations(state).length,
  };
}
