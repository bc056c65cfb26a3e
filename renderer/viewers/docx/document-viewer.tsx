import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import { useCitedText } from '../cited-text.ts';
import { reasonOf, type ViewerProps } from '../evidence.ts';
import { FindInElement } from '../find-in-element.tsx';
import { forwardKeys } from '../forward-keys.ts';
import { readOffice } from '../read-office.ts';
import { selectedPassage } from '../selected-passage.ts';
import { useSearchBar } from '../use-search-bar.ts';
import { useSize } from '../use-size.ts';
import { BarButton, ViewerBar } from '../viewer-bar.tsx';
import { ZoomButtons } from '../zoom-buttons.tsx';
import styles from './document.module.css';
import { drawDocument } from './draw-document.ts';

/** A Word document, drawn into a frame in which no script can run. */
export function DocumentViewer(props: ViewerProps) {
  const { t } = useText();
  const { source, goal, marks } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const place = useSize(host);
  const [wanted, setZoom] = useState<number | 'fit'>('fit');
  const bar = useSearchBar(goal?.find, frame);
  const pages = useDrawing(props, frame);
  const inside = pages === null ? null : (frame.current?.contentDocument ?? null);
  useImperativeHandle(props.controls, () => ({
    passage: () => (inside === null ? null : selectedPassage(inside.body)) ?? pageOnScreen(inside),
    search: bar.search,
    release: () => inside?.getSelection()?.removeAllRanges(),
  }));
  const zoom = wanted === 'fit' ? fittingZoom(inside, place.width) : wanted;
  useEffect(() => {
    if (inside !== null) inside.documentElement.style.setProperty('zoom', String(zoom));
  }, [inside, zoom]);
  useEffect(() => {
    if (inside !== null && goal !== null) pageOf(inside, goal.page)?.scrollIntoView();
  }, [inside, goal]);
  useCitedText(inside?.body ?? null, marks, goal);
  return (
    <>
      <ViewerBar>
        <ZoomButtons zoom={zoom} fits={wanted === 'fit'} onZoom={setZoom} />
        <BarButton icon="search" label={t('viewer.search')} onClick={bar.search} />
        {pages !== null && (
          <span className={styles.note}>{t('viewer.documentPages', { count: pages })}</span>
        )}
      </ViewerBar>
      {inside !== null && bar.shown && (
        <FindInElement
          root={inside.body}
          asked={bar.asked}
          found={goal?.find}
          onClose={bar.close}
        />
      )}
      <div ref={host} className={styles.host}>
        {pages === null && <LoadingState label={t('viewer.opening')} rows={8} />}
        <iframe
          ref={frame}
          className={pages === null ? styles.waiting : styles.frame}
          sandbox="allow-same-origin"
          srcDoc="<!doctype html>"
          title={t('viewer.document', { name: source.name })}
        />
      </div>
    </>
  );
}

/** Draws once the frame is there; how many pages came of it, `null` until then. */
function useDrawing(
  { source, refuse }: ViewerProps,
  frame: React.RefObject<HTMLIFrameElement | null>,
): number | null {
  const [pages, setPages] = useState<number | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let wanted = true;
    const draw = async () => {
      const [bytes, inside] = await Promise.all([readOffice(source), documentOf(element)]);
      if (!wanted) return;
      const count = await drawDocument(bytes, inside);
      forwardKeys(inside, element);
      if (wanted) setPages(count);
    };
    draw().catch((error: unknown) => wanted && refuse(reasonOf(error)));
    return () => {
      wanted = false;
    };
  }, [source, refuse, frame]);
  return pages;
}

/** The frame's own document, once it has taken the place of the empty one that every frame begins with. */
function documentOf(frame: HTMLIFrameElement): Promise<Document> {
  const present = frame.contentDocument;
  if (present !== null && present.URL === 'about:srcdoc' && present.readyState === 'complete') {
    return Promise.resolve(present);
  }
  return new Promise((resolve) => {
    frame.addEventListener('load', () => resolve(frame.contentDocument!), { once: true });
  });
}

function fittingZoom(inside: Document | null, width: number): number {
  const page = inside?.querySelector<HTMLElement>('[data-page]');
  if (!page || width === 0) return 1;
  const natural = page.offsetWidth;
  return natural === 0 ? 1 : Math.min(2, Math.max(0.25, (width - 40) / natural));
}

function pageOf(inside: Document, page: number): Element | null {
  return inside.querySelector(`[data-page="${page}"]`);
}

/** The page across the upper third of the frame. */
function pageOnScreen(inside: Document | null): { readonly page: number } {
  if (inside === null) return { page: 1 };
  const line = (inside.defaultView?.innerHeight ?? 0) / 3;
  const pages = [...inside.querySelectorAll<HTMLElement>('[data-page]')];
  const at = pages.findLast((page) => page.getBoundingClientRect().top <= line);
  return { page: Number(at?.dataset.page ?? 1) };
}
