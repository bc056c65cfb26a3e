import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import { reasonOf, type ViewerProps } from '../evidence.ts';
import { FindBar } from '../find-bar.tsx';
import { useSearchBar } from '../use-search-bar.ts';
import { BarButton, ViewerBar } from '../viewer-bar.tsx';
import { addressOf, passageOf, placeIn } from './cell-address.ts';
import { loadWorkbook } from './load-workbook.ts';
import { SheetGrid } from './sheet-grid.tsx';
import { type CellPlace, holderOf, type ShownSheet } from './sheet-model.ts';
import { useCellSearch } from './use-cell-search.ts';
import styles from './workbook.module.css';

/** A workbook as values in a grid, sheet by sheet; the chosen cell in full above it. */
export function WorkbookViewer(props: ViewerProps) {
  const { t } = useText();
  const { source, refuse } = props;
  const [sheets, setSheets] = useState<readonly ShownSheet[] | null>(null);
  useEffect(() => {
    let wanted = true;
    loadWorkbook(source).then(
      (value) => wanted && setSheets(value),
      (error: unknown) => wanted && refuse(reasonOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [source, refuse]);
  if (sheets === null) return <LoadingState label={t('viewer.opening')} rows={8} />;
  return <Sheets {...props} sheets={sheets} />;
}

function Sheets(props: ViewerProps & { readonly sheets: readonly ShownSheet[] }) {
  const { t } = useText();
  const { sheets, goal, source, marks } = props;
  const [number, setNumber] = useState(1);
  const [chosen, setChosen] = useState<CellPlace | null>(null);
  useEffect(() => {
    if (goal === null) return;
    const page = Math.min(goal.page, sheets.length);
    setNumber(page);
    setChosen(placeIn(goal.quote, sheets[page - 1]!.name));
  }, [goal, sheets]);
  const frame = useRef<HTMLElement>(null);
  const bar = useSearchBar(goal?.find, frame);
  const finding = useCellSearch(sheets, number, goal, ({ sheet, row, column }) => {
    setNumber(sheet);
    setChosen({ row, column });
  });
  const { onPage } = props;
  useEffect(() => onPage(number), [number, onPage]);
  const sheet = sheets[number - 1]!;
  const words = wordsIn(sheet, chosen);
  const cited = useMemo(
    () =>
      marks
        .filter(({ page }) => page === number)
        .map(({ quote }) => placeIn(quote, sheet.name))
        .filter((place) => place !== null),
    [marks, number, sheet],
  );
  useImperativeHandle(props.controls, () => ({
    passage: () => passageOf(number, sheet.name, chosen, words),
    search: bar.search,
  }));
  return (
    <>
      <ViewerBar>
        {chosen === null ? (
          <span className={styles.hint}>{t('viewer.chooseCell')}</span>
        ) : (
          <span className={styles.address}>{addressOf(chosen)}</span>
        )}
        <output className={styles.words} title={words}>
          {words}
        </output>
        <BarButton icon="search" label={t('viewer.search')} onClick={bar.search} />
      </ViewerBar>
      {bar.shown && (
        <FindBar
          finding={finding}
          asked={bar.asked}
          onClose={() => {
            bar.close();
            finding.setQuery('');
          }}
        />
      )}
      <SheetGrid
        key={number}
        frame={frame}
        sheet={sheet}
        label={t('viewer.sheet', { name: source.name, sheet: sheet.name })}
        chosen={chosen}
        cited={cited}
        onChoose={setChosen}
      />
      <SheetTabs
        sheets={sheets}
        present={number}
        onChoose={(sheet) => {
          setNumber(sheet);
          setChosen(null);
        }}
      />
    </>
  );
}

/** What a chosen cell says, wherever in a merged area it lies. */
function wordsIn(sheet: ShownSheet, chosen: CellPlace | null): string {
  if (chosen === null) return '';
  const { row, column } = holderOf(sheet, chosen);
  return sheet.rows[row - 1]?.[column - 1]?.text ?? '';
}

function SheetTabs(props: {
  readonly sheets: readonly ShownSheet[];
  readonly present: number;
  readonly onChoose: (sheet: number) => void;
}) {
  const { t } = useText();
  return (
    <div className={styles.tabs} role="tablist" aria-label={t('viewer.sheets')}>
      {props.sheets.map((each, index) => (
        <button
          key={each.name}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={index + 1 === props.present}
          onClick={() => props.onChoose(index + 1)}
        >
          {each.name}
        </button>
      ))}
    </div>
  );
}
