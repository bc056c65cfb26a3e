import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { startHost } from '../support/browser-host.ts';
import { makeCheap } from '../support/cheap-identity.ts';
import { hostClient } from '../support/host-client.ts';
import { compare, liveAndDie, nothingTold } from '../support/host-kill.ts';
import { randomFrom, seedOfRun } from '../support/random.ts';
import { completeReview, packRound, passphrase, round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

const lanes = 4;
const kills = Number(process.env.HAIZHI_KILLS ?? 1_000);

it(`${kills} × kill -9 of the real host lose nothing that was acknowledged`, async () => {
  const folder = temporaryFolder('host-kill');
  const prepared = await prepareProfile(folder);
  const random = randomFrom(seedOfRun());
  const seeds = Array.from({ length: lanes }, () => Math.floor(random() * 2 ** 31));
  const told = await Promise.all(
    seeds.map((seed, lane) => runLane(prepared, path.join(folder, `lane-${lane}`), seed)),
  );
  const acknowledged = told.reduce((sum, each) => sum + each.events.size, 0);
  const interrupted = told.reduce((sum, each) => sum + each.interrupted, 0);
  console.log(`${kills} kills, ${interrupted} of them within a call, ${acknowledged} entries told`);
  expect(acknowledged).toBeGreaterThan(kills);
  expect(interrupted).toBeGreaterThan(kills / 2);
});

/** A profile with a complete review that is ready to be signed. */
async function prepareProfile(folder: string): Promise<string> {
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  must(await desk.call('identity.lock', {}));
  await makeCheap(homeIn(desk.folder).identity, passphrase);
  // A thousand starts of one program: Node keeps its compiled code between them, once it has ended in order.
  process.env.NODE_COMPILE_CACHE = path.join(folder, 'compiled');
  const host = await startHost({ home: path.join(folder, 'warm'), profile: desk.folder });
  must(await hostClient(host.address)('identity.unlock', { passphrase }));
  must(await hostClient(host.address)('rounds.list', {}));
  await host.stop();
  return desk.folder;
}

/** A quarter of the kills, one after the other on a profile of its own, then a look at everything. */
async function runLane(prepared: string, profile: string, seed: number) {
  cpSync(prepared, profile, { recursive: true });
  const home = path.join(profile, 'home');
  const random = randomFrom(seed);
  const told = nothingTold();
  for (let count = 0; count < kills / lanes; count++) {
    const signs = count % 10 === 9;
    await liveAndDie({ profile, home, round, random, signs }, told);
  }
  const host = await startHost({ home, profile });
  const call = hostClient(host.address);
  must(await call('identity.unlock', { passphrase }));
  await compare(call, round, Object.assign(told, { compared: 0 }));
  const reports = must(await call('log.verify', {}));
  expect(reports).toMatchObject([{ journal: 'review', torn: 0, failure: null }]);
  await host.stop();
  return told;
}
