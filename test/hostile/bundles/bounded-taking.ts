import { readFileSync, writeSync } from 'node:fs';
import { must } from '../../../shared/result.ts';
import { type Cost, measured } from '../../bench/cost.ts';
import { deskOn } from '../../support/desk-services.ts';
import { type Seen, takeAtDesk } from './take-at-desk.ts';

/** A profile and who opens it, the bundle that is handed in, an honest newer one, and the center's fingerprint. */
export type BoundedInput = {
  readonly profile: string;
  readonly passphrase: string;
  readonly file: string;
  readonly honest: string;
  readonly trust: string;
};

/** What became of a hostile bundle and what that cost, and what of the honest one that the same app opened after it. */
export type BoundedTaking = {
  readonly seen: Seen;
  readonly cost: Cost;
  readonly after: Seen;
  readonly costAfter: Cost;
};

/** A process of its own: an app that is handed the bundle which standard input names, then the honest one. */
const input: BoundedInput = JSON.parse(readFileSync(0, 'utf8'));
const { profile, passphrase, file, honest, trust } = input;
const desk = deskOn(profile);
must(await desk.call('identity.unlock', { passphrase }));
const seen: Seen[] = [];
const cost = await measured(async () => void seen.push(await takeAtDesk(desk, file, trust)));
const costAfter = await measured(async () => void seen.push(await takeAtDesk(desk, honest, trust)));
await desk.close();
const [first, second] = seen as [Seen, Seen];
const taking: BoundedTaking = { seen: first, cost, after: second, costAfter };
writeSync(1, JSON.stringify(taking));
