import styles from './glyph.module.css';

/** A state as a shape: full ●, half ◐, empty ○, triangle △, dash –, a check for what is done or enough, a cross for what is not. */
export type Shape = 'full' | 'half' | 'empty' | 'triangle' | 'dash' | 'check' | 'cross' | 'locked';
export type Tone = 'accent' | 'caution' | 'ink' | 'puzzled' | 'faint' | 'error' | 'seal';

/**
 * One state at a glance, readable in print and without colour. With `label` it speaks for itself; without one the
 * words stand beside it and it is silent.
 */
export function Glyph(props: {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly label?: string | undefined;
}) {
  const { shape, tone, label } = props;
  const drawing = (
    <svg className={`${styles.glyph} ${styles[tone]}`} viewBox="0 0 16 16" aria-hidden="true">
      {drawings[shape]}
    </svg>
  );
  if (label === undefined) return drawing;
  return (
    <span role="img" aria-label={label}>
      {drawing}
    </span>
  );
}

/** The shape with its word. */
export function Status(props: {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}) {
  return (
    <span className={styles.status}>
      <Glyph shape={props.shape} tone={props.tone} />
      <span>{props.word}</span>
    </span>
  );
}

const drawings: Readonly<Record<Shape, React.ReactNode>> = {
  full: <circle cx="8" cy="8" r="6" className={styles.solid} />,
  half: (
    <>
      <circle cx="8" cy="8" r="5.25" className={styles.outline} />
      <path d="M8 2.75a5.25 5.25 0 0 0 0 10.5z" className={styles.solid} />
    </>
  ),
  empty: <circle cx="8" cy="8" r="5.25" className={styles.outline} />,
  triangle: <path d="M8 2.6 14 13H2z" className={styles.outline} />,
  dash: <path d="M3.5 8h9" className={styles.outline} />,
  check: <path d="m3 8.5 3.4 3.4L13 4.8" className={styles.outline} />,
  cross: <path d="m4 4 8 8m0-8-8 8" className={styles.outline} />,
  locked: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1" className={styles.outline} />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" className={styles.outline} />
    </>
  ),
};
