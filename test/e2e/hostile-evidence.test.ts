import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunDesktop } from '../support/desktop-app.ts';
import { type Door, doors } from '../support/doors.ts';
import { hostilePdf, hostileWord } from '../support/hostile-evidence.ts';
import {
  declareNone,
  packRound,
  passphrase,
  round,
  smallRound,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { ReviewPage } from './pages/review-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

const folder = temporaryFolder('hostile');
const readers = { browser: 0, electron: 2 } as const;
const homes = new Map<string, string>();

/** Whatever reaches this machine's own network; what is meant for others is counted by `test/long/no-network.test.ts`. */
const visited: string[] = [];
const server = createServer((request, response) => {
  visited.push(request.url ?? '');
  response.end();
});
let address: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const small = smallRound();
  const far = ['http://haizhi.example', 'http://192.0.2.1'];
  const files = new Map([
    ['near.pdf', hostilePdf(address)],
    ['far.pdf', hostilePdf(far[0]!)],
    ['hostile.docx', hostileWord([address, ...far])],
  ]);
  const described = [...files.keys()].map((file, place) => ({ id: `d${place}`, file, name: file }));
  small.applications.w1!.documents.push(...described);
  const source = writeRound(path.join(folder, 'round'), small);
  for (const [name, bytes] of files) writeFileSync(path.join(source, 'w1', name), bytes);
  const panel = await packRound(folder, source);
  for (const [door, place] of Object.entries(readers)) {
    const desk = await panel.open(place);
    await declareNone(desk, 'w1');
    homes.set(door, desk.folder);
  }
  await panel.close();
});
afterAll(() => void server.close());

describe.each(['browser', 'electron'] as const)('over the door %s', (kind) => {
  const isHere = kind === 'browser' || canRunDesktop;
  let door: Door;
  let review: ReviewPage;
  const dialogs: string[] = [];
  const requested: string[] = [];

  beforeAll(async () => {
    if (!isHere) return;
    const home = path.join(folder, `home-${kind}`);
    mkdirSync(home);
    door = await doors[kind]!({ home, profile: homes.get(kind)! });
    const { page } = door.screen;
    page.on('dialog', (dialog) => dialogs.push(dialog.message()));
    page.on('request', (request) => requested.push(request.url()));
    await new WelcomePage(door.screen).unlock(passphrase);
    await new RoundsPage(door.screen).heading.waitFor();
    review = new ReviewPage(door.screen);
    await review.open(round, 'w1', '7(1)');
  });
  afterAll(() => door?.stop());

  it.skipIf(!isHere).each(['near.pdf', 'far.pdf'])('%s is a picture and a text', async (name) => {
    await review.show(name);
    const page = review.page(1);
    await page.getByText('hostile').waitFor();
    await page.locator('canvas').first().waitFor();
    await page.click();
    expect(await page.locator('a, input, section').count()).toBe(0);
  });

  it.skipIf(!isHere)('a Word document is what is in the file', async () => {
    await review.show('hostile.docx');
    const frame = review.evidence.locator('iframe').contentFrame();
    await frame.getByText('可疑的文件').waitFor();
    for (const link of await frame.getByText(/^前往/).all()) await link.click();
    expect(await frame.locator('script, iframe, object, embed, link, [onerror]').count()).toBe(0);
    const leading = await frame
      .locator('[href]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
    expect(leading.filter((each) => each.includes(':'))).toEqual([]);
  });

  it.skipIf(!isHere)('and nothing was fetched, sent, opened or run', async () => {
    const { page } = door.screen;
    const own = new URL(page.url()).origin;
    const foreign = requested.filter(
      (each) => !/^(blob|data):/.test(each) && !each.startsWith(own),
    );
    expect({ visited, foreign, dialogs }).toEqual({ visited: [], foreign: [], dialogs: [] });
    expect(page.context().pages()).toHaveLength(1);
    expect(new URL(page.url()).hash).toContain('/review/');
    // A picture that is not in the file is looked for among the app's own files.
    const others = door.screen.complaints.filter((each) => !each.includes('status of 404'));
    expect(others).toEqual([]);
  });
});

it('and a request would have been seen', async () => {
  await fetch(`${address}/seen`);
  expect(visited).toEqual(['/seen']);
});
