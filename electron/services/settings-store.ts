import path from 'node:path';
import type Conf from 'conf';
import type { Options } from 'conf';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { FileFailure } from './disk/file-failure.ts';
import { fileFailure } from './disk/file-failure.ts';

/**
 * Small conveniences under names, in `config.json` of the home folder: the same file on every door. Not the
 * place for anything that matters: on a full disk its writer may lose the old content (see `set`).
 */
export interface SettingsStore {
  readonly file: string;
  /** True when the file is there and could not be read as settings; then every key is absent. */
  isDamaged(): boolean;
  /** The stored value, unchecked; undefined when absent. */
  get(key: string): JsonValue | undefined;
  /** Stores these keys, keeps the others, and reads back: a failure says that the file may now be damaged. */
  set(values: JsonObject): Result<void, FileFailure>;
}

type Store = Conf<Record<string, unknown>>;
type StoreOptions = Readonly<Partial<Options<Record<string, unknown>>>>;

/**
 * Opens `config.json` in `folder`.
 * @param create makes the store: `new Conf(options)`, or electron-store, its child, on the desktop.
 */
export function openSettingsStore(
  folder: string,
  create: (options: StoreOptions) => Store,
): SettingsStore {
  const file = path.join(folder, 'config.json');
  let isDamaged = false;
  const deserialize = (text: string): Record<string, unknown> => {
    const stored = parseObject(text);
    isDamaged = stored === null;
    return stored ?? {};
  };
  const open = () =>
    create({
      cwd: folder,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
      deserialize,
    });
  return { file, ...storeOver(file, open, () => isDamaged) };
}

function storeOver(
  file: string,
  open: () => Store,
  isDamaged: () => boolean,
): Omit<SettingsStore, 'file'> {
  let store: Store | null = null;
  const read = (): Result<Readonly<Record<string, unknown>>, FileFailure> => {
    try {
      store ??= open();
      return ok(store.store);
    } catch (error) {
      return fail(fileFailure(error, file, 'read'));
    }
  };
  return {
    isDamaged: () => !read().ok || isDamaged(),
    get(key) {
      const stored = read();
      // It came from JSON.parse, so it is JSON.
      return stored.ok ? (stored.value[key] as JsonValue | undefined) : undefined;
    },
    set(values) {
      const stored = read();
      if (!stored.ok) return stored;
      try {
        if (store !== null) store.store = { ...stored.value, ...values };
      } catch (error) {
        return fail(fileFailure(error, file, 'write'));
      }
      // conf 15.1 replaced a good file by a truncated one on a full disk and reported success.
      const isKept = read().ok && !isDamaged();
      return isKept ? ok() : fail({ kind: 'disk-full', file, code: 'SHORT' });
    },
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : null;
  } catch {
    return null;
  }
}
