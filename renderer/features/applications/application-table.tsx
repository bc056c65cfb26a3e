import { useEffect, useRef } from 'react';
import { go } from '../../router.ts';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { SortedHeading } from '../../ui/sorted-heading.tsx';
import { RowGap, useVirtualRows } from '../../ui/virtual-rows.tsx';
import { ApplicationLine, GroupLine } from './application-line.tsx';
import type { ApplicationRow } from './application-rows.ts';
import styles from './applications.module.css';
import type { Group, ListView, SortKey } from './list-view.ts';

type Line =
  | { readonly kind: 'group'; readonly key: string; readonly group: Group }
  | { readonly kind: 'row'; readonly key: string; readonly row: ApplicationRow };

const columns = 6;

/** The arranged applications as one table of which only the visible part is drawn. */
export function ApplicationTable(props: {
  readonly round: string;
  readonly groups: readonly Group[];
  readonly sort: ListView['sort'];
  readonly onSort: (sort: ListView['sort']) => void;
}) {
  const { t } = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  const lines = props.groups.flatMap(linesOf);
  const rows = useVirtualRows(
    body,
    lines.map((line) => line.key),
    (index) => (lines[index]?.kind === 'group' ? 52 : 43),
  );
  useListKeys(body, lines, rows.show, props.round);
  return (
    <table className={styles.table} aria-rowcount={lines.length + 1}>
      <caption className="visually-hidden">{t('applications.title')}</caption>
      <Head sort={props.sort} onSort={props.onSort} />
      <tbody ref={body}>
        <RowGap height={rows.above} columns={columns} />
        {rows.shown.map(({ index, measure }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const place = { 'data-index': index, 'aria-rowindex': index + 2, ref: measure };
          return line.kind === 'group' ? (
            <GroupLine key={line.key} place={place} group={line.group} columns={columns} />
          ) : (
            <ApplicationLine key={line.key} place={place} round={props.round} row={line.row} />
          );
        })}
        <RowGap height={rows.below} columns={columns} />
      </tbody>
    </table>
  );
}

function linesOf(group: Group): readonly Line[] {
  const rows = group.rows.map((row): Line => ({ kind: 'row', key: row.id, row }));
  if (group.kind === 'none') return rows;
  const key = `group ${group.kind === 'type' ? group.type : group.status}`;
  return [{ kind: 'group', key, group }, ...rows];
}

/** J and K go from one application to the next, also to those that are not drawn yet. */
function useListKeys(
  body: React.RefObject<HTMLElement | null>,
  lines: readonly Line[],
  show: (index: number) => void,
  round: string,
): void {
  const { t } = useText();
  const wanted = useRef<number | null>(null);
  const last = useRef<string | null>(null);
  const linkAt = (index: number) =>
    body.current?.querySelector<HTMLAnchorElement>(`[data-index="${index}"] a[data-row]`) ?? null;
  useEffect(() => {
    if (wanted.current === null) return;
    const link = linkAt(wanted.current);
    if (link === null) return;
    wanted.current = null;
    link.focus();
  });
  const move = (by: 1 | -1) => {
    let index = wanted.current ?? focusedIn(lines, last.current) ?? (by === 1 ? -1 : lines.length);
    do index += by;
    while (lines[index] !== undefined && !opens(lines[index]));
    const line = lines[index];
    if (line === undefined) return;
    last.current = line.key;
    show(index);
    const link = linkAt(index);
    if (link === null) wanted.current = index;
    else link.focus();
  };
  useShortcuts([
    { keys: 'J', label: t('applications.keys.next'), run: () => move(1) },
    { keys: 'K', label: t('applications.keys.previous'), run: () => move(-1) },
    { keys: 'F', label: t('applications.keys.finish'), run: () => go({ screen: 'finish', round }) },
  ]);
}

/** The row with the focus, else the `last` one: when it is scrolled away it is not drawn any more and loses the focus. */
function focusedIn(lines: readonly Line[], last: string | null): number | null {
  const here = document.activeElement?.closest('[data-index]')?.getAttribute('data-index');
  if (here != null) return Number(here);
  const known = lines.findIndex(({ key }) => key === last);
  return known === -1 ? null : known;
}

function opens(line: Line | undefined): boolean {
  return line?.kind === 'row' && !line.row.recused;
}

const labels = {
  number: 'number',
  name: 'applicant',
  status: 'state',
  progress: 'progress',
  total: 'total',
} as const;

/** The columns; those with an order are buttons, and the one in use says its direction. */
function Head(props: {
  readonly sort: ListView['sort'];
  readonly onSort: (sort: ListView['sort']) => void;
}) {
  const { t } = useText();
  const { by, descending } = props.sort;
  const sorted = (key: SortKey) => (
    <SortedHeading
      label={t(`applications.${labels[key]}`)}
      direction={key === by ? (descending ? 'descending' : 'ascending') : 'none'}
      className={styles[key]}
      // A total or a progress is looked at from its top first.
      onSort={() =>
        props.onSort({ by: key, descending: key === by ? !descending : key === 'total' })
      }
    />
  );
  return (
    <thead>
      <tr>
        {sorted('number')}
        {sorted('name')}
        {sorted('status')}
        {sorted('progress')}
        {sorted('total')}
        <th className={styles.recommendation}>{t('applications.recommendation')}</th>
      </tr>
    </thead>
  );
}
