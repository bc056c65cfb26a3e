import styles from './dot-strip.module.css';

const width = 400;
const edge = 8;

/** Values on a line from 0 to 1 as dots, with their mean as a stroke. One that is asked about stands out. */
export function DotStrip(props: {
  readonly label: string;
  readonly values: readonly number[];
  readonly mean: number | null;
  readonly line?: number | undefined;
}) {
  const at = (value: number) => edge + value * (width - 2 * edge);
  const dots = props.values.map((value, place) => ({ value, place }));
  return (
    <svg className={styles.strip} viewBox={`0 0 ${width} 24`} role="img" aria-label={props.label}>
      <path className={styles.axis} d={`M${at(0)} 12H${at(1)}`} />
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <path key={tick} className={styles.axis} d={`M${at(tick)} 9v6`} />
      ))}
      {props.line !== undefined && <path className={styles.line} d={`M${at(props.line)} 2v20`} />}
      {dots.map(({ value, place }) => (
        <circle key={place} className={styles.dot} cx={at(value)} cy="12" r="4" />
      ))}
      {props.mean !== null && <path className={styles.mean} d={`M${at(props.mean)} 3v18`} />}
    </svg>
  );
}
