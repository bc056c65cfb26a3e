import { Drawer } from 'antd';
import styles from './key-help.module.css';
import type { Shortcut } from './shortcuts.tsx';

/** The sheet of all keys that work on the present screen; `null` while it is closed. */
export function KeyHelp(props: {
  readonly title: string;
  readonly closeLabel: string;
  readonly shortcuts: readonly Shortcut[] | null;
  /** Stands below the keys: the way to more help. */
  readonly more: React.ReactNode;
  readonly onClose: () => void;
}) {
  return (
    <Drawer
      title={props.title}
      open={props.shortcuts !== null}
      onClose={props.onClose}
      closable={{ 'aria-label': props.closeLabel }}
      size={400}
    >
      <dl className={styles.keys}>
        {(props.shortcuts ?? []).map((each) => (
          <div key={`${each.keys} ${each.label}`} className={styles.row}>
            <dt>{each.label}</dt>
            <dd>
              <kbd className={styles.key}>{each.keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.more}>{props.more}</p>
    </Drawer>
  );
}
