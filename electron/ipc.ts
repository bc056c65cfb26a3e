import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Reply } from '../shared/rpc.ts';
import { channel } from './channel.ts';

/** Where the app's own page lives; nothing else may call. */
export const appScheme = 'app';
export const appHost = 'haizhi';
export const appOrigin = `${appScheme}://${appHost}`;

/**
 * Answers the page's calls. A frame inside the page (an evidence viewer), another window or a page that was
 * navigated away gets the fault of a method that does not exist.
 */
export function answerCalls(
  ipcMain: Pick<IpcMain, 'handle'>,
  call: (name: unknown, input: unknown) => Promise<Reply>,
  refused: (url: string) => void,
): void {
  ipcMain.handle(channel, async (event, name: unknown, input: unknown): Promise<Reply> => {
    if (isOwnPage(event)) return call(name, input);
    refused(event.senderFrame?.url ?? '');
    return { fault: 'unknown-method' };
  });
}

/** `new URL(…).origin` is the string 'null' for a custom scheme: compare scheme and host. */
export function isOwnPage(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
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
