import { interludePath } from '../../shared/interlude.ts';
import { flushTyping } from './typing.ts';

/**
 * Loads the page anew, at the same place, in a process of its own: what the old process had in memory ends with it. Called
 * when the page must not know any more what it knew.
 */
export async function loadInNewProcess(): Promise<void> {
  await flushTyping();
  location.replace(`${interludePath}${location.hash}`);
}
