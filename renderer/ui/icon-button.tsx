import styles from './icon-button.module.css';

type Sign = 'undo' | 'redo' | 'clock' | 'print' | 'compare';

/** A small button with a drawn sign; its label is said to screen readers and shown on hovering. */
export function IconButton(props: {
  readonly sign: Sign;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={props.label}
      title={props.label}
      // Not `disabled`: that would take the focus from whoever has just pressed it for the last time.
      aria-disabled={props.disabled === true}
      onClick={props.disabled === true ? undefined : props.onPress}
    >
      <Sign sign={props.sign} />
    </button>
  );
}

/** A link that looks like such a button. */
export function IconLink(props: {
  readonly sign: Sign;
  readonly label: string;
  readonly href: string;
}) {
  return (
    <a className={styles.button} href={props.href} aria-label={props.label} title={props.label}>
      <Sign sign={props.sign} />
    </a>
  );
}

function Sign(props: { readonly sign: Sign }) {
  return (
    <svg className={styles.sign} viewBox="0 0 16 16" aria-hidden="true">
      {drawings[props.sign]}
    </svg>
  );
}

const drawings: Readonly<Record<Sign, React.ReactNode>> = {
  undo: <path d="M5.5 3 2.5 6l3 3M2.8 6h6.4a4 4 0 0 1 0 8H6" />,
  redo: <path d="m10.5 3 3 3-3 3M13.2 6H6.8a4 4 0 0 0 0 8H10" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.5V8l2.4 1.6" />
    </>
  ),
  print: <path d="M4.5 6V2.5h7V6M4.5 11H2.5V6h11v5h-2M4.5 9h7v4.5h-7z" />,
  compare: <path d="M2.5 13.5v-5M6.2 13.5v-9M9.8 13.5V7M13.5 13.5v-11" />,
};
