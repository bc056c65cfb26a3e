import { beforeAll, expect, it } from 'vitest';
import { bundleIfChanged } from '../../build/bundle.ts';
import { findChromium } from '../support/chromium.ts';
import { describeRooms, visit } from '../support/network-room.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A whole round: by the services from enrolment to the list, then the screens of everybody in a browser and in the desktop app. */

const round = () => `node build/run.js build/demo.ts --out ${temporaryFolder('demo')}/round`;
const everything = [
  'pack',
  'expert',
  'review',
  'evidence',
  'hostile',
  'chair',
  'center',
  'keys',
  'verify',
  'desktop',
  'doors',
];
const vitest =
  'node node_modules/vitest/vitest.mjs run --config build/vitest.config.ts --project e2e';
const screens = (names: readonly string[]) =>
  `${vitest} ${names.map((name) => `test/e2e/${name}`).join(' ')}`;
const rooms = ['alone', 'watched'] as const;

describeRooms('a machine without a network', () => {
  beforeAll(async () => {
    await bundleIfChanged();
    await findChromium();
  });

  it('is seen through: what would leave is counted', async () => {
    const named = `node -e "fetch('http://haizhi.example').catch(() => 0)"`;
    expect((await visit('watched', named)).packets).toBeGreaterThan(0);
    const direct = `node -e "require('net').connect(80, '192.0.2.1').setTimeout(500, () => process.exit())"`;
    expect((await visit('watched', direct)).packets).toBeGreaterThan(0);
  });

  it.each(rooms)('does a round by the services, and nothing leaves it (%s)', async (room) => {
    const { status, output, packets } = await visit(room, round());
    expect({ status, packets }, output).toEqual({ status: 0, packets: 0 });
  });

  // Everything in one visit: which journey it was is found by running them one by one.
  it.each([
    ['alone', ['pack', 'expert', 'chair', 'center']],
    ['watched', everything],
  ] as const)('does it on the screens, and nothing leaves it (%s)', async (room, names) => {
    const { status, output, packets } = await visit(room, screens(names));
    expect({ status, packets }, output).toEqual({ status: 0, packets: 0 });
  });
});
