import type { Round } from '../../../shared/domain/round.ts';
import { useText } from '../../text.ts';
import { labelOf } from './panel-desk.ts';
import styles from './scores.module.css';

const figures = ['total', 'trimmed', 'spread', 'flags'] as const;

/** The names of the columns; experts by name or code as the round says. */
export function MatrixHead(props: { readonly round: Round }) {
  const { t } = useText();
  const { round } = props;
  return (
    <thead>
      <tr>
        <th className={styles.rank}>{t('chair.column.rank')}</th>
        <th className={styles.number}>{t('chair.column.number')}</th>
        <th className={styles.applicant}>{t('chair.column.applicant')}</th>
        {round.panel.members.map((member) => (
          <th key={member.id} className={styles.expert} title={labelOf(round, member.id)}>
            {labelOf(round, member.id)}
          </th>
        ))}
        {figures.map((each) => (
          <th key={each} className={styles.figure} title={t(`chair.columnHint.${each}`)}>
            {t(`chair.column.${each}`)}
          </th>
        ))}
        <th className={styles.decision}>{t('chair.column.decision')}</th>
      </tr>
    </thead>
  );
}
