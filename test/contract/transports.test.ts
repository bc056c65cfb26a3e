import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp } from '../../electron/app.ts';
import { nodePlatform } from '../../electron/platform-node.ts';
import { contract } from '../../shared/contract.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { type Carrier, carriers } from '../support/transports.ts';

/** One suite over every transport: whatever carries a call, the answer is the same. */
describe.each(Object.keys(carriers))('over %s', (name) => {
  let app: App;
  let carrier: Carrier;

  beforeAll(async () => {
    const home = temporaryFolder();
    const platform = nodePlatform(home);
    app = await openApp({
      home,
      profile: home,
      center: null,
      door: 'browser',
      version: '1.2.3',
      platform,
      dialogs: null,
    });
    carrier = await (carriers[name] as (app: App) => Promise<Carrier>)(app);
  });
  afterAll(async () => {
    await carrier.close();
    await app.close();
  });

  it('answers a call with its output', async () => {
    const reply = await carrier.call('app.info', {});
    expect(reply).toEqual({
      ok: true,
      value: { version: '1.2.3', door: 'browser', dialogs: false, center: false },
    });
  });

  it('answers an expected failure as data', async () => {
    expect(await carrier.call('identity.unlock', { passphrase: 'x' })).toEqual({
      ok: false,
      failure: { kind: 'no-identity' },
    });
  });

  it('keeps what it was told', async () => {
    expect(await carrier.call('settings.write', { locale: 'en', theme: 'dark' })).toMatchObject({
      ok: true,
    });
    expect(await carrier.call('settings.read', {})).toEqual({
      ok: true,
      value: { locale: 'en', theme: 'dark', fontSize: 'normal', autoLock: 15 },
    });
  });

  it.each(['', 'app', 'app.nothing', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'knows no method %j',
    async (method) => {
      expect(await carrier.call(method, {})).toEqual({ fault: 'unknown-method' });
    },
  );

  it.each<[string, string, unknown]>([
    ['no input', 'identity.unlock', null],
    ['a list', 'identity.unlock', []],
    ['a missing member', 'identity.unlock', {}],
    ['a wrong type', 'identity.unlock', { passphrase: 1 }],
    ['an empty text', 'identity.unlock', { passphrase: '' }],
    ['a member too many', 'identity.unlock', { passphrase: 'x', also: true }],
    ['a value that is not offered', 'settings.write', { locale: 'fr' }],
    ['a path instead of a token', 'bundles.open', { file: '/etc/passwd' }],
    ['a round id that is a path', 'rounds.read', { round: '../../etc' }],
  ])('refuses %s', async (_why, method, input) => {
    expect(await carrier.call(method, input)).toEqual({ fault: 'bad-input' });
  });

  it('gives every method without an identity a typed refusal or an answer, never a fault', async () => {
    const faults: string[] = [];
    for (const method of Object.keys(contract).filter((each) => each !== 'practice.start')) {
      const reply = await carrier.call(method, {});
      if ('fault' in reply && reply.fault !== 'bad-input') faults.push(method);
    }
    expect(faults).toEqual([]);
  });
});
