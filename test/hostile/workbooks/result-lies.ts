import type { ResultPayload } from '../../../shared/workbook.ts';

type Reviewed = Extract<ResultPayload['applications'][number], { state: 'reviewed' }>;
type Criterion = Reviewed['criteria'][number];

/** A hash of nothing that is there. */
export const OTHER = '5'.repeat(64);

/** The payload with another first application. */
export function withFirst(
  payload: ResultPayload,
  change: (one: Reviewed) => object,
): ResultPayload {
  const [first, ...rest] = payload.applications;
  if (first?.state !== 'reviewed') throw new Error('the first application is reviewed');
  return { ...payload, applications: [{ ...first, ...change(first) } as Reviewed, ...rest] };
}

/** Another first criterion of the first application. */
export function withCriterion(
  payload: ResultPayload,
  change: Partial<Criterion>,
  total: number,
): ResultPayload {
  return withFirst(payload, ({ criteria: [first, ...rest] }) => ({
    criteria: [{ ...first, ...change }, ...rest],
    total,
  }));
}

/** A recusal from the first application that nobody declared. */
export function recusedBy(by: 'center' | 'expert'): ResultPayload['applications'][number] {
  return { state: 'recused', application: 'w1', number: '01', by, conflict: 'family', reason: '' };
}
