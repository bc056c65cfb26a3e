import { type KeyboardEvent, useRef, useState } from 'react';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { go } from '../../router.ts';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { LeaningRow } from './leaning-row.tsx';
import { MatrixHead } from './matrix-head.tsx';
import { moveFor } from './matrix-keys.ts';
import { MatrixLine } from './matrix-line.tsx';
import { type MatrixGroup, type MatrixRow, unfold } from './matrix-rows.ts';
import type { PanelDesk } from './panel-desk.ts';
import styles from './scores.module.css';

const nothing: ReadonlySet<string> = new Set();
/** Rows of a real table that open: the ARIA Authoring Practices put the role on the table itself. */
const treegrid = { role: 'treegrid' };

/** Applications × experts as a tree table: a line opens into its criteria, a criterion into checks and comments. */
export function Matrix(props: {
  readonly desk: PanelDesk;
  readonly groups: readonly MatrixGroup[];
}) {
  const { t, local } = useText();
  const { desk, groups } = props;
  const table = useRef<HTMLTableElement>(null);
  const [open, setOpen] = useState(nothing);
  const [active, setActive] = useState('');
  const unfolded = groups.map(({ baseType, rows }) => ({
    baseType,
    rows: rows.flatMap((row) => unfold(desk, row, open)),
  }));
  const rows = unfolded.flatMap((group) => group.rows);
  const current = rows.find((row) => row.key === active) ?? rows[0];

  const focus = (key: string) => {
    setActive(key);
    const line = table.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`);
    line?.focus();
  };
  const toggle = (key: string) =>
    setOpen(new Set(open.has(key) ? [...open].filter((each) => each !== key) : [...open, key]));
  const press = (pressed: string): boolean => {
    const move = moveFor(pressed, rows, current?.key ?? '', open);
    if (move?.kind === 'go') focus(move.key);
    else if (move !== null) toggle(move.key);
    return move !== null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const onLine = target.dataset.line !== undefined;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (onLine && press(event.key)) event.preventDefault();
  };
  useMatrixShortcuts(desk, current, press);
  return (
    <table
      ref={table}
      className={styles.matrix}
      {...treegrid}
      aria-label={t('chair.scores.table')}
      data-experts={crowd(desk.round.panel.members.length)}
      onKeyDown={onKeyDown}
    >
      <MatrixHead round={desk.round} />
      {unfolded.map((group) => (
        <tbody key={group.baseType}>
          <tr className={styles.group}>
            <td colSpan={8 + desk.round.panel.members.length}>
              <span className={styles.groupName}>
                {local(baseTypeFacts[group.baseType].name)}
                <span className={styles.aside}>{local(baseTypeFacts[group.baseType].article)}</span>
              </span>
            </td>
          </tr>
          {group.rows.map((row) => (
            <MatrixLine
              key={row.key}
              desk={desk}
              row={row}
              open={open.has(row.key)}
              current={row.key === current?.key}
              onFocus={() => setActive(row.key)}
              onToggle={() => toggle(row.key)}
            />
          ))}
        </tbody>
      ))}
      <LeaningRow desk={desk} />
    </table>
  );
}

/** How narrow the columns of the experts have to be for 15 of them to fit beside the figures. */
function crowd(members: number): 'few' | 'many' | 'most' {
  if (members <= 8) return 'few';
  return members <= 11 ? 'many' : 'most';
}

function useMatrixShortcuts(
  desk: PanelDesk,
  current: MatrixRow | undefined,
  press: (key: string) => boolean,
): void {
  const { t } = useText();
  const visit = (part: string) => {
    if (current === undefined) return;
    const row = current.kind === 'application' ? current : current.parent;
    go({ screen: 'chair', round: desk.round.id, part, application: row.key });
  };
  useShortcuts([
    { keys: 'J', label: t('chair.keys.nextLine'), run: () => press('ArrowDown') },
    { keys: 'K', label: t('chair.keys.previousLine'), run: () => press('ArrowUp') },
    { keys: 'O', label: t('chair.keys.open'), run: () => press('Enter') },
    { keys: 'F', label: t('chair.keys.flags'), run: () => visit('flags') },
    { keys: 'D', label: t('chair.keys.decision'), run: () => visit('decisions') },
  ]);
}
