import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { ExpertEvent } from '../../shared/schema.ts';

/** What the review screen would record of one application: everything met with 80 points. */
export function answersTo(
  application: string,
  baseType: 'work' | 'overseas',
): readonly ExpertEvent[] {
  const criteria = criteriaOf(baseType).flatMap(({ id, checks }): readonly ExpertEvent[] => [
    ...checks.map(
      (one): ExpertEvent => ({ kind: 'check.found', application, check: one.id, finding: 'met' }),
    ),
    { kind: 'criterion.judged', application, criterion: id, verdict: 'met' },
    { kind: 'criterion.scored', application, criterion: id, score: 80 },
  ]);
  return [
    ...criteria,
    { kind: 'application.recommended', application, recommendation: 'approve', reason: '' },
    { kind: 'opinion.written', application, opinion: '材料齐全，同意。' },
  ];
}
