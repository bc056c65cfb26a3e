import { runEverything } from './steps.ts';
import { licences } from './third-party.ts';

await runEverything([licences]);
