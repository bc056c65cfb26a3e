import { runEverything } from './steps.ts';
import { supplyChain } from './supply-chain.ts';
import { licences } from './third-party.ts';

await runEverything([licences, supplyChain]);
