import type { Settings } from '../../shared/exchange.ts';
import { settings as schema } from '../../shared/exchange.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { FileFailure } from './disk/file-failure.ts';
import type { SettingsStore } from './settings-store.ts';

/** What a person has who never chose. */
export const defaultSettings: Settings = {
  locale: 'zh-CN',
  theme: 'system',
  fontSize: 'normal',
  autoLock: 15,
};

/** Settings in force, and what had to be put right to get them. */
interface LoadedSettings {
  readonly settings: Settings;
  /** Null when the file was fine or not there. Losing settings loses no work, so it is a note, not a failure. */
  readonly note: SettingsNote | null;
}

/** The defaults stand in for the whole file (`keys` empty) or for these keys. */
interface SettingsNote {
  readonly kind: 'settings-damaged';
  readonly file: string;
  readonly keys: readonly string[];
}

/** The stored settings; every absent or invalid one is its default. */
export function loadSettings(store: SettingsStore): LoadedSettings {
  const wrong: string[] = [];
  const pick = <K extends keyof Settings>(key: K): Settings[K] => {
    const stored = store.get(key);
    const checked = schema.shape[key].safeParse(stored);
    if (checked.success) return checked.data as Settings[K];
    if (stored !== undefined) wrong.push(key);
    return defaultSettings[key];
  };
  const settings = {
    locale: pick('locale'),
    theme: pick('theme'),
    fontSize: pick('fontSize'),
    autoLock: pick('autoLock'),
  };
  const isWrong = store.isDamaged() || wrong.length > 0;
  return {
    settings,
    note: isWrong ? { kind: 'settings-damaged', file: store.file, keys: wrong } : null,
  };
}

/** Stores a change and answers the settings now in force. Other keys of the file are kept; what is `undefined` stays. */
export function changeSettings(
  store: SettingsStore,
  change: Partial<Settings>,
): Result<Settings, FileFailure> {
  const asked = Object.entries(schema.partial().parse(change));
  const given = Object.fromEntries(asked.filter(([, value]) => value !== undefined));
  const settings: Settings = { ...loadSettings(store).settings, ...given };
  const stored = store.set(settings);
  return stored.ok ? ok(settings) : stored;
}
