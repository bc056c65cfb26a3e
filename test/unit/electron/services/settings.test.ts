import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { afterAll, describe, expect, it } from 'vitest';
import {
  changeSettings,
  defaultSettings,
  loadSettings,
} from '../../../../electron/services/settings.ts';
import { openSettingsStore } from '../../../../electron/services/settings-store.ts';
import { must } from '../../../../shared/result.ts';
import { mountSmallDisk } from '../../../support/small-disk.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const openIn = (folder: string) => openSettingsStore(folder, (options) => new Conf(options));

function storeWith(content: string | null) {
  const folder = temporaryFolder('settings');
  if (content !== null) writeFileSync(path.join(folder, 'config.json'), content);
  return openIn(folder);
}

describe('settings', () => {
  it('are the defaults without a note on a new machine, and nothing is written', () => {
    const store = storeWith(null);
    expect(loadSettings(store)).toEqual({ settings: defaultSettings, note: null });
    expect(statSync(store.file, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('are stored, and found again by another door', () => {
    const folder = temporaryFolder('settings');
    const changed = { ...defaultSettings, locale: 'en', theme: 'dark' };
    expect(must(changeSettings(openIn(folder), { locale: 'en', theme: 'dark' }))).toEqual(changed);
    expect(loadSettings(openIn(folder))).toEqual({ settings: changed, note: null });
    // electron-store is conf with this name and Electron's own folder.
    const desktop = openSettingsStore(
      folder,
      (options) => new Conf({ ...options, configName: 'config' }),
    );
    expect(loadSettings(desktop)).toEqual({ settings: changed, note: null });
    must(changeSettings(desktop, { fontSize: 'large' }));
    expect(loadSettings(openIn(folder)).settings).toEqual({ ...changed, fontSize: 'large' });
    expect(statSync(path.join(folder, 'config.json')).mode & 0o777).toBe(0o600);
  });

  it('keep what other parts store, dots in names included', () => {
    const store = storeWith('{"host.port": 51234}');
    must(changeSettings(store, { theme: 'light' }));
    expect(store.get('host.port')).toBe(51234);
    must(store.set({ 'host.port': 5, window: { width: 1366 } }));
    expect(JSON.parse(readFileSync(store.file, 'utf8'))).toEqual({
      ...defaultSettings,
      theme: 'light',
      'host.port': 5,
      window: { width: 1366 },
    });
  });

  it.each(['', '{"locale": "en"', '[]', 'null', '"en"', '\u0000\u0000\u0000'])(
    'are the defaults with a note when the file holds %j, and can be stored again',
    (content) => {
      const store = storeWith(content);
      const note = { kind: 'settings-damaged', file: store.file, keys: [] };
      expect(loadSettings(store)).toEqual({ settings: defaultSettings, note });
      must(changeSettings(store, { locale: 'en' }));
      expect(loadSettings(store)).toEqual({
        settings: { ...defaultSettings, locale: 'en' },
        note: null,
      });
    },
  );

  it('replace only the wrong ones by defaults, and name them', () => {
    const store = storeWith(
      '{"locale": "fr", "theme": "dark", "fontSize": 12, "__proto__": {"theme": "light"}}',
    );
    expect(loadSettings(store)).toEqual({
      settings: { ...defaultSettings, theme: 'dark' },
      note: { kind: 'settings-damaged', file: store.file, keys: ['locale', 'fontSize'] },
    });
  });

  it('are the defaults when the file cannot be read at all; storing says why', () => {
    const folder = temporaryFolder('settings');
    mkdirSync(path.join(folder, 'config.json'));
    const store = openIn(folder);
    expect(loadSettings(store).note).toMatchObject({ kind: 'settings-damaged' });
    expect(changeSettings(store, { locale: 'en' })).toMatchObject({
      ok: false,
      failure: { file: store.file, code: 'EISDIR' },
    });
  });
});

const disk = mountSmallDisk(64 * 1024);
afterAll(() => disk?.remove());

describe.skipIf(disk === null)('on a full disk', () => {
  it('storing settings never claims success when they are lost', () => {
    const folder = disk?.folder ?? '';
    const store = openIn(folder);
    must(changeSettings(store, { locale: 'en' }));
    fillUp(path.join(folder, 'filler'));
    const stored = changeSettings(store, { theme: 'dark' });
    const loaded = loadSettings(openIn(folder));
    if (stored.ok) expect(loaded.settings.theme).toBe('dark');
    else expect(stored.failure).toMatchObject({ kind: 'disk-full', file: store.file });
    expect(loaded.note === null || !stored.ok).toBe(true);
  });
});

function fillUp(file: string): void {
  for (let size = 32 * 1024; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Full for this size: fill the rest with smaller pieces.
    }
  }
}
