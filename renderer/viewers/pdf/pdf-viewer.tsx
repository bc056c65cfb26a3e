import { useEffect, useMemo, useState } from 'react';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import { reasonOf, type ViewerProps } from '../evidence.ts';
import { PagedReader } from '../paged/paged-reader.tsx';
import { type OpenedPdf, openPdf } from './open-pdf.ts';
import { pdfFile } from './pdf-file.ts';
import { PdfPage, type PdfTools } from './pdf-page.tsx';
import { StandInFonts } from './stand-in-fonts.ts';

/** A PDF in continuous pages, of which only those near the screen are drawn. */
export function PdfViewer(props: ViewerProps) {
  const { t } = useText();
  const { source, refuse } = props;
  const [pdf, setPdf] = useState<OpenedPdf | null>(null);
  useEffect(() => {
    const left = new AbortController();
    openPdf(source, left.signal).then(
      (opened) => !left.signal.aborted && setPdf(opened),
      (error: unknown) => !left.signal.aborted && refuse(reasonOf(error)),
    );
    return () => {
      setPdf(null);
      left.abort();
    };
  }, [source, refuse]);
  if (pdf === null) return <LoadingState label={t('viewer.opening')} rows={8} />;
  return <PdfReader {...props} pdf={pdf} />;
}

function PdfReader(props: ViewerProps & { readonly pdf: OpenedPdf }) {
  const { pdf, ...shared } = props;
  const tools = useTools(pdf);
  return (
    <PagedReader
      {...shared}
      file={tools.file}
      content={(slot) => <PdfPage tools={tools} {...slot} />}
    />
  );
}

function useTools(pdf: OpenedPdf): PdfTools {
  const tools = useMemo(
    () => ({
      document: pdf.document,
      file: pdfFile(pdf),
      fonts: new StandInFonts(),
    }),
    [pdf],
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
