import { type RefObject, useState } from 'react';
import type { Citation } from '../../../shared/domain/review.ts';
import type { ViewerControls } from '../../viewers/evidence.ts';
import { criterionOf, type Desk } from './desk.ts';

interface Citing {
  /** Cites the box or selection in the open document, or its present page, for the criterion, check or suspicion at hand. */
  readonly run: () => void;
  /** The last citation made here, to say so. */
  readonly done: Citation | null;
}

/** Citing from the document that is open; nothing happens without one, or in a signed review. */
export function useCiting(
  desk: Desk,
  present: string | null,
  viewer: RefObject<ViewerControls | null>,
): Citing {
  const [done, setDone] = useState<Citation | null>(null);
  const run = () => {
    const document = desk.content?.documents.find((each) => each.id === present);
    const passage = viewer.current?.passage();
    if (document === undefined || passage === undefined || desk.frozen) return;
    const citation: Citation = {
      id: crypto.randomUUID(),
      document: document.id,
      sha256: document.sha256,
      page: passage.page,
      ...(passage.quote === undefined ? {} : { quote: passage.quote }),
      ...(passage.rectangle === undefined ? {} : { rectangle: passage.rectangle }),
      ...(desk.check === null ? {} : { check: desk.check }),
    };
    const criterion = criterionOf(desk.place);
    desk.record({ kind: 'citation.added', application: desk.entry.id, criterion, citation });
    setDone(citation);
    window.getSelection()?.removeAllRanges();
    viewer.current?.release?.();
  };
  return { run, done };
}
