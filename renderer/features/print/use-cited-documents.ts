import { useEffect, useState } from 'react';
import type { Application } from '../../../shared/domain/application.ts';
import type { ApplicationReview } from '../../../shared/domain/review.ts';
import { cites } from '../../../shared/domain/review-answer.ts';
import { call, reaching } from '../../client.ts';
import { useRaise } from '../../store/use-call.ts';

/**
 * An application's documents. They are asked for only where something is cited, since reading an application is recorded
 * as looking at it; `null` until they come.
 */
export function useCitedDocuments(
  round: string,
  application: string,
  state: ApplicationReview | undefined,
): Application['documents'] | null {
  const [documents, setDocuments] = useState<Application['documents'] | null>(null);
  const raise = useRaise();
  const isNeeded = state !== undefined && cites(state);
  useEffect(() => {
    if (!isNeeded) return;
    let wanted = true;
    reaching(() => call('applications.read', { round, application })).then((answer) => {
      if (wanted && answer.ok) setDocuments(answer.value.documents);
    }, raise);
    return () => {
      wanted = false;
    };
  }, [round, application, isNeeded, raise]);
  return documents;
}
