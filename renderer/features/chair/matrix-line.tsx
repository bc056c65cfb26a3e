import { memo } from 'react';
import { assertNever } from '../../../shared/result.ts';
import { ApplicationCells } from './application-cells.tsx';
import { CheckCells, CriterionCells, RecommendationCells } from './inner-cells.tsx';
import { levelOf, type MatrixRow, opens } from './matrix-rows.ts';
import { CriterionWords, OpinionWords } from './opinions.tsx';
import type { PanelDesk } from './panel-desk.ts';
import styles from './scores.module.css';

interface LineProps {
  readonly desk: PanelDesk;
  readonly row: MatrixRow;
  readonly open: boolean;
  /** The one line of the table that Tab reaches. */
  readonly current: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
}

/** One line of the tree table, whatever it shows. Drawn anew only when what it shows has changed. */
export const MatrixLine = memo(Line, (before, after) => {
  return (
    before.desk === after.desk &&
    before.open === after.open &&
    before.current === after.current &&
    before.row.key === after.row.key
  );
});

function Line(props: LineProps) {
  const { row, open, current } = props;
  const openable = opens(row);
  return (
    <tr
      className={styles.line}
      data-kind={row.kind}
      data-line={row.key}
      aria-level={levelOf(row)}
      aria-expanded={openable ? open : undefined}
      tabIndex={current ? 0 : -1}
      onFocus={props.onFocus}
      onClick={(event) => {
        const target = event.target as HTMLElement;
        if (openable && target.closest('a') === null) props.onToggle();
      }}
    >
      <Cells {...props} />
    </tr>
  );
}

function Cells({ desk, row, open }: LineProps) {
  const width = 8 + desk.round.panel.members.length;
  switch (row.kind) {
    case 'application':
      return <ApplicationCells desk={desk} row={row} open={open} />;
    case 'criterion':
      return <CriterionCells desk={desk} row={row} open={open} />;
    case 'check':
      return <CheckCells desk={desk} row={row} />;
    case 'recommendation':
      return <RecommendationCells desk={desk} row={row} open={open} />;
    case 'comments':
      return (
        <td colSpan={width} className={styles.words}>
          <CriterionWords
            desk={desk}
            application={row.parent.key}
            criterion={row.criterion.id}
            evidence
          />
        </td>
      );
    case 'opinions':
      return (
        <td colSpan={width} className={styles.words}>
          <OpinionWords desk={desk} application={row.parent.key} />
        </td>
      );
    default:
      return assertNever(row);
  }
}
