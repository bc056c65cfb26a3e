import styles from './scores.module.css';

/** A figure over all experts, given in hundredths, with both decimals so that a column lines up; empty where there is none. */
export function FigureCell(props: {
  readonly value: number | null;
  readonly strong?: boolean;
  /** Words for a mark beside the number. */
  readonly mark?: string | undefined;
}) {
  const { value, mark } = props;
  return (
    <td className={props.strong ? `${styles.figure} ${styles.strong}` : styles.figure}>
      {mark !== undefined && (
        <svg className={styles.lineMark} viewBox="0 0 8 8" role="img" aria-label={mark}>
          <title>{mark}</title>
          <path d="M.5 1.5h7M4 7 1.5 3.5h5z" />
        </svg>
      )}
      {value === null ? null : (value / 100).toFixed(2)}
    </td>
  );
}
