import { beforeAll, expect, it } from 'vitest';
import { bundleIfChanged } from '../../build/bundle.ts';
import { findChromium } from '../support/chromium.ts';
import { describeRooms, visit } from '../support/network-room.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A whole round: by the services from enrolment to the list, then the screens of expert, chair and center in a browser. */

const round = () => `node build/run.js build/demo.ts --out ${temporaryFolder('demo')}/round`;
const journeys = ['expert', 'chair', 'center', 'desktop'] as const;
const vitest = 'node node_modules/vitest/vitest.mjs run --config build/vitest.config.ts';
const screens = (journey: string) => `${vitest} --project e2e test/e2e/${journey}`;
const rooms = ['alone', 'watched'] as const;
const visits = rooms.flatMap((room) => journeys.map((journey) => [journey, room] as const));

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

  it.each(visits)(
    'does it on the screens (%s), and nothing leaves it (%s)',
    async (journey, room) => {
      const { status, output, packets } = await visit(room, screens(journey));
      expect({ status, packets }, output).toEqual({ status: 0, packets: 0 });
    },
  );
});
