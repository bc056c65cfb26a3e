import { bundleIfChanged } from './bundle.ts';
import { closeRun, lint, runSteps, runTests, type Step, types } from './steps.ts';
import { licences } from './third-party.ts';

const build: Step = {
  name: 'build',
  run: () => bundleIfChanged().then(() => null, String),
};

const checked = await runSteps([...types, lint, build, licences]);
const { tally, skipped } = await runTests(['unit', 'e2e']);
closeRun([checked, tally], skipped);
