import { countedScore, totalOf } from '../../../shared/domain/scoring.ts';
import { useText } from '../../text.ts';
import { criteriaAt, type Desk } from './desk.ts';
import styles from './review.module.css';

/** How the total comes about: weight times score over the criteria that count, divided by their weights. */
export function TotalArithmetic(props: { readonly desk: Desk }) {
  const { t, points, number } = useText();
  const { desk } = props;
  const { scheme } = desk.round;
  const rows = criteriaAt(desk).map(({ criterion, scheme: { weight }, judged }) => ({
    id: criterion.id,
    weight,
    score: countedScore(judged),
  }));
  const counted = rows.filter((row) => row.score !== null);
  const total = totalOf(scheme, desk.entry.baseType, desk.state.criteria);
  return (
    <div className={styles.arithmetic}>
      <table>
        <thead>
          <tr>
            <th>{t('review.total.criterion')}</th>
            <th>{t('review.total.weight')}</th>
            <th>{t('review.total.score', { max: number(scheme.scale.max) })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.score === null ? styles.uncounted : undefined}>
              <td>{row.id}</td>
              <td>{number(row.weight)}</td>
              <td>{row.score === null ? '–' : number(row.score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('review.total.rule')}</p>
      <p>
        {total === null
          ? t('review.total.nothing')
          : t('review.total.counted', {
              counted: counted.length,
              all: rows.length,
              total: points(total),
            })}
      </p>
      <p>{t('review.total.passLine', { line: points(scheme.passLine) })}</p>
    </div>
  );
}
