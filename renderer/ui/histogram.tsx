import styles from './histogram.module.css';

const barWidth = 56;
const height = 110;
const foot = 22;
const head = 20;

/** How many values fall into each stretch, as bars with their numbers; a line marks a limit (0 to 1 of the whole). */
export function Histogram(props: {
  readonly label: string;
  readonly bars: readonly { readonly name: string; readonly count: number }[];
  readonly limit?: { readonly at: number; readonly name: string } | undefined;
}) {
  const { bars, limit } = props;
  const width = bars.length * barWidth;
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const floor = head + height;
  return (
    <svg
      className={styles.histogram}
      viewBox={`0 0 ${width} ${floor + foot}`}
      role="img"
      aria-label={props.label}
    >
      {bars.map(({ name, count }, place) => {
        const tall = (count / most) * height;
        const middle = (place + 0.5) * barWidth;
        return (
          <g key={name}>
            <rect
              className={styles.bar}
              x={place * barWidth + 3}
              y={floor - tall}
              width={barWidth - 6}
              height={tall}
            />
            {count > 0 && (
              <text className={styles.count} x={middle} y={floor - tall - 6}>
                {count}
              </text>
            )}
            <text className={styles.name} x={middle} y={floor + 16}>
              {name}
            </text>
          </g>
        );
      })}
      <path className={styles.floor} d={`M0 ${floor}H${width}`} />
      {limit !== undefined && (
        <>
          <path className={styles.limit} d={`M${limit.at * width} ${head - 6}V${floor}`} />
          <text className={styles.limitName} x={limit.at * width - 6} y={head + 4}>
            {limit.name}
          </text>
        </>
      )}
    </svg>
  );
}
