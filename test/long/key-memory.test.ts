import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleIfChanged } from '../../build/bundle.ts';
import { toBase64Bytes } from '../../electron/services/age/base64-bytes.ts';
import { secretText } from '../../electron/services/age/secret-key.ts';
import { homeIn } from '../../electron/services/home.ts';
import { unlockVault } from '../../electron/services/identity/vault.ts';
import { must } from '../../shared/result.ts';
import { AppPage } from '../e2e/pages/app-page.ts';
import { ReviewPage } from '../e2e/pages/review-page.ts';
import { RoundsPage } from '../e2e/pages/rounds-page.ts';
import { WelcomePage } from '../e2e/pages/welcome-page.ts';
import { launchChromium } from '../support/chromium.ts';
import { type InspectedHost, startInspectedHost } from '../support/inspected-host.ts';
import { childrenRunning, foundInMemory } from '../support/process-memory.ts';
import { completeReview, packRound, passphrase, round } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/**
 * The memory of the real host and of the browser before it, read from outside as a debugger would and as a dump after a crash
 * would hold it: what lies there of the keys.
 */

const folder = temporaryFolder('key-memory');
let host: InspectedHost;
let keys: Readonly<Record<string, Buffer>>;

beforeAll(async () => {
  await bundleIfChanged();
  const panel = await packRound(folder);
  const desk = await panel.open(0);
  await completeReview(desk, round);
  await panel.close();
  const { agePrivate, signingKeyPkcs8, profileKey } = must(
    await unlockVault(homeIn(desk.folder).identity, passphrase),
  );
  // Behind the modulus, which is public: the private exponent and the primes.
  const signing = signingKeyPkcs8.slice(450, 1_200);
  const wanted = {
    'age key': agePrivate,
    'age key as text': secretText(agePrivate),
    'signing key': signing,
    'signing key as text': toBase64Bytes(signing),
    'profile key': profileKey,
    'profile key as text': toBase64Bytes(profileKey),
  };
  keys = Object.fromEntries(
    Object.entries(wanted).map(([name, bytes]) => [name, Buffer.from(bytes)]),
  );
  host = await startInspectedHost(path.join(folder, 'app'), desk.folder);
});
afterAll(() => host?.stop());

it.skipIf(process.platform !== 'linux')(
  'nothing of a person’s keys in any process of the browser, while they are open',
  async () => {
    const browser = await launchChromium();
    const app = await AppPage.open(browser, host.address);
    await new WelcomePage(app).unlock(passphrase);
    await new RoundsPage(app).heading.waitFor();
    const review = new ReviewPage(app);
    await review.open(round, 'w1', '7(1)');
    await review.show('proof.txt');
    const canary = randomBytes(32).toString('hex');
    await app.page.evaluate((text) => Object.assign(window, { canary: text }), canary);
    expect(foundInMemory(host.pid, keys)).toContain('age key');
    const wanted = { ...keys, canary: Buffer.from(canary) };
    const found = childrenRunning('chromium').flatMap((pid) => foundInMemory(pid, wanted));
    expect(new Set(found)).toEqual(new Set(['canary']));
    await browser.close();
  },
);

it.skipIf(process.platform !== 'linux')(
  'nothing of a person’s keys, after work and locking',
  async () => {
    const call = async (name: string, input: object = {}) => {
      expect(await host.call(name, input), name).toMatchObject({ ok: true });
    };
    await call('identity.unlock', { passphrase });
    await call('rounds.list');
    await call('applications.read', { round, application: 'w1' });
    await call('documents.open', { round, application: 'w1', document: 'form' });
    expect(foundInMemory(host.pid, keys)).toEqual(
      expect.arrayContaining(['age key', 'profile key', 'signing key']),
    );
    await call('review.sign', { round, passphrase, locale: 'zh-CN' });
    await call('projection.key');
    await call('log.verify');
    await call('identity.lock');
    const left = async () => {
      await host.heldBytes();
      return foundInMemory(host.pid, keys);
    };
    // Threads that have nothing to do end within a second or so.
    await expect.poll(left, { timeout: 60_000, interval: 2_000 }).toEqual([]);
  },
);
