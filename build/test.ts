import { parseArgs } from 'node:util';
import { closeRun, lint, runSteps, runTests, types } from './steps.ts';

/** `npm test`: everything; `npm test -- PART...`: the test files with PART in their path; `--long`: the soaks. */
const { values, positionals } = parseArgs({
  options: { long: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const steps = values.long || positionals.length > 0 ? [] : [...types, lint];
const checked = await runSteps(steps);
const { tally, skipped } = await runTests(values.long ? ['long'] : ['unit', 'e2e'], positionals);
closeRun([checked, tally], skipped);
