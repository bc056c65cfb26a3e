import styles from './state-view.module.css';

/** Says that there is nothing yet and what to do about it. */
export function EmptyState(props: {
  readonly title: string;
  readonly hint?: React.ReactNode;
  readonly action?: React.ReactNode;
}) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{props.title}</p>
      {props.hint !== undefined && <p className={styles.hint}>{props.hint}</p>}
      {props.action !== undefined && <div className={styles.action}>{props.action}</div>}
    </div>
  );
}

/** Holds the place of something that is being read. It appears only when that takes longer than a blink. */
export function LoadingState(props: { readonly label: string; readonly rows?: number }) {
  const rows = Array.from({ length: props.rows ?? 5 }, (_, index) => index);
  return (
    <div className={styles.loading} role="status" aria-label={props.label}>
      {rows.map((row) => (
        <div key={row} className={styles.row} style={{ width: `${92 - ((row * 17) % 38)}%` }} />
      ))}
    </div>
  );
}

/** A calm notice with a coloured edge and an icon: an error, a caution, or something to know. */
export function Notice(props: {
  readonly kind: 'error' | 'caution' | 'note';
  readonly title: React.ReactNode;
  readonly children?: React.ReactNode;
  readonly action?: React.ReactNode;
}) {
  const voice = props.kind === 'error' ? { role: 'alert' } : { role: 'note' };
  return (
    <div className={`${styles.notice} ${styles[props.kind]}`} {...voice}>
      <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="7" />
        {props.kind === 'note' ? <path d="M8 7.2v4.3M8 4.4v.4" /> : <path d="M8 4.2v5M8 11.4v.4" />}
      </svg>
      <div className={styles.body}>
        <p className={styles.noticeTitle}>{props.title}</p>
        {props.children}
      </div>
      {props.action !== undefined && <div className={styles.noticeAction}>{props.action}</div>}
    </div>
  );
}
