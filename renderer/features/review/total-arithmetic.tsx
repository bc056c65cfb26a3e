import { countedScore, totalOf } from '../../../shared/domain/scoring.ts';
import { useText } from '../../text.ts';
import { criteriaAt, type Desk } from './desk.ts';
import styles from './review.module.css';

/** How the total comes about: weight times score over the criteria that count, divided by their weights, rounded once. */
export function TotalArithmetic(props: { readonly desk: Desk }) {
  const { t, total, exact, number } = useText();
  const { desk } = props;
  const { scheme } = desk.round;
  const { max } = scheme.scale;
  const rows = criteriaAt(desk).map(({ criterion, scheme: { weight }, judged }) => {
    const score = countedScore(judged);
    return { id: criterion.id, weight, score, product: score === null ? null : weight * score };
  });
  const counted = rows.filter((row) => row.score !== null);
  const weights = counted.reduce((sum, row) => sum + row.weight, 0);
  const products = counted.reduce((sum, row) => sum + (row.product ?? 0), 0);
  const result = totalOf(scheme, desk.entry.baseType, desk.state.criteria);
  return (
    <div className={styles.arithmetic}>
      <table>
        <thead>
          <tr>
            <th>{t('review.total.criterion')}</th>
            <th>{t('review.total.weight')}</th>
            <th>{t('review.total.score', { max: number(max) })}</th>
            <th>{t('review.total.contribution')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.score === null ? styles.uncounted : undefined}>
              <td>{row.id}</td>
              <td>{number(row.weight)}</td>
              <td>{row.score === null ? '–' : number(row.score)}</td>
              <td>{row.product === null ? '–' : exact(row.product / max)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('review.total.sum')}</th>
            <td>{number(weights)}</td>
            <td />
            <td>{exact(products / max)}</td>
          </tr>
        </tfoot>
      </table>
      <p>{t('review.total.rule')}</p>
      {result === null ? (
        <p>{t('review.total.nothing')}</p>
      ) : (
        <>
          <p className={styles.division}>
            {t('review.total.division', {
              products: exact(products / max),
              weights: number(weights),
              quotient: exact((100 * products) / (max * weights)),
            })}
          </p>
          <p>
            {t('review.total.counted', {
              counted: counted.length,
              all: rows.length,
              total: total(result),
            })}
          </p>
        </>
      )}
      <p>{t('review.total.passLine', { line: total(scheme.passLine) })}</p>
    </div>
  );
}
