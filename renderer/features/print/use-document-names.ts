import { useEffect, useState } from 'react';
import type { ApplicationReview } from '../../../shared/domain/review.ts';
import { call, reaching } from '../../client.ts';
import { useRaise } from '../../store/use-call.ts';

/**
 * The names of an application's documents by id. They are asked for only where something is cited, since reading an
 * application is recorded as looking at it; until they come, ids stand for them.
 */
export function useDocumentNames(
  round: string,
  application: string,
  state: ApplicationReview | undefined,
): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const raise = useRaise();
  const cites = Object.values(state?.criteria ?? {}).some((each) => each.citations.length > 0);
  useEffect(() => {
    if (!cites) return;
    let wanted = true;
    reaching(() => call('applications.read', { round, application })).then((answer) => {
      if (!wanted || !answer.ok) return;
      setNames(new Map(answer.value.documents.map(({ id, name }) => [id, name])));
    }, raise);
    return () => {
      wanted = false;
    };
  }, [round, application, cites, raise]);
  return names;
}
