import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { KeyHelp } from './key-help.tsx';
import { matches, meantForText } from './key-match.ts';

/** One key with what it does. `keys` as shown: `J`, `Shift+K`, `Ctrl+Z`, `?`, `1`. */
export interface Shortcut {
  readonly keys: string;
  readonly label: string;
  /** Where on the screen it works, as the sheet of keys says; without one anywhere on it. */
  readonly place?: string;
  readonly run: () => void;
}

interface Registry {
  readonly add: (list: () => readonly Shortcut[]) => () => void;
}
const RegistryContext = createContext<Registry | null>(null);

/**
 * Listens for the keys that screens offer. A key never fires while an IME composes, while the focus is where text
 * is typed, or while a dialog is open. `?` opens the sheet of all keys, and F1 does wherever the focus is.
 */
export function ShortcutKeys(props: {
  readonly helpTitle: string;
  readonly helpLabel: string;
  /** The names of all places in their order: first the screen as a whole, last what works on every screen. */
  readonly places: readonly string[];
  readonly closeLabel: string;
  readonly more: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  const lists = useRef<(() => readonly Shortcut[])[]>([]);
  const [help, setHelp] = useState<readonly Shortcut[] | null>(null);
  const registry = useMemo<Registry>(
    () => ({
      add: (list) => {
        lists.current.push(list);
        return () => {
          lists.current = lists.current.filter((each) => each !== list);
        };
      },
    }),
    [],
  );
  const { helpLabel, places } = props;
  const everywhere = places.at(-1) ?? '';
  useEffect(() => {
    const all = (): readonly Shortcut[] => [
      ...lists.current.flatMap((list) => list()),
      { keys: '?', label: helpLabel, place: everywhere, run: () => setHelp(all()) },
    ];
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'F1') {
        event.preventDefault();
        setHelp(all());
        return;
      }
      if (meantForText(event)) return;
      const found = all().findLast((each) => matches(each.keys, event));
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    const onLeave = () => setHelp(null);
    document.addEventListener('keydown', onKeyDown);
    window.addEventListener('hashchange', onLeave);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('hashchange', onLeave);
    };
  }, [helpLabel, everywhere]);
  return (
    <RegistryContext value={registry}>
      {props.children}
      <KeyHelp
        title={props.helpTitle}
        places={places}
        closeLabel={props.closeLabel}
        more={props.more}
        shortcuts={help}
        onClose={() => setHelp(null)}
      />
    </RegistryContext>
  );
}

/** Offers keys while the component is on screen; later ones win over earlier ones with the same key. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useContext(RegistryContext);
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => registry?.add(() => latest.current), [registry]);
}
