import { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import drawnPage from '../paged/drawn-page.module.css';
import type { PageSize } from '../paged/page-layout.ts';
import { giveBack, showPicture, usePicturePlace } from '../paged/page-picture.ts';
import type { PageSlot } from '../paged/paged-file.ts';
import { laySelectionFloor } from '../paged/selection-floor.ts';
import { drawPage, isVoid } from './draw-page.ts';
import styles from './pdf.module.css';
import type { PdfFile } from './pdf-file.ts';
import type { StandInFonts } from './stand-in-fonts.ts';

/** What the pages of one open document share. */
export interface PdfTools {
  readonly document: PDFDocumentProxy;
  readonly file: PdfFile;
  readonly fonts: StandInFonts;
}

type State = 'drawn' | 'void' | 'failed';

/** While somebody turns the wheel over the zoom, drawing waits for this pause. */
const settleMs = 120;

/** One page: its picture, and its text to be selected. Drawn when it comes near the screen. */
export function PdfPage(props: PageSlot & { readonly tools: PdfTools }) {
  const { t } = useText();
  const { tools, number, scale } = props;
  const [state, setState] = useState<State>('drawn');
  const page = usePage(tools.document, number, props.onSize, setState);
  const picture = usePicture(tools, page, number, scale, setState);
  const text = useTextLayer(tools, page, number);
  return (
    <>
      <div ref={picture} className={drawnPage.picture} />
      <div ref={text} className={styles.text} />
      {state !== 'drawn' && (
        <p className={drawnPage.failed}>
          {t(state === 'void' ? 'viewer.pageVoid' : 'viewer.pageFailed', { page: number })}
        </p>
      )}
    </>
  );
}

function usePage(
  document: PDFDocumentProxy,
  number: number,
  onSize: (number: number, size: PageSize) => void,
  setState: (state: State) => void,
): PDFPageProxy | null {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  useEffect(() => {
    let wanted = true;
    document.getPage(number).then(
      (found) => {
        if (!wanted) return;
        const { width, height } = found.getViewport({ scale: 1 });
        onSize(number, { width, height });
        setPage(found);
      },
      () => wanted && setState('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [document, number, onSize, setState]);
  return page;
}

/** Keeps the last picture, stretched, until the one in the right size is there. */
function usePicture(
  tools: PdfTools,
  page: PDFPageProxy | null,
  number: number,
  scale: number,
  setState: (state: State) => void,
) {
  const host = usePicturePlace<HTMLDivElement>();
  useEffect(() => () => void page?.cleanup(), [page]);
  useEffect(() => {
    const element = host.current;
    if (page === null || element === null) return;
    let cancel = () => {};
    let wanted = true;
    const draw = async () => {
      const drawing = drawPage(page, scale);
      cancel = drawing.cancel;
      await drawing.done;
      if (wanted) showPicture(element, drawing.canvas);
      else giveBack(drawing.canvas);
      return drawing.canvas;
    };
    const show = async () => {
      const canvas = await draw();
      if (!wanted) return;
      const text = await tools.file.texts.of(number);
      const nothing = text.items.length === 0 && (await isVoid(page, canvas));
      if (wanted) setState(nothing ? 'void' : 'drawn');
      const provided = await tools.fonts.provide(page, text);
      if (provided && wanted) await draw();
    };
    const wait = element.hasChildNodes() ? settleMs : 0;
    const timer = setTimeout(() => void show().catch(() => wanted && setState('failed')), wait);
    return () => {
      wanted = false;
      clearTimeout(timer);
      cancel();
    };
  }, [host, tools, page, number, scale, setState]);
  return host;
}

function useTextLayer(tools: PdfTools, page: PDFPageProxy | null, number: number) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = host.current;
    if (page === null || container === null) return;
    let layer: TextLayer | null = null;
    let hide = () => {};
    let takeFloor = () => {};
    let wanted = true;
    const write = async () => {
      const text = await tools.file.texts.of(number);
      if (!wanted) return;
      const viewport = page.getViewport({ scale: 1 });
      container.replaceChildren();
      layer = new TextLayer({ textContentSource: text.content, container, viewport });
      await layer.render();
      if (!wanted) return;
      takeFloor = laySelectionFloor(container, styles.floor ?? '');
      hide = tools.file.painter.show(number, { text, elements: layer.textDivs });
    };
    write().catch(() => undefined);
    return () => {
      wanted = false;
      layer?.cancel();
      takeFloor();
      hide();
    };
  }, [tools, page, number]);
  return host;
}
