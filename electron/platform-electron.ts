import path from 'node:path';
import { BrowserWindow, dialog, type OpenDialogOptions, safeStorage, shell } from 'electron';
import Store from 'electron-store';
import { fail, ok } from '../shared/result.ts';
import { nodePlatform } from './platform-node.ts';
import type { Dialogs, FilePurpose } from './services/dialogs.ts';
import type { InstallerReport } from './services/installer/check-installer.ts';
import type { Platform, Secrets } from './services/platform.ts';
import { openSettingsStore } from './services/settings-store.ts';
import type { Text } from './services/text.ts';

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
  'backup-folder': { properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] },
};

function ask(options: OpenDialogOptions) {
  const window = BrowserWindow.getFocusedWindow();
  return window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options);
}

/** The system's own dialogs, over the window in front. */
export const electronDialogs: Dialogs = {
  pick: async (purpose) => {
    const answer = await ask(asked[purpose]);
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

/** Says something in the system's own words and look. @returns which of the buttons was chosen; the first is the default. */
export async function tell(
  type: 'info' | 'warning' | 'error',
  message: string,
  detail: string,
  buttons: readonly string[],
): Promise<number> {
  const options = { type, message, detail, buttons: [...buttons], defaultId: 0, cancelId: 0 };
  const window = BrowserWindow.getAllWindows()[0];
  const { response } = await (window === undefined
    ? dialog.showMessageBox({ ...options, noLink: true })
    : dialog.showMessageBox(window, { ...options, noLink: true }));
  return response;
}

/** Lets a person choose a downloaded installer; `null` when the dialog was closed. */
export async function showInstaller(text: Text): Promise<string | null> {
  const extensions = ['exe', 'dmg', 'AppImage', 'deb', 'gz'];
  const { filePaths, canceled } = await ask({
    properties: ['openFile', 'dontAddToRecent'],
    filters: [{ name: text('shell.installer.filter'), extensions }],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Says what a downloaded installer turned out to be. */
export async function showInstallerReport(
  text: Text,
  file: string,
  { verdict, sha256 }: InstallerReport,
): Promise<void> {
  const detail = text(`shell.installer.detail.${verdict}`, { file: path.basename(file), sha256 });
  const type = verdict === 'genuine' ? 'info' : 'warning';
  await tell(type, text(`shell.installer.verdict.${verdict}`), detail, [text('shell.ok')]);
}

/** Shows the log in the system's own file manager, which opens nothing. */
export function showLogFolder(log: string): void {
  shell.showItemInFolder(log);
}
