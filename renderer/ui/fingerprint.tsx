import styles from './fingerprint.module.css';

/** A fingerprint in groups of four, two lines of eight, as it is read out over the telephone. */
export function Fingerprint(props: { readonly value: string; readonly label: string }) {
  const starts = Array.from({ length: Math.ceil(props.value.length / 4) }, (_, i) => 4 * i);
  return (
    <dl className={styles.fingerprint}>
      <dt className={styles.label}>{props.label}</dt>
      <dd className={styles.groups}>
        {starts.map((start) => (
          <span key={start} className={styles.group}>
            {props.value.slice(start, start + 4)}
          </span>
        ))}
      </dd>
    </dl>
  );
}
