import { parseArgs } from 'node:util';
import { closeRun, runEverything, runTests } from './steps.ts';

/**
 * `npm test`: everything; `npm test -- PART...`: the test files with PART in their path; `--long`: what takes
 * minutes each, and the journeys once more by the desktop app.
 */
const { values, positionals } = parseArgs({
  options: { long: { type: 'boolean', default: false } },
  allowPositionals: true,
});

if (values.long || positionals.length > 0) {
  const projects = values.long ? ['desktop', 'long'] : ['unit', 'e2e'];
  const { tally, skipped } = await runTests(projects, positionals);
  closeRun([tally], skipped);
} else {
  await runEverything([]);
}
