import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Reply } from '../shared/rpc.ts';
import { channel, dropChannel } from './channel.ts';

/** Where the app's own page lives; nothing else may call. */
export const appScheme = 'app';
const appHost = 'haizhi';
export const appOrigin = `${appScheme}://${appHost}`;

/** What stands behind the channels of the page. */
interface PageDoor {
  readonly call: (name: unknown, input: unknown) => Promise<Reply>;
  /** Mints a token for what the preload says is the path of a dropped file. */
  readonly take: (file: unknown) => Promise<Reply>;
  /** Told of every refused sender, for the log. */
  readonly refused: (url: string) => void;
}

/**
 * Answers the page. A frame inside the page (an evidence viewer), another window or a page that was navigated away
 * gets the fault of a method that does not exist.
 */
export function answerPageCalls(ipcMain: Pick<IpcMain, 'handle'>, door: PageDoor): void {
  const refuse = (event: IpcMainInvokeEvent): Reply => {
    door.refused(event.senderFrame?.url ?? '');
    return { fault: 'unknown-method' };
  };
  ipcMain.handle(channel, async (event, name: unknown, input: unknown): Promise<Reply> => {
    if (isOwnPage(event)) return door.call(name, input);
    return refuse(event);
  });
  ipcMain.handle(dropChannel, async (event, file: unknown): Promise<Reply> => {
    if (isOwnPage(event)) return door.take(file);
    return refuse(event);
  });
}

/** `new URL(…).origin` is the string 'null' for a custom scheme: compare scheme and host. */
function isOwnPage(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null) return false;
  return isOwnAddress(frame.url);
}

/** Whether an address is one of the app's own pages. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${appScheme}:` && url.host === appHost;
}
