import { EventEmitter } from 'node:events';
import { carriage } from './carriage.ts';

export interface Sender {
  readonly sender: unknown;
  readonly senderFrame: { readonly url: string; readonly parent: null } | null;
}

type Handler = (event: Sender, ...args: readonly unknown[]) => unknown;

const handlers = new Map<string, Handler>();

class DoubleIpcMain extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

export const ipcMain = new DoubleIpcMain();

const carry = carriage();

/** Hands a call of the page to its handler. @returns the packed answer. @throws in Electron's words. */
export async function invokeHandler(event: Sender, channel: string, args: string): Promise<string> {
  try {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return carry.pack(await handler(event, ...(carry.unpack(args) as readonly unknown[])));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${error}`);
  }
}
