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
  showMessageBox: unanswered('showMessageBox'),
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

/** An entry as it was given, its entries below it as a menu of their own. */
interface Entry {
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: readonly Entry[] | { readonly items: readonly Entry[] };
}

function menuFrom(template: readonly Entry[]): { readonly items: readonly Entry[] } {
  const items = template.map((entry) => {
    if (entry.label === undefined && entry.role === undefined && !('type' in entry)) {
      throw new Error('Invalid template for MenuItem: must have label, role or type');
    }
    const { submenu } = entry;
    return Array.isArray(submenu) ? { ...entry, submenu: menuFrom(submenu) } : entry;
  });
  return { items };
}

let applicationMenu: unknown = {};

export const Menu = {
  setApplicationMenu: (menu: unknown) => {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
  buildFromTemplate: menuFrom,
};

/** One display, a little larger than the usual window. */
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1600, height: 900 } }],
};

/** electron-store asks for it too. A test replaces what the app uses. */
export const shell = {
  showItemInFolder: (file: string) => void process.stderr.write(`shown in its folder: ${file}\n`),
};
