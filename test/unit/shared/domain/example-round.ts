import type { ApplicationIndexEntry, BaseType } from '../../../../shared/domain/application.ts';
import { check, criteriaOf } from '../../../../shared/domain/catalogue/catalogue.ts';
import type { CheckId, CriterionId } from '../../../../shared/domain/catalogue/criterion.ts';
import type { ConflictState } from '../../../../shared/domain/conflict.ts';
import type { ExpertResult } from '../../../../shared/domain/consolidation.ts';
import type { PanelMember } from '../../../../shared/domain/panel.ts';
import type {
  ApplicationReview,
  CriterionReview,
  Finding,
  Recorded,
  ReviewEvent,
} from '../../../../shared/domain/review.ts';
import type { Round } from '../../../../shared/domain/round.ts';
import { defaultScheme, defaultSettings } from '../../../../shared/domain/scheme.ts';

/** A round that can be issued: five members, `e1` the chair, and one application of each type, assigned to all. */
export const exampleRound: Round = {
  id: '2026-A',
  kind: 'accreditation',
  title: '2026 年首都海智基地评审',
  year: 2026,
  deadline: { at: '2026-11-30T18:00:00+08:00', hard: false },
  scheme: defaultScheme(),
  settings: defaultSettings(),
  panel: {
    id: 'panel-1',
    name: '第一专家组',
    members: [1, 2, 3, 4, 5].map((place) => exampleMember(place)),
    recusals: [],
  },
  applications: [
    entry('w', '01', 'work'),
    entry('f', '02', 'offshore'),
    entry('o', '03', 'overseas'),
    entry('c', '04', 'community'),
  ],
};

/** Member number `place`, `e1`…; the first is the chair. */
export function exampleMember(place: number): PanelMember {
  return {
    id: `e${place}`,
    role: place === 1 ? 'chair' : 'expert',
    code: `E${place}`,
    profile: {
      name: `专家${place}`,
      organisation: `某大学${place}`,
      email: `expert${place}@example.org`,
      fields: [],
      affiliations: [],
    },
    assigned: ['w', 'f', 'o', 'c'],
  };
}

/** An index entry without people or partners. */
export function entry(id: string, number: string, baseType: BaseType): ApplicationIndexEntry {
  return {
    id,
    number,
    baseType,
    applicant: { name: `申请单位${number}`, country: 'CN', legalPerson: true },
    people: [],
    partners: [],
  };
}

/** The same round with a recusal that the center set. */
export function withRecusal(round: Round, member: string, application: string): Round {
  const recusals = [
    ...round.panel.recusals,
    { member, application, conflict: 'employment' } as const,
  ];
  return { ...round, panel: { ...round.panel, recusals } };
}

/** Numbers events from 1, a minute apart. */
export function record<E>(events: readonly E[]): readonly Recorded<E>[] {
  return events.map((event, index) => ({
    seq: index + 1,
    at: `2026-11-10T08:${String(index % 60).padStart(2, '0')}:00Z`,
    event,
  }));
}

/** Everything one application needs: declared `none`, all checks and criteria met with 80 points, approved. */
export function completeAnswers(application: string, baseType: BaseType): readonly ReviewEvent[] {
  const criteria = criteriaOf(baseType).flatMap((one): readonly ReviewEvent[] => [
    ...one.checks.map(
      ({ id }): ReviewEvent => ({ kind: 'check.found', application, check: id, finding: 'met' }),
    ),
    { kind: 'criterion.judged', application, criterion: one.id, verdict: 'met' },
    { kind: 'criterion.scored', application, criterion: one.id, score: 80 },
  ]);
  return [
    { kind: 'conflict.declared', application, declaration: { state: 'none' } },
    ...criteria,
    { kind: 'application.recommended', application, recommendation: 'approve', reason: '' },
    { kind: 'opinion.written', application, opinion: '同意认定。' },
  ];
}

/** A review with these scores for the type's criteria in order; `null` is a criterion that does not apply. */
export function reviewWith(
  baseType: BaseType,
  scores: readonly (number | null)[],
  changes: Partial<ApplicationReview> = {},
): ApplicationReview {
  const criteria = criteriaOf(baseType).map(({ id }, index) => [id, judged(scores[index] ?? null)]);
  return {
    conflict: { state: 'none' },
    documents: [],
    checks: {},
    criteria: Object.fromEntries(criteria) as Record<CriterionId, CriterionReview>,
    recommendation: 'approve',
    reason: '',
    opinion: '同意认定。',
    note: '',
    notes: {},
    falsification: null,
    suspicionCitations: [],
    ...changes,
  };
}

/** Findings for some checks; throws for a check that the catalogue does not hold. */
export function findingsOf(found: Readonly<Record<CheckId, Finding>>) {
  for (const id of Object.keys(found)) {
    if (check(id) === undefined) throw new Error(`no check ${id}`);
  }
  return found;
}

function judged(score: number | null): CriterionReview {
  const verdict = score === null ? 'not-applicable' : 'met';
  return { verdict, score, comment: '', citations: [] };
}

/** The first workbook of an expert with reviews of some applications. */
export function resultOf(
  expert: string,
  reviews: Readonly<Record<string, ApplicationReview>>,
  changes: Partial<ExpertResult> = {},
): ExpertResult {
  const applications = Object.entries(reviews).map(([id, review]) => [
    id,
    { declaration: declarationOf(review.conflict), review: isOpen(review) ? review : null },
  ]);
  return {
    expert,
    revision: 1,
    workbook: `${expert}-1`,
    parent: null,
    applications: Object.fromEntries(applications) as ExpertResult['applications'],
    ...changes,
  };
}

function isOpen({ conflict }: ApplicationReview): boolean {
  return conflict.state === 'none' || conflict.state === 'disclosed';
}

function declarationOf(conflict: ConflictState) {
  if (conflict.state === 'undeclared') throw new Error('a signed review has no undeclared rows');
  if (conflict.state === 'recused-by-center') return { state: conflict.state };
  return conflict;
}
