import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultHome, nodePlatform } from '../../../electron/platform-node.ts';
import { changeSettings } from '../../../electron/services/settings.ts';
import { must } from '../../../shared/result.ts';
import { temporaryFolder } from '../../support/temporary.ts';

describe('nodePlatform', () => {
  it('offers a clock, randomness, settings and a log under its home, and keeps no secrets', async () => {
    const home = path.join(temporaryFolder('home'), 'new');
    const platform = nodePlatform(home);
    expect(platform.randomBytes(32)).not.toEqual(platform.randomBytes(32));
    expect(platform.randomBytes(7).length).toBe(7);
    expect(Math.abs(platform.now().getTime() - Date.now())).toBeLessThan(60_000);
    must(changeSettings(platform.settings, { locale: 'en' }));
    expect(JSON.parse(readFileSync(path.join(home, 'config.json'), 'utf8'))).toMatchObject({
      locale: 'en',
    });
    platform.log.write('info', 'app.started');
    expect(existsSync(platform.home.log)).toBe(true);
    expect(platform.secrets.isAvailable).toBe(false);
    expect(await platform.secrets.seal('x')).toMatchObject({ failure: { kind: 'unavailable' } });
    expect(await platform.secrets.open(new Uint8Array())).toMatchObject({
      failure: { kind: 'unavailable' },
    });
  });
});

describe('defaultHome', () => {
  it.each([
    ['linux', {}, '/home/li', '/home/li/.config/Haizhi Review'],
    ['linux', { XDG_CONFIG_HOME: '/x' }, '/home/li', '/x/Haizhi Review'],
    ['darwin', {}, '/Users/li', '/Users/li/Library/Application Support/Haizhi Review'],
    [
      'win32',
      { APPDATA: 'C:\\Users\\li\\AppData\\Roaming' },
      'C:\\Users\\li',
      'C:\\Users\\li\\AppData\\Roaming\\Haizhi Review',
    ],
    ['win32', {}, 'C:\\Users\\li', 'C:\\Users\\li\\AppData\\Roaming\\Haizhi Review'],
  ] as const)(
    'on %s with %o is where Electron keeps userData',
    (platform, env, account, expected) => {
      expect(defaultHome({ platform, env, account })).toBe(expected);
    },
  );
});
