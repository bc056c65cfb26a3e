import { useSyncExternalStore } from 'react';

/** How much fits side by side: three panes, two with the evidence in a tab, or everything in tabs. */
export type Room = 'wide' | 'narrow' | 'compact';

const wide = matchMedia('(width >= 1200px)');
const narrow = matchMedia('(width >= 800px)');

/** The room that the window has. */
export function useRoom(): Room {
  return useSyncExternalStore(
    (changed) => {
      for (const each of [wide, narrow]) each.addEventListener('change', changed);
      return () => {
        for (const each of [wide, narrow]) each.removeEventListener('change', changed);
      };
    },
    () => (wide.matches ? 'wide' : narrow.matches ? 'narrow' : 'compact'),
  );
}
