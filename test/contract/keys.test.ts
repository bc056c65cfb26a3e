import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Secrets } from '../../electron/services/platform.ts';
import { must } from '../../shared/result.ts';
import { contentOf, openCopy, openDesk, type TestDesk } from '../support/desk.ts';
import { makeIdentity, passphrase } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The passphrase: changed, kept by the system, asked for again after a pause. */

const folder = temporaryFolder('keys');
const at = (...names: string[]) => path.join(folder, ...names);
const next = 'another harbour 海 seven';
const minute = 60_000;
await makeIdentity(at('person'), 'li@keys.example').then(({ desk }) => desk.close());
let count = 0;

type Options = NonNullable<Parameters<typeof openDesk>[1]>;

/** A person's desk of its own, locked. */
function person(options: Options = {}): TestDesk {
  count += 1;
  return openCopy(at('person'), at(`person-${count}`), options);
}

function failureOf(answer: { ok: boolean; failure?: { kind: string } }): string | null {
  return answer.failure?.kind ?? null;
}

/** A keychain as an operating system has one; `open` can be made to fail, as after a reset. */
function keychain(): Secrets & { reset: () => void } {
  let isReset = false;
  return {
    isAvailable: true,
    seal: async (secret) => ({ ok: true, value: Buffer.from(`sealed ${secret}`).reverse() }),
    open: async (sealed) => {
      if (isReset) return { ok: false, failure: { kind: 'unreadable' } };
      const text = Buffer.from(sealed).reverse().toString();
      return { ok: true, value: text.replace('sealed ', '') };
    },
    reset: () => {
      isReset = true;
    },
  };
}

describe('changing the passphrase', () => {
  it('puts the same keys under another one', async () => {
    const desk = person();
    const before = must(await desk.call('identity.unlock', { passphrase }));
    const key = must(await desk.call('projection.key', {}));
    const changed = must(await desk.call('identity.changePassphrase', { passphrase, next }));
    expect(changed).toEqual({ remembered: false });
    expect(must(await desk.call('projection.key', {}))).toEqual(key);
    must(await desk.call('identity.lock', {}));
    expect(failureOf(await desk.call('identity.unlock', { passphrase }))).toBe('wrong-passphrase');
    const after = must(await desk.call('identity.unlock', { passphrase: next }));
    expect(after.fingerprint).toBe(before.fingerprint);
    expect(must(await desk.call('projection.key', {}))).toEqual(key);
  });

  it('is refused for a wrong or a weak one, and leaves everything as it was', async () => {
    const desk = person();
    const before = contentOf(desk.folder);
    const change = async (present: string, chosen: string) =>
      failureOf(
        await desk.call('identity.changePassphrase', { passphrase: present, next: chosen }),
      );
    expect(await change('something wrong 9', next)).toBe('wrong-passphrase');
    expect(await change(passphrase, '12345')).toBe('weak-passphrase');
    expect(contentOf(desk.folder)).toEqual(before);
    must(await desk.call('identity.unlock', { passphrase }));
  });

  it('is not for the practice identity, nor for nobody', async () => {
    const nobody = openDesk(at('nobody'));
    const change = await nobody.call('identity.changePassphrase', { passphrase, next });
    expect(failureOf(change)).toBe('no-identity');
  });
});

describe('a passphrase that the system keeps', () => {
  it('opens the identity, and is not on the disk in clear', async () => {
    const secrets = keychain();
    const desk = person({ secrets });
    expect(must(await desk.call('identity.read', {})).keychain).toBe('available');
    const wrong = await desk.call('identity.remember', { passphrase: next });
    expect(failureOf(wrong)).toBe('wrong-passphrase');
    const kept = must(await desk.call('identity.remember', { passphrase }));
    expect(kept).toMatchObject({ keychain: 'remembered', state: 'locked' });
    const file = path.join(desk.folder, 'passphrase.sealed');
    expect(readFileSync(file).includes(passphrase)).toBe(false);
    expect(must(await desk.call('identity.recall', {})).state).toBe('unlocked');
    const forgotten = must(await desk.call('identity.forget', {}));
    expect(forgotten.keychain).toBe('available');
    expect(existsSync(file)).toBe(false);
    must(await desk.call('identity.lock', {}));
    expect(failureOf(await desk.call('identity.recall', {}))).toBe('not-remembered');
  });

  it('goes along with a change, and is worth nothing after the system lost it', async () => {
    const secrets = keychain();
    const desk = person({ secrets });
    must(await desk.call('identity.remember', { passphrase }));
    const changed = must(await desk.call('identity.changePassphrase', { passphrase, next }));
    expect(changed).toEqual({ remembered: true });
    expect(must(await desk.call('identity.recall', {})).state).toBe('unlocked');
    must(await desk.call('identity.lock', {}));
    secrets.reset();
    expect(failureOf(await desk.call('identity.recall', {}))).toBe('not-remembered');
    expect(must(await desk.call('identity.unlock', { passphrase: next })).state).toBe('unlocked');
  });

  it('that another program has changed since is given up', async () => {
    const secrets = keychain();
    const desk = person({ secrets });
    must(await desk.call('identity.remember', { passphrase }));
    const other = openDesk(desk.folder);
    must(await other.call('identity.changePassphrase', { passphrase, next }));
    expect(failureOf(await desk.call('identity.recall', {}))).toBe('not-remembered');
    expect(must(await desk.call('identity.read', {})).keychain).toBe('available');
  });

  it('is never kept where the system keeps nothing safely', async () => {
    const desk = person();
    expect(must(await desk.call('identity.read', {})).keychain).toBe('none');
    const kept = await desk.call('identity.remember', { passphrase });
    expect(failureOf(kept)).toBe('keychain-unavailable');
    writeFileSync(path.join(desk.folder, 'passphrase.sealed'), 'x');
    expect(must(await desk.call('identity.read', {})).keychain).toBe('none');
    expect(failureOf(await desk.call('identity.recall', {}))).toBe('not-remembered');
  });
});

describe('a desk that nobody works at', () => {
  async function deskWithClock() {
    const time = { now: new Date('2026-11-20T08:00:00Z').getTime() };
    const desk = person({ clock: () => new Date(time.now) });
    must(await desk.call('identity.unlock', { passphrase }));
    const pass = (minutes: number) => {
      time.now += minutes * minute;
    };
    const state = async () => must(await desk.call('identity.read', {})).state;
    return { desk, pass, state };
  }

  it('is locked after a quarter of an hour, before the next call sees anything', async () => {
    const { desk, pass, state } = await deskWithClock();
    pass(14.9);
    must(await desk.call('rounds.list', {}));
    pass(15.1);
    expect(failureOf(await desk.call('rounds.list', {}))).toBe('identity-locked');
    expect(await state()).toBe('locked');
  });

  it('is not kept open by what the page asks by itself, but by somebody who stays', async () => {
    const { desk, pass, state } = await deskWithClock();
    for (let time = 0; time < 14; time += 7) {
      pass(7);
      expect(await state()).toBe('unlocked');
    }
    must(await desk.call('identity.stay', {}));
    pass(14);
    expect(await state()).toBe('unlocked');
    pass(2);
    expect(await state()).toBe('locked');
  });

  it('is locked after the time that the settings say', async () => {
    const { desk, pass, state } = await deskWithClock();
    must(await desk.call('settings.write', { autoLock: 60 }));
    pass(59);
    expect(await state()).toBe('unlocked');
    must(await desk.call('settings.write', { autoLock: 5 }));
    pass(6);
    expect(await state()).toBe('locked');
  });

  it('locks the center too', async () => {
    const time = { now: Date.now() };
    const center = openDesk(at('center'), { center: true, clock: () => new Date(time.now) });
    must(await center.call('center.create', { name: '中心', passphrase }));
    const state = async () => must(await center.call('center.read', {})).state;
    expect(await state()).toBe('unlocked');
    time.now += 8 * minute;
    expect(await state()).toBe('unlocked');
    time.now += 8 * minute;
    expect(await state()).toBe('locked');
    must(await center.call('center.unlock', { passphrase }));
    expect(await state()).toBe('unlocked');
  });
});
