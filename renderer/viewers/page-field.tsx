import { useState } from 'react';
import { useText } from '../text.ts';
import styles from './viewers.module.css';

/** `[4] / 31`: where one is, and by typing where one wants to be. */
export function PageField(props: {
  readonly page: number;
  readonly pages: number;
  readonly onGo: (page: number) => void;
}) {
  const { t } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const number = Number(typed);
    if (typed !== null && Number.isInteger(number) && number >= 1) {
      props.onGo(Math.min(number, props.pages));
    }
    setTyped(null);
  };
  return (
    <span className={styles.group}>
      <input
        className={styles.pageField}
        inputMode="numeric"
        aria-label={t('viewer.goToPage', { count: props.pages })}
        value={typed ?? String(props.page)}
        onChange={(event) => setTyped(event.target.value.replaceAll(/\D/g, '').slice(0, 6))}
        onFocus={(event) => event.target.select()}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      <span className={styles.pageCount}>/ {props.pages}</span>
    </span>
  );
}
