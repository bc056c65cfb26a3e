import { useId } from 'react';
import styles from './review.module.css';

/** Two or more contents in one place. Those that are not chosen stay as they are, unseen. */
export function Tabs<K extends string>(props: {
  readonly label: string;
  readonly chosen: K;
  readonly onChoose: (tab: K) => void;
  readonly tabs: Readonly<Record<K, { readonly label: string; readonly content: React.ReactNode }>>;
}) {
  const id = useId();
  const names = Object.keys(props.tabs) as K[];
  const move = (event: React.KeyboardEvent, at: number) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    const next = names[(at + by + names.length) % names.length]!;
    props.onChoose(next);
    document.getElementById(`${id}-${next}-tab`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div role="tablist" aria-label={props.label} className={styles.tabList}>
        {names.map((name, at) => (
          <button
            key={name}
            id={`${id}-${name}-tab`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={name === props.chosen}
            aria-controls={`${id}-${name}`}
            tabIndex={name === props.chosen ? 0 : -1}
            onClick={() => props.onChoose(name)}
            onKeyDown={(event) => move(event, at)}
          >
            {props.tabs[name].label}
          </button>
        ))}
      </div>
      {names.map((name) => (
        <div
          key={name}
          id={`${id}-${name}`}
          role="tabpanel"
          aria-labelledby={`${id}-${name}-tab`}
          className={name === props.chosen ? styles.tabPanel : styles.tabHidden}
        >
          {props.tabs[name].content}
        </div>
      ))}
    </div>
  );
}
