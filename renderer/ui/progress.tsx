import styles from './progress.module.css';

/** How far something is, as a line with its numbers in words. */
export function Progress(props: {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}) {
  const share = props.total === 0 ? 0 : Math.min(1, props.done / props.total);
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={props.label}
      aria-valuenow={props.done}
      aria-valuemin={0}
      aria-valuemax={props.total}
      aria-valuetext={props.label}
    >
      <div className={styles.bar} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
