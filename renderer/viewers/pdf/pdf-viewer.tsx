import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import { type Passage, reasonOf, type ViewerProps } from '../evidence.ts';
import { FindBar } from '../find-bar.tsx';
import { PageField } from '../page-field.tsx';
import { ScrollRegion } from '../scroll-region.tsx';
import { selectedPassage } from '../selected-passage.ts';
import { BarButton, ViewerBar } from '../viewer-bar.tsx';
import { ZoomButtons } from '../zoom-buttons.tsx';
import type { Hit } from './find-in-pages.ts';
import { HitPainter } from './hit-painter.ts';
import { type OpenedPdf, openPdf } from './open-pdf.ts';
import type { PageSize } from './page-layout.ts';
import { PageTexts } from './page-text.ts';
import styles from './pdf.module.css';
import { PdfPage, type PdfTools } from './pdf-page.tsx';
import { StandInFonts } from './stand-in-fonts.ts';
import { useFind } from './use-find.ts';
import { type PageView, usePageView } from './use-page-view.ts';

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
  const { t } = useText();
  const { opened, goal, source } = props;
  const tools = useTools(opened);
  const pages = tools.document.numPages;
  const view = usePageView(pages, opened.first);
  const finding = useFind(tools, view.page, (hit) => void goToHit(tools, view, hit));
  const [asked, setAsked] = useState(0);
  const search = () => setAsked((count) => count + 1);
  useImperativeHandle(props.controls, () => ({ passage: () => passageIn(view), search }));
  useGoal(view, goal);
  usePageReport(view.page, props.onPage);
  const closeSearch = () => {
    setAsked(0);
    finding.setQuery('');
    view.frame.current?.focus();
  };
  return (
    <>
      <ViewerBar>
        <ZoomButtons zoom={view.zoom} fits={view.fits} onZoom={view.setZoom} />
        <PageField
          page={view.page}
          pages={pages}
          onGo={(page) => view.goTo({ page, fraction: 0 })}
        />
        <BarButton icon="search" label={t('viewer.search')} onClick={search} />
      </ViewerBar>
      {asked > 0 && <FindBar finding={finding} asked={asked} onClose={closeSearch} />}
      <ScrollRegion
        frame={view.frame}
        className={styles.frame}
        label={t('viewer.document', { name: source.name })}
        onScroll={view.onScroll}
      >
        <div
          className={styles.pages}
          style={{ height: view.layout.height, minWidth: view.layout.width }}
        >
          {view.near.map((number) => (
            <PdfPage
              key={number}
              tools={tools}
              number={number}
              scale={view.scale}
              place={view.layout.pages[number - 1]!}
              marks={props.marks.filter((mark) => mark.page === number)}
              onSize={view.onSize}
            />
          ))}
        </div>
      </ScrollRegion>
    </>
  );
}

function useTools(opened: Opened): PdfTools {
  const tools = useMemo(
    () => ({
      document: opened.pdf.document,
      texts: new PageTexts(opened.pdf.document),
      fonts: new StandInFonts(),
      painter: new HitPainter(),
    }),
    [opened],
  );
  useEffect(
    () => () => {
      tools.fonts.clear();
      tools.painter.clear();
    },
    [tools],
  );
  return tools;
}

/** Follows a goal once when it is set; later scrolling is the reader's. */
function useGoal(view: PageView, goal: Passage | null): void {
  const goTo = useRef(view.goTo);
  goTo.current = view.goTo;
  const ready = view.layout.height > 0 && view.zoom > 0;
  useEffect(() => {
    if (goal === null || !ready) return;
    const above = goal.rectangle === undefined ? 0 : Math.max(0, goal.rectangle.y - 0.1);
    goTo.current({ page: goal.page, fraction: above });
  }, [goal, ready]);
}

function usePageReport(page: number, onPage: (page: number) => void): void {
  useEffect(() => onPage(page), [page, onPage]);
}

function passageIn(view: PageView): Passage {
  const selected = view.frame.current === null ? null : selectedPassage(view.frame.current);
  return selected ?? { page: view.page };
}

/** A third of the screen above the hit stays visible. */
async function goToHit(tools: PdfTools, view: PageView, hit: Hit): Promise<void> {
  const text = await tools.texts.of(hit.page);
  const item = text.items.findLast((_, place) => text.starts[place]! <= hit.start);
  const page = await tools.document.getPage(hit.page);
  const viewport = page.getViewport({ scale: 1 });
  const [x, y] = [Number(item?.transform[4] ?? 0), Number(item?.transform[5] ?? 0)];
  const [, top] = viewport.convertToViewportPoint(x, y);
  const shown = view.layout.pages[hit.page - 1];
  const screen = view.frame.current?.clientHeight ?? 0;
  const above = shown === undefined ? 0 : screen / 3 / shown.height;
  view.goTo({ page: hit.page, fraction: (top ?? 0) / viewport.height - above });
}
