import { Icon, type IconName } from './icons.tsx';
import styles from './viewers.module.css';

/** The line of tools above a document. */
export function ViewerBar(props: { readonly children: React.ReactNode }) {
  return <div className={styles.bar}>{props.children}</div>;
}

/** A tool: a sign with its name for the ear and on pointing. */
export function BarButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
}) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
