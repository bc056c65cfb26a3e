import styles from './caret.module.css';

/** The mark of a button that opens a list. */
export function Caret() {
  return (
    <svg className={styles.caret} viewBox="0 0 10 10" aria-hidden="true">
      <path d="m1.5 3 3.5 4 3.5-4" />
    </svg>
  );
}
