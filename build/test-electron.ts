import { hasDisplay, thisMachine } from './browser.ts';
import { electronRuntime } from './electron-runtime.ts';
import { closeRun, runTests } from './steps.ts';

/**
 * `npm run test:electron`: the tests of the desktop app, those that run over every door, and the journeys of everybody,
 * unchanged, on the real runtime. Exit code 2 where there is none or no display: nothing was tried then, which is not the same as passing.
 */
const nothingTried = 2;

if (!hasDisplay(thisMachine)) {
  console.log('There is no display for Electron here: nothing was tried. Try xvfb-run.');
  process.exitCode = nothingTried;
} else if ((await electronRuntime()) === null) {
  console.log('The Electron runtime is not here and cannot be fetched: nothing was tried.');
  process.exitCode = nothingTried;
} else {
  const shell = await runTests(['e2e'], ['test/e2e/desktop', 'test/e2e/doors']);
  const journeys = await runTests(['desktop']);
  closeRun([shell.tally, journeys.tally], [...shell.skipped, ...journeys.skipped]);
}
