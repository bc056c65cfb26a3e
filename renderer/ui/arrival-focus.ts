import { type RefObject, useEffect, useRef } from 'react';

/**
 * For the heading of something that takes the place of what was there: it takes the focus when that had it, so that
 * people who work by keys go on from here. The heading has `tabIndex={-1}`.
 */
export function useArrivalFocus<T extends HTMLElement>(): RefObject<T | null> {
  const heading = useRef<T>(null);
  useEffect(() => {
    const busy = document.activeElement;
    if (busy === null || busy === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
