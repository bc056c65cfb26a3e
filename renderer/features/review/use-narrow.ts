import { useSyncExternalStore } from 'react';

/** Below this width three panes leave none of them enough room, and the evidence becomes a tab. */
const narrow = matchMedia('(width < 1200px)');

/** Whether the window is too narrow for three panes. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => narrow.matches,
  );
}
