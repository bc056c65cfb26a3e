import { readFileSync, writeSync } from 'node:fs';
import { type Cost, measured } from '../../bench/cost.ts';
import { type Taking, takeIn } from './take-in.ts';

/** What became of a hostile bundle, what that cost, and whether an honest one opens in the same process afterwards. */
export type BoundedTaking = { readonly told: string; readonly cost: Cost; readonly after: string };

/** A process of its own: takes in the bundle that standard input names, then the honest one. */
const { taking, honest }: { readonly taking: Taking; readonly honest: string } = JSON.parse(
  readFileSync(0, 'utf8'),
);
let told = '';
const cost = await measured(async () => {
  told = await takeIn(taking);
});
const after = await takeIn({ ...taking, file: honest });
writeSync(1, JSON.stringify({ told, cost, after } satisfies BoundedTaking));
