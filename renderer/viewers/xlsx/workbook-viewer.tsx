import { useEffect, useImperativeHandle, useState } from 'react';
import { useText } from '../../text.ts';
import { LoadingState } from '../../ui/state-view.tsx';
import { type Passage, reasonOf, type ViewerProps } from '../evidence.ts';
import { FindBar } from '../find-bar.tsx';
import { BarButton, ViewerBar } from '../viewer-bar.tsx';
import { loadWorkbook } from './load-workbook.ts';
import { type CellPlace, SheetGrid } from './sheet-grid.tsx';
import { columnName, type ShownSheet } from './sheet-model.ts';
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
  const { sheets, goal, source } = props;
  const [number, setNumber] = useState(1);
  const [chosen, setChosen] = useState<CellPlace | null>(null);
  useEffect(() => {
    if (goal === null) return;
    setNumber(Math.min(goal.page, sheets.length));
    setChosen(placeIn(goal));
  }, [goal, sheets]);
  const [asked, setAsked] = useState(0);
  const search = () => setAsked((count) => count + 1);
  const finding = useCellSearch(sheets, number, ({ sheet, row, column }) => {
    setNumber(sheet);
    setChosen({ row, column });
  });
  const { setQuery } = finding;
  useEffect(() => {
    if (goal?.find === undefined) return;
    setAsked((count) => count + 1);
    setQuery(goal.find);
  }, [goal, setQuery]);
  const { onPage } = props;
  useEffect(() => onPage(number), [number, onPage]);
  const sheet = sheets[number - 1]!;
  const words =
    chosen === null ? '' : (sheet.rows[chosen.row - 1]?.[chosen.column - 1]?.text ?? '');
  useImperativeHandle(props.controls, () => ({
    passage: () => passageOf(number, chosen, words),
    search,
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
        <BarButton icon="search" label={t('viewer.search')} onClick={search} />
      </ViewerBar>
      {asked > 0 && (
        <FindBar
          finding={finding}
          asked={asked}
          onClose={() => {
            setAsked(0);
            setQuery('');
          }}
        />
      )}
      <SheetGrid
        key={number}
        sheet={sheet}
        label={t('viewer.sheet', { name: source.name, sheet: sheet.name })}
        chosen={chosen}
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

function addressOf({ row, column }: CellPlace): string {
  return `${columnName(column)}${row}`;
}

/** A cell is quoted with its address before it, by which it is found again. */
function passageOf(page: number, chosen: CellPlace | null, words: string): Passage {
  if (chosen === null || words === '') return { page };
  return { page, quote: `${addressOf(chosen)} ${words}`.slice(0, 1_000) };
}

function placeIn({ quote }: Passage): CellPlace | null {
  const match = /^([A-Z]{1,3})(\d{1,7}) /.exec(quote ?? '');
  if (match === null) return null;
  const [, letters = '', row] = match;
  const column = Array.from(letters).reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
  return { row: Number(row), column };
}
