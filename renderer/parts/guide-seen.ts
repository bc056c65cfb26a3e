const key = 'guide.seen';

/** Whether somebody has looked at the guide, or put it aside, in this browser. */
export function hasSeenGuide(): boolean {
  return localStorage.getItem(key) !== null;
}

export function rememberGuide(): void {
  localStorage.setItem(key, '1');
}
