import styles from './disclosure-mark.module.css';

/** The mark before something that opens below: it points there once it is open. */
export function DisclosureMark(props: { readonly open: boolean }) {
  return (
    <svg
      className={props.open ? `${styles.mark} ${styles.open}` : styles.mark}
      viewBox="0 0 10 10"
      aria-hidden="true"
    >
      <path d="m3 1.5 4 3.5-4 3.5" />
    </svg>
  );
}
