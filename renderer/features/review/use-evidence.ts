import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/failures.ts';
import { useRaise } from '../../store/use-call.ts';
import type { EvidenceSource } from '../../viewers/evidence.ts';
import { openEvidence } from './evidence-source.ts';

type OpenedEvidence =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly document: string; readonly source: EvidenceSource };

/** The open document of an application. Each is opened once while the application is on screen. */
export function useEvidence(
  round: string,
  application: string,
  document: string | null,
  onOpened: () => void,
): OpenedEvidence & { readonly again: () => void } {
  const [opened, setOpened] = useState<ReadonlyMap<string, OpenedEvidence>>(new Map());
  const [attempt, setAttempt] = useState(0);
  const raise = useRaise();
  const present = document === null ? undefined : opened.get(document);
  const needed = document !== null && (present === undefined || present.kind === 'loading');
  useEffect(() => {
    if (document === null || !needed || attempt < 0) return;
    let wanted = true;
    const keep = (evidence: OpenedEvidence) =>
      setOpened((before) => new Map(before).set(document, evidence));
    const lost = (failure: Failure) => keep({ kind: 'failed', failure });
    openEvidence({ round, application, document }, lost).then((result) => {
      if (!wanted) return;
      if (!result.ok) return lost(result.failure);
      keep({ kind: 'ready', document, source: result.value });
      onOpened();
    }, raise);
    return () => {
      wanted = false;
    };
  }, [round, application, document, needed, attempt, onOpened, raise]);
  const again = () => {
    if (document !== null)
      setOpened((before) => new Map(before).set(document, { kind: 'loading' }));
    setAttempt((count) => count + 1);
  };
  if (document === null) return { kind: 'none', again };
  return { ...(present ?? { kind: 'loading' }), again };
}
