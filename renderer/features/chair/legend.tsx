import { useText } from '../../text.ts';
import cell from './expert-cell.module.css';
import type { PanelDesk } from './panel-desk.ts';
import styles from './scores.module.css';

/** What the tints and the hatching say, and where the pass line lies. */
export function Legend(props: { readonly desk: PanelDesk }) {
  const { t, points } = useText();
  const { scheme, settings } = props.desk.round;
  return (
    <p className={styles.legend}>
      <span className={`${styles.swatch} ${cell.tint}`} data-tint="-3" aria-hidden="true" />
      {t('chair.legend.below', { limit: settings.limits.scoreDistance })}
      <span className={`${styles.swatch} ${cell.tint}`} data-tint="3" aria-hidden="true" />
      {t('chair.legend.above', { limit: settings.limits.scoreDistance })}
      <span className={`${styles.swatch} ${cell.recused}`} aria-hidden="true" />
      {t('chair.legend.recused')}
      <span>{t('chair.legend.passLine', { line: points(scheme.passLine) })}</span>
    </p>
  );
}
