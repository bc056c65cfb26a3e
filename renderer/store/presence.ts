import { observable } from './observable.ts';
import { lookAtLock } from './session.ts';

/** `stay` comes from a document that is shown in a frame of its own. */
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'stay'] as const;
const lookEveryMs = 15_000;

/** Counts the times that nobody was seen: whoever shows whether keys are open reads it again then. */
export const unattended = observable(0);

/**
 * Watches whether somebody types or moves, and tells the privileged side, which erases the keys after a pause. Without a sign
 * of anybody it looks whether that has happened, so that nothing stays on screen. Gives the way to end it.
 */
export function watchPresence(): () => void {
  let isSomebodyThere = false;
  const notice = () => {
    isSomebodyThere = true;
  };
  for (const sign of signs) window.addEventListener(sign, notice, { capture: true, passive: true });
  const timer = setInterval(() => {
    void lookAtLock(isSomebodyThere);
    if (!isSomebodyThere) unattended.set(unattended.get() + 1);
    isSomebodyThere = false;
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    for (const sign of signs) window.removeEventListener(sign, notice, { capture: true });
  };
}
