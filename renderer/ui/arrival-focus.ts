import { type RefObject, useEffect, useRef } from 'react';

/**
 * For the heading of something that takes the place of what was there: it takes the focus when that had it, so that
 * people who work by keys go on from here. The heading has `tabIndex={-1}`. `place` names what stands there where the
 * heading itself stays while that changes.
 */
export function useArrivalFocus<T extends HTMLElement>(place?: unknown): RefObject<T | null> {
  const heading = useRef<T>(null);
  const arrived = useRef<{ readonly place: unknown } | null>(null);
  useEffect(() => {
    if (arrived.current !== null && arrived.current.place === place) return;
    arrived.current = { place };
    const busy = document.activeElement;
    if (busy === null || busy === document.body) heading.current?.focus({ preventScroll: true });
  }, [place]);
  return heading;
}
