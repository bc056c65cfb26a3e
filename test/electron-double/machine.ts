/** The parts of the machine that a test has to stand in for, or that nothing here can show. */

function unanswered(name: string): () => Promise<never> {
  return async () => {
    throw new Error(`the test has to answer dialog.${name}`);
  };
}

/** A test replaces the functions, as it would on the real runtime. */
export const dialog = {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showErrorBox: (title: string, content: string) =>
    void process.stderr.write(`error box: ${title}: ${content}\n`),
};

/** As on a Linux desktop without a keyring. */
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: (text: string) => Buffer.from(text),
  decryptString: (sealed: Buffer) => sealed.toString(),
};

let applicationMenu: unknown = {};

export const Menu = {
  setApplicationMenu: (menu: unknown) => {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
  buildFromTemplate: (items: readonly object[]) => ({ items }),
};

/** electron-store asks for it; the app opens nothing. */
export const shell = {};
