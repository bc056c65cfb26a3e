import { afterEach, describe, expect, it, vi } from 'vitest';
import { electronPlatform } from '../../../electron/platform-electron.ts';
import { must } from '../../../shared/result.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** The keychain that Electron reports; each test sets what it needs. */
const keychain = vi.hoisted(() => ({ isAvailable: true, backend: 'gnome_libsecret' }));

vi.mock('electron', () => ({
  BrowserWindow: { getFocusedWindow: () => null },
  dialog: {},
  safeStorage: {
    isEncryptionAvailable: () => keychain.isAvailable,
    getSelectedStorageBackend: () => keychain.backend,
    encryptString: (text: string) => Buffer.from(`sealed:${text}`),
    decryptString: (sealed: Buffer) => {
      const text = sealed.toString();
      if (!text.startsWith('sealed:')) throw new Error('Error while decrypting the ciphertext');
      return text.slice('sealed:'.length);
    },
  },
}));
vi.mock('electron-store', async () => ({ default: (await import('conf')).default }));

afterEach(() => Object.assign(keychain, { isAvailable: true, backend: 'gnome_libsecret' }));

const secrets = () => electronPlatform(temporaryFolder('platform')).secrets;

describe('what the system keeps', () => {
  it('comes back from the keychain', async () => {
    const { isAvailable, seal, open } = secrets();
    expect(isAvailable).toBe(true);
    expect(must(await open(must(await seal('口令'))))).toBe('口令');
  });

  it('is told unreadable when the keychain cannot open it', async () => {
    expect(await secrets().open(new Uint8Array([1, 2]))).toEqual({
      ok: false,
      failure: { kind: 'unreadable' },
    });
  });

  it.skipIf(process.platform !== 'linux')('is nothing where Linux has no keyring', async () => {
    keychain.backend = 'basic_text';
    const { isAvailable, seal, open } = secrets();
    const unavailable = { ok: false, failure: { kind: 'unavailable' } };
    expect(isAvailable).toBe(false);
    expect(await seal('口令')).toEqual(unavailable);
    expect(await open(new Uint8Array(8))).toEqual(unavailable);
  });

  it('is nothing where the system has no keychain', async () => {
    keychain.isAvailable = false;
    expect(secrets().isAvailable).toBe(false);
  });
});
