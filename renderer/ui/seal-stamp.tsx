import styles from './seal-stamp.module.css';

/** The seal of a signature: one to four characters cut into cinnabar. It lands once when `landing` is given. */
export function SealStamp(props: {
  readonly characters: string;
  readonly label: string;
  readonly landing?: boolean;
  readonly size?: number;
}) {
  const letters = [...props.characters].slice(0, 4);
  const places = letters.map((letter, index) => ({ letter, index }));
  const size = props.size ?? 72;
  return (
    <svg
      className={props.landing ? `${styles.stamp} ${styles.landing}` : styles.stamp}
      width={size}
      height={size}
      viewBox="0 0 80 80"
      role="img"
      aria-label={props.label}
    >
      <rect className={styles.field} x="3" y="3" width="74" height="74" rx="7" />
      <rect className={styles.border} x="8" y="8" width="64" height="64" rx="4" />
      {places.map(({ letter, index }) => (
        <text key={index} className={styles.letter} {...placeOf(index, letters.length)}>
          {letter}
        </text>
      ))}
    </svg>
  );
}

/** Seals are read from the right column to the left, each from top to bottom. */
function placeOf(index: number, count: number): { x: number; y: number; fontSize: number } {
  if (count === 1) return { x: 40, y: 40, fontSize: 46 };
  if (count === 2) return { x: 40, y: index === 0 ? 25.5 : 54.5, fontSize: 28 };
  const right = index < 2;
  const alone = count === 3 && !right;
  return { x: right ? 54.5 : 25.5, y: alone ? 40 : index % 2 === 0 ? 25.5 : 54.5, fontSize: 27 };
}

/** A round mark beside a signed thing in a list. */
export function SealMark(props: { readonly label: string }) {
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" role="img" aria-label={props.label}>
      <rect x="1" y="1" width="14" height="14" rx="2.5" className={styles.field} />
      <path d="m4.5 8.3 2.4 2.4 4.7-5" className={styles.tick} />
    </svg>
  );
}
