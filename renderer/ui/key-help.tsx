import { Drawer } from 'antd';
import styles from './key-help.module.css';
import type { Shortcut } from './shortcuts.tsx';

/** The sheet of all keys that work on the present screen, by where they do; `null` while it is closed. */
export function KeyHelp(props: {
  readonly title: string;
  readonly closeLabel: string;
  readonly shortcuts: readonly Shortcut[] | null;
  /** In their order; keys without a place belong to the first. */
  readonly places: readonly string[];
  /** Stands below the keys: the way to more help. */
  readonly more: React.ReactNode;
  readonly onClose: () => void;
}) {
  const byPlace = Map.groupBy(props.shortcuts ?? [], ({ place }) => place ?? props.places[0] ?? '');
  const shown = props.places.filter((place) => byPlace.has(place));
  return (
    <Drawer
      title={props.title}
      open={props.shortcuts !== null}
      onClose={props.onClose}
      closable={{ 'aria-label': props.closeLabel }}
      size={shown.length > 2 ? 720 : 400}
    >
      <div className={shown.length > 2 ? styles.columns : undefined}>
        {shown.map((place) => (
          <section key={place} className={styles.place}>
            <h3 className={styles.heading}>{place}</h3>
            <Keys shortcuts={byPlace.get(place) ?? []} />
          </section>
        ))}
      </div>
      <p className={styles.more}>{props.more}</p>
    </Drawer>
  );
}

function Keys(props: { readonly shortcuts: readonly Shortcut[] }) {
  return (
    <dl>
      {props.shortcuts.map((each) => (
        <div key={`${each.keys} ${each.label}`} className={styles.row}>
          <dt>{each.label}</dt>
          <dd>
            <kbd className={styles.key}>{each.keys}</kbd>
          </dd>
        </div>
      ))}
    </dl>
  );
}
