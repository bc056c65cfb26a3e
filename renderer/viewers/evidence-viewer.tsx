import { useCallback, useState } from 'react';
import { assertNever } from '../../shared/result.ts';
import { DocumentViewer } from './docx/document-viewer.tsx';
import type { EvidenceSource, Mark, Passage, RefusalReason, ViewerControls } from './evidence.ts';
import { ImageViewer } from './image/image-viewer.tsx';
import { OfdViewer } from './ofd/ofd-viewer.tsx';
import { PdfViewer } from './pdf/pdf-viewer.tsx';
import { RefusedDocument } from './refused-document.tsx';
import { TextViewer } from './text/text-viewer.tsx';
import { TiffViewer } from './tiff/tiff-viewer.tsx';
import { ViewerBoundary } from './viewer-boundary.tsx';
import { viewerOf } from './viewer-kind.ts';
import styles from './viewers.module.css';
import { WorkbookViewer } from './xlsx/workbook-viewer.tsx';

/**
 * Shows one document of an applicant, whatever it is. Documents are hostile: each kind is read by its own viewer,
 * with limits, without scripts and without a way to the app; what cannot be shown says why and offers a copy.
 * Give it a `key` per document.
 */
export function EvidenceViewer(props: {
  readonly source: EvidenceSource;
  readonly goal?: Passage | null;
  readonly marks?: readonly Mark[];
  readonly controls?: React.Ref<ViewerControls>;
  /** Called with the page that is read, whenever it becomes another one. */
  readonly onPage?: (page: number) => void;
  /** Takes a copy in clear; shown where the document cannot be. */
  readonly copy?: React.ReactNode;
}) {
  const { source, goal = null, marks = [], controls, copy, onPage = ignore } = props;
  const [refused, setRefused] = useState<RefusalReason | null>(null);
  const refuse = useCallback((reason: RefusalReason) => setRefused(reason), []);
  const kind = viewerOf(source.mediaType);
  const reason = kind === 'none' ? 'unknown-type' : refused;
  const shared = { source, goal, marks, controls: controls ?? null, onPage, refuse };
  return (
    <div className={styles.viewer}>
      {reason === null && kind !== 'none' ? (
        <ViewerBoundary onError={refuse}>{viewer(kind, shared)}</ViewerBoundary>
      ) : (
        <RefusedDocument source={source} reason={reason ?? 'damaged'} copy={copy} />
      )}
    </div>
  );
}

function viewer(
  kind: Exclude<ReturnType<typeof viewerOf>, 'none'>,
  props: React.ComponentProps<typeof PdfViewer>,
): React.ReactNode {
  switch (kind) {
    case 'pdf':
      return <PdfViewer {...props} />;
    case 'ofd':
      return <OfdViewer {...props} />;
    case 'tiff':
      return <TiffViewer {...props} />;
    case 'image':
      return <ImageViewer {...props} />;
    case 'document':
      return <DocumentViewer {...props} />;
    case 'workbook':
      return <WorkbookViewer {...props} />;
    case 'text':
      return <TextViewer {...props} />;
    default:
      return assertNever(kind);
  }
}

function ignore(): void {}
