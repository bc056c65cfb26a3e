import { useEffect, useState } from 'react';
import { type EvidenceSource, reasonOf, type ViewerProps } from './evidence.ts';

/** A file that a viewer opens from evidence: `null` until it is open; closed when the viewer goes or gets other evidence. */
export function useOpened<F extends { readonly close: () => void }>(
  { source, refuse }: ViewerProps,
  open: (source: EvidenceSource) => Promise<F>,
): F | null {
  const [file, setFile] = useState<F | null>(null);
  useEffect(() => {
    let wanted = true;
    const opening = open(source);
    opening.then(
      (value) => wanted && setFile(value),
      (error: unknown) => wanted && refuse(reasonOf(error)),
    );
    return () => {
      wanted = false;
      setFile(null);
      opening.then(
        (opened) => opened.close(),
        () => undefined,
      );
    };
  }, [source, refuse, open]);
  return file;
}
