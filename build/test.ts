import { parseArgs } from 'node:util';
import { closeRun, runEverything, runTests } from './steps.ts';

/**
 * `npm test`: everything; `npm test -- PART...`: the test files with PART in their path; `--long`: what takes minutes;
 * `--soak`: what takes an hour, for a release.
 */
const { values, positionals } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const asked = (['long', 'soak'] as const).filter((project) => values[project]);

if (asked.length > 0 || positionals.length > 0) {
  const projects = asked.length > 0 ? asked : ['unit', 'e2e'];
  const { tally, skipped } = await runTests(projects, positionals);
  closeRun([tally], skipped);
} else {
  await runEverything([]);
}
