import { isDeepStrictEqual } from 'node:util';
import type { ResultPayload } from '../../../shared/workbook.ts';

/**
 * Whether a revision says what the signer's own one before said, but for applications from which the signer is recused since.
 * It is what a hard deadline lets through: a conflict found later leaves every aggregate.
 */
export function addsOnlyRecusals(before: ResultPayload, after: ResultPayload): boolean {
  const pairs = after.applications.map(
    (each, place) => [before.applications[place], each] as const,
  );
  const changed = pairs.filter(([one, other]) => !isDeepStrictEqual(one, other));
  return (
    before.signer.id === after.signer.id &&
    before.revision === after.revision - 1 &&
    before.applications.length === after.applications.length &&
    changed.length > 0 &&
    changed.every(
      ([one, other]) =>
        one?.application === other.application &&
        one.state === 'reviewed' &&
        other.state === 'recused',
    )
  );
}
