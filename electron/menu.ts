import type { Text } from './services/text.ts';

/** One entry of the native menu, as Electron takes it. */
export interface MenuEntry {
  label?: string;
  type?: 'separator';
  role?: Role;
  accelerator?: string;
  click?: () => void;
  submenu?: MenuEntry[];
}

type Role =
  | 'appMenu'
  | 'editMenu'
  | 'help'
  | 'quit'
  | 'close'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'zoom'
  | 'front';

/** What the entries of our own do. */
interface MenuActions {
  readonly openBundle: () => void;
  readonly showKeys: () => void;
  readonly showLog: () => void;
  readonly checkInstaller: () => void;
}

const separator: MenuEntry = { type: 'separator' };

/**
 * The native menu in one language. What the system does by itself (copy, zoom) goes by its role, and has our words since
 * Electron's are English. Nothing in it reloads the page, opens developer tools or goes to a network.
 */
export function menuOf(text: Text, platform: NodeJS.Platform, actions: MenuActions): MenuEntry[] {
  const isMac = platform === 'darwin';
  const as = (role: Role, label: string): MenuEntry => ({ role, label });
  const file: MenuEntry[] = [
    { label: text('shell.menu.open'), accelerator: 'CmdOrCtrl+O', click: actions.openBundle },
    separator,
    isMac ? as('close', text('shell.menu.close')) : as('quit', text('shell.menu.quit')),
  ];
  const edit: MenuEntry[] = [
    as('undo', text('shell.menu.undo')),
    as('redo', text('shell.menu.redo')),
    separator,
    as('cut', text('shell.menu.cut')),
    as('copy', text('shell.menu.copy')),
    as('paste', text('shell.menu.paste')),
    as('selectAll', text('shell.menu.selectAll')),
  ];
  const view: MenuEntry[] = [
    as('resetZoom', text('shell.menu.resetZoom')),
    as('zoomIn', text('shell.menu.zoomIn')),
    as('zoomOut', text('shell.menu.zoomOut')),
    separator,
    as('togglefullscreen', text('shell.menu.fullScreen')),
  ];
  const window: MenuEntry[] = [
    as('minimize', text('shell.menu.minimize')),
    as('zoom', text('shell.menu.zoom')),
    as('front', text('shell.menu.front')),
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: text('shell.menu.file'), submenu: file },
    { label: text('shell.menu.edit'), submenu: edit },
    { label: text('shell.menu.view'), submenu: view },
    ...(isMac ? [{ label: text('shell.menu.window'), submenu: window }] : []),
    { label: text('shell.menu.help'), role: 'help', submenu: helpOf(text, actions) },
  ];
}

function helpOf(text: Text, actions: MenuActions): MenuEntry[] {
  return [
    { label: text('shell.menu.keys'), accelerator: 'F1', click: actions.showKeys },
    { label: text('shell.menu.log'), click: actions.showLog },
    separator,
    { label: text('shell.menu.checkInstaller'), click: actions.checkInstaller },
  ];
}
