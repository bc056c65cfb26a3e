import { bundleIfChanged } from './bundle.ts';

const started = performance.now();
const outcome = await bundleIfChanged();
console.log(`dist ${outcome} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
