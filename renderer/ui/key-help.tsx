import { Drawer } from 'antd';
import styles from './key-help.module.css';
import type { Shortcut } from './shortcuts.tsx';

/** The sheet of all keys that work on the present screen, by where they do; `null` while it is closed. */
export function KeyHelp(props: {
  readonly title: string;
  readonly closeLabel: string;
  readonly shortcuts: readonly Shortcut[] | null;
  readonly placeWords: { readonly screen: string; readonly everywhere: string };
  /** Stands below the keys: the way to more help. */
  readonly more: React.ReactNode;
  readonly onClose: () => void;
}) {
  const { screen, everywhere } = props.placeWords;
  const places = Map.groupBy(props.shortcuts ?? [], ({ place }) => place ?? screen);
  const order = [...places.keys()].toSorted((a, b) => rank(a) - rank(b));
  function rank(place: string): number {
    return place === everywhere ? 1 : 0;
  }
  return (
    <Drawer
      title={props.title}
      open={props.shortcuts !== null}
      onClose={props.onClose}
      closable={{ 'aria-label': props.closeLabel }}
      size={order.length > 2 ? 720 : 400}
    >
      <div className={order.length > 2 ? styles.columns : undefined}>
        {order.map((place) => (
          <section key={place} className={styles.place}>
            <h3 className={styles.heading}>{place}</h3>
            <Keys shortcuts={places.get(place) ?? []} />
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
