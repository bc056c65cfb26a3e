import { bundleIfChanged } from '../../build/bundle.ts';
import { findChromium } from './chromium.ts';

/** Once before all browser tests: the app is built from today's source and the browser is unpacked. */
export async function setup(): Promise<void> {
  await bundleIfChanged();
  await findChromium();
}
