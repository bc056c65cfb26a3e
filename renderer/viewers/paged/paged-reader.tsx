import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import type { Passage, ViewerProps } from '../evidence.ts';
import { FindBar } from '../find-bar.tsx';
import { PageField } from '../page-field.tsx';
import { ScrollRegion } from '../scroll-region.tsx';
import { selectedPassage } from '../selected-passage.ts';
import { useSearchBar } from '../use-search-bar.ts';
import { BarButton, ViewerBar } from '../viewer-bar.tsx';
import { ZoomButtons } from '../zoom-buttons.tsx';
import type { Hit } from './find-in-pages.ts';
import { PageSheet } from './page-sheet.tsx';
import styles from './paged.module.css';
import type { PagedFile, PageSlot } from './paged-file.ts';
import { itemAt } from './piece-text.ts';
import { SidePanel } from './side-panel.tsx';
import { type Turns, turned, turnedOn } from './turning.ts';
import { type BoxPicking, type PickedBox, useBox } from './use-box.ts';
import { useFind } from './use-find.ts';
import { type PageView, usePageView } from './use-page-view.ts';

interface ReaderProps extends ViewerProps {
  readonly file: PagedFile;
  readonly content: (slot: PageSlot) => React.ReactNode;
  /** Something to be said about the document as a whole. */
  readonly note?: string | null;
}

/** Continuous pages of which only those near the screen are drawn, with everything that is done with pages. */
export function PagedReader(props: ReaderProps) {
  const { t } = useText();
  const { file, goal, note = null } = props;
  const [turns, setTurns] = useState<Turns>(0);
  const [aside, setAside] = useState(false);
  const view = usePageView(file.pages, file.first, turns % 2 === 1);
  const box = useBox(view.frame, view.page);
  const finding = useFind(file, view.page, goal, (hit) => void goToHit(file, view, turns, hit));
  const bar = useSearchBar(goal?.find, view.frame);
  useImperativeHandle(props.controls, () => ({
    passage: () => box.passage() ?? passageIn(view),
    search: bar.search,
    release: box.release,
  }));
  useShortcuts([
    {
      keys: 'B',
      label: t('viewer.boxKey'),
      place: t('common.keys.evidence'),
      run: () => startBox(box, view),
    },
  ]);
  useGoal(view, goal, turns);
  usePageReport(view.page, props.onPage);
  const closeSearch = () => {
    bar.close();
    finding.setQuery('');
  };
  return (
    <>
      <ViewerBar>
        <BarButton
          icon="panel"
          label={t('viewer.sidePanel')}
          pressed={aside}
          onClick={() => setAside(!aside)}
        />
        <PageTools file={file} view={view} onTurn={() => setTurns(turnedOn(turns))} />
        <BarButton
          icon="box"
          label={t('viewer.box')}
          pressed={box.active}
          onClick={() => startBox(box, view)}
        />
        <BarButton icon="search" label={t('viewer.search')} onClick={bar.search} />
      </ViewerBar>
      {note !== null && <p className={styles.note}>{note}</p>}
      {bar.shown && <FindBar finding={finding} asked={bar.asked} onClose={closeSearch} />}
      <BoxHint box={box} />
      <div className={styles.body}>
        {aside && (
          <SidePanel
            file={file}
            page={view.page}
            onGo={(page) => view.goTo({ page, fraction: 0 })}
          />
        )}
        <ScrollRegion
          frame={view.frame}
          className={box.active ? `${styles.frame} ${styles.boxing}` : styles.frame}
          label={t('viewer.document', { name: props.source.name })}
          onScroll={view.onScroll}
        >
          <Pages {...props} view={view} turns={turns} picked={box.picked} />
        </ScrollRegion>
      </div>
    </>
  );
}

function PageTools(props: {
  readonly file: PagedFile;
  readonly view: PageView;
  readonly onTurn: () => void;
}) {
  const { t } = useText();
  const { view } = props;
  return (
    <>
      <ZoomButtons zoom={view.zoom} fits={view.fits} onZoom={view.setZoom} />
      <BarButton icon="rotate" label={t('viewer.rotate')} onClick={props.onTurn} />
      <PageField
        page={view.page}
        pages={props.file.pages}
        onGo={(page) => view.goTo({ page, fraction: 0 })}
      />
    </>
  );
}

/** What can be done with the box, while there is one to be drawn. */
export function BoxHint({ box }: { readonly box: BoxPicking }) {
  const { t } = useText();
  if (!box.active) return null;
  return (
    <p className={styles.note} role="status">
      {t(box.picked === null ? 'viewer.boxHint' : 'viewer.boxReady')}
    </p>
  );
}

function Pages(
  props: ReaderProps & {
    readonly view: PageView;
    readonly turns: Turns;
    readonly picked: PickedBox | null;
  },
) {
  const { view, picked } = props;
  const { layout, onSize } = view;
  return (
    <div className={styles.pages} style={{ height: layout.height, minWidth: layout.width }}>
      {view.near.map((number) => (
        <PageSheet
          key={number}
          number={number}
          place={layout.pages[number - 1]!}
          scale={layout.pages[number - 1]!.scale}
          turns={props.turns}
          marks={props.marks.filter((mark) => mark.page === number)}
          goal={props.goal}
          box={picked?.page === number ? picked.rectangle : null}
        >
          {props.content({ number, scale: layout.pages[number - 1]!.scale, onSize })}
        </PageSheet>
      ))}
    </div>
  );
}

function startBox(box: BoxPicking, view: PageView): void {
  box.toggle();
  view.frame.current?.focus({ preventScroll: true });
}

/** Follows a goal once when it is set; later scrolling is the reader's. */
function useGoal(view: PageView, goal: Passage | null, turns: Turns): void {
  const latest = useRef({ goTo: view.goTo, turns });
  latest.current = { goTo: view.goTo, turns };
  const ready = view.layout.height > 0 && view.zoom > 0;
  useEffect(() => {
    if (goal === null || !ready) return;
    const seen = goal.rectangle === undefined ? null : turned(goal.rectangle, latest.current.turns);
    const above = seen === null ? 0 : Math.max(0, seen.y - 0.1);
    latest.current.goTo({ page: goal.page, fraction: above });
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
async function goToHit(file: PagedFile, view: PageView, turns: Turns, hit: Hit): Promise<void> {
  const text = await file.texts.of(hit.page);
  const height = await file.heightOf(hit.page, itemAt(text, hit.start));
  const seen = turned({ x: 0, y: height, width: 0, height: 0 }, turns);
  const shown = view.layout.pages[hit.page - 1];
  const screen = view.frame.current?.clientHeight ?? 0;
  const above = shown === undefined ? 0 : screen / 3 / shown.height;
  view.goTo({ page: hit.page, fraction: seen.y - above });
}
