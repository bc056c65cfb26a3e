import type { Scale } from '../../../shared/domain/round.ts';
import { useText } from '../../text.ts';
import styles from './review.module.css';

/** What each stretch of the scale means, the present one standing out. */
export function ScoreBands(props: { readonly scale: Scale; readonly band: number }) {
  const { t, local, number } = useText();
  const { scale, band } = props;
  return (
    <ol className={styles.bands} aria-label={t('review.bands')}>
      {scale.bands.map(({ from, to, anchor }, index) => (
        <li key={from} className={styles.band} data-current={index === band}>
          <span>
            {number(from)}–{number(to)}
          </span>{' '}
          {local(anchor)}
        </li>
      ))}
    </ol>
  );
}
