import { BrowserWindow, dialog, type OpenDialogOptions, safeStorage } from 'electron';
import Store from 'electron-store';
import { fail, ok } from '../shared/result.ts';
import { nodePlatform } from './platform-node.ts';
import type { Dialogs, FilePurpose } from './services/dialogs.ts';
import type { Platform, Secrets } from './services/platform.ts';
import { openSettingsStore } from './services/settings-store.ts';

/** The machine as Electron sees it: plain Node, with electron-store for settings and the system's own keychain. */
export function electronPlatform(home: string): Platform {
  const plain = nodePlatform(home);
  return {
    ...plain,
    settings: openSettingsStore(plain.home.folder, (options) => new Store(options)),
    secrets: keychain(),
  };
}

/** `basic_text` is Linux without a keyring: a fixed key that only looks like encryption. Nothing is kept then. */
function keychain(): Secrets {
  const isReal = () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
  return {
    get isAvailable() {
      return isReal();
    },
    seal: async (secret) =>
      isReal()
        ? ok(new Uint8Array(safeStorage.encryptString(secret)))
        : fail({ kind: 'unavailable' }),
    open: async (sealed) => {
      if (!isReal()) return fail({ kind: 'unavailable' });
      try {
        return ok(safeStorage.decryptString(Buffer.from(sealed)));
      } catch {
        return fail({ kind: 'unreadable' });
      }
    },
  };
}

const asked: Readonly<Record<FilePurpose, OpenDialogOptions>> = {
  bundle: {
    properties: ['openFile', 'dontAddToRecent'],
    filters: [{ name: '.hzb', extensions: ['hzb'] }],
  },
  workbooks: {
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    filters: [{ name: '.xlsx', extensions: ['xlsx'] }],
  },
  requests: {
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    filters: [{ name: '.pem', extensions: ['pem'] }],
  },
  backup: {
    properties: ['openFile', 'dontAddToRecent'],
    filters: [{ name: '.hzp', extensions: ['hzp'] }],
  },
  'round-folder': { properties: ['openDirectory', 'dontAddToRecent'] },
};

/** The system's own dialogs, over the window in front. */
export const electronDialogs: Dialogs = {
  pick: async (purpose) => {
    const window = BrowserWindow.getFocusedWindow();
    const options = asked[purpose];
    const answer = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return answer.canceled ? null : answer.filePaths;
  },
  save: async (name) => {
    const window = BrowserWindow.getFocusedWindow();
    const options = { defaultPath: name, properties: ['dontAddToRecent' as const] };
    const answer = await (window === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options));
    return answer.canceled ? null : answer.filePath;
  },
};
