import { own } from '../../../shared/domain/record.ts';
import { useText } from '../../text.ts';
import type { PanelDesk } from './panel-desk.ts';
import styles from './scores.module.css';

/** Under the columns: how far each expert tends to score above or below the others. Advisory only. */
export function LeaningRow(props: { readonly desk: PanelDesk }) {
  const { t, points } = useText();
  const { round, consolidation } = props.desk;
  const { members } = round.panel;
  if (members.every(({ id }) => (own(consolidation.leaning, id) ?? null) === null)) return null;
  return (
    <tfoot>
      <tr className={styles.leaning}>
        <td colSpan={2} />
        <th scope="row" className={styles.applicant} title={t('chair.leaning.hint')}>
          {t('chair.leaning.title')}
        </th>
        {members.map(({ id }) => {
          const leaning = own(consolidation.leaning, id) ?? null;
          return (
            <td key={id} className={styles.expert}>
              {leaning !== null && `${signOf(leaning)}${points(Math.abs(leaning))}`}
            </td>
          );
        })}
        <td colSpan={5} />
      </tr>
    </tfoot>
  );
}

function signOf(leaning: number): string {
  if (leaning === 0) return '';
  return leaning > 0 ? '+' : '−';
}
