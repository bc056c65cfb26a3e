/** Whether a pressed key belongs to somebody who is typing, composing or in a dialog, rather than to a shortcut. */
export function meantForText(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target === null) return false;
  const typing =
    'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"], [role="listbox"], [role="dialog"], [role="menu"]';
  const field = target.closest(typing);
  return field !== null && !isSilentInput(field);
}

/** Check boxes, radio buttons and sliders are inputs in which nobody types letters. */
function isSilentInput(field: Element): boolean {
  return (
    field instanceof HTMLInputElement &&
    ['checkbox', 'radio', 'range', 'button'].includes(field.type)
  );
}

/** Whether a key press is the one that `keys` names: `J`, `Shift+J`, `Ctrl+Z` (Command on a Mac), `?`, `1`. */
export function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) === '' ? '+' : parts.at(-1)!;
  const control = parts.includes('Ctrl');
  if (control !== (event.ctrlKey || event.metaKey) || parts.includes('Alt') !== event.altKey)
    return false;
  const letter = /^[A-Z]$/.test(key) || key.length > 1;
  if (letter && parts.includes('Shift') !== event.shiftKey) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}
