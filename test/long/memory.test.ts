import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleIfChanged } from '../../build/bundle.ts';
import { type InspectedHost, startInspectedHost } from '../support/inspected-host.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Calls that a page makes all the time, and some that nobody should make. None of them records anything. */
const calls = (round: string): readonly (readonly [string, unknown])[] => [
  ['app.info', {}],
  ['settings.read', {}],
  ['identity.read', {}],
  ['identity.stay', {}],
  ['work.read', { work: 'work-0001' }],
  ['rounds.list', {}],
  ['rounds.read', { round }],
  ['review.events', { round, after: 0 }],
  ['review.events', { round: 'nowhere', after: 0 }],
  ['applications.read', { round, application: 'undeclared' }],
  ['documents.chunk', { document: 'n'.repeat(32), offset: 0, length: 16 }],
  ['panel.read', { round }],
  ['bundles.inspect', { file: 'n'.repeat(32) }],
  ['review.record', { round, events: [] }],
  ['no.method', { filler: 'x'.repeat(1_000) }],
];

const total = 100_000;
/** What caches and compiled code may take on the way; a leak of 100 bytes a call is more. */
const allowed = 8 * 1024 * 1024;
let host: InspectedHost;

beforeAll(async () => {
  await bundleIfChanged();
  host = await startInspectedHost(temporaryFolder('memory'));
});
afterAll(() => host?.stop());

async function callOften(times: number, round: string): Promise<void> {
  const all = calls(round);
  const abreast = 16;
  for (let done = 0; done < times; done += abreast) {
    await Promise.all(
      Array.from({ length: abreast }, (_, place) => {
        const [name, input] = all[(done + place) % all.length]!;
        return host.call(name, input);
      }),
    );
  }
}

it(`holds no more after ${total} calls`, async () => {
  expect(await host.call('practice.start', {})).toMatchObject({ ok: true });
  const listed = (await host.call('rounds.list', {})) as { value: readonly [{ id: string }] };
  const round = listed.value[0].id;
  await callOften(5_000, round);
  const before = await host.heldBytes();
  await callOften(total, round);
  const grown = (await host.heldBytes()) - before;
  console.log(
    `held ${(before / 2 ** 20).toFixed(1)} MiB, grown by ${(grown / 2 ** 20).toFixed(2)} MiB`,
  );
  expect(grown).toBeLessThan(allowed);
});
