import { type RefObject, useEffect } from 'react';

const fields = 'input, textarea, select, [role="combobox"], [contenteditable="true"]';

/** Escape leaves a field for the pane around it, where the letter keys work again. Never in the middle of a composition. */
export function useLeaveField(pane: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
      if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return;
      const field = event.target.closest(fields);
      if (field === null || event.target.closest('[role="dialog"]') !== null) return;
      if (field.getAttribute('aria-expanded') === 'true') return;
      pane.current?.focus({ preventScroll: true });
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [pane]);
}
