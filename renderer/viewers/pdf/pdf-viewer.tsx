import { useEffect, useMemo, useState } from 'react';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import { reasonOf, type ViewerProps } from '../evidence.ts';
import type { PageSize } from '../paged/page-layout.ts';
import { PagedReader } from '../paged/paged-reader.tsx';
import { type OpenedPdf, openPdf } from './open-pdf.ts';
import { pdfFile } from './pdf-file.ts';
import { PdfPage, type PdfTools } from './pdf-page.tsx';
import { StandInFonts } from './stand-in-fonts.ts';

interface Opened {
  readonly pdf: OpenedPdf;
  readonly first: PageSize;
}

/** A PDF in continuous pages, of which only those near the screen are drawn. */
export function PdfViewer(props: ViewerProps) {
  const { t } = useText();
  const { source, refuse } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    let wanted = true;
    const opening = open(source);
    opening.then(
      (value) => wanted && setOpened(value),
      (error: unknown) => wanted && refuse(reasonOf(error)),
    );
    return () => {
      wanted = false;
      setOpened(null);
      opening.then(
        ({ pdf }) => pdf.close(),
        () => undefined,
      );
    };
  }, [source, refuse]);
  if (opened === null) return <LoadingState label={t('viewer.opening')} rows={8} />;
  return <PdfReader {...props} opened={opened} />;
}

async function open(source: ViewerProps['source']): Promise<Opened> {
  const pdf = await openPdf(source);
  try {
    const page = await pdf.document.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    return { pdf, first: { width, height } };
  } catch {
    return { pdf, first: { width: 595, height: 842 } };
  }
}

function PdfReader(props: ViewerProps & { readonly opened: Opened }) {
  const { opened, ...shared } = props;
  const tools = useTools(opened);
  return (
    <PagedReader
      {...shared}
      file={tools.file}
      content={(slot) => <PdfPage tools={tools} {...slot} />}
    />
  );
}

function useTools(opened: Opened): PdfTools {
  const tools = useMemo(
    () => ({
      document: opened.pdf.document,
      file: pdfFile(opened.pdf, opened.first),
      fonts: new StandInFonts(),
    }),
    [opened],
  );
  useEffect(
    () => () => {
      tools.fonts.clear();
      tools.file.painter.clear();
    },
    [tools],
  );
  return tools;
}
