import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { App } from '../../electron/app.ts';
import { channel } from '../../electron/channel.ts';
import { listen } from '../../electron/http.ts';
import { answerPageCalls } from '../../electron/ipc.ts';
import type { Reply } from '../../shared/rpc.ts';
import { postCall } from './host-client.ts';

/** One way to carry calls to the services. */
export interface Carrier {
  readonly call: (name: unknown, input: unknown) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

/** Every transport of the product, over the same app. */
export const carriers: Readonly<Record<string, (app: App) => Promise<Carrier>>> = {
  'in-process': async (app) => ({ call: app.call, close: async () => undefined }),
  http: overHttp,
  ipc: overIpc,
};

async function overHttp(app: App): Promise<Carrier> {
  const host = await listen(
    {
      call: app.call,
      receive: async () => ({ fault: 'internal' }),
      send: () => null,
      page: async () => null,
      refused: () => undefined,
    },
    0,
  );
  return {
    call: (name, input) => postCall(host.address, String(name), input),
    close: host.close,
  };
}

/** The listener as Electron would call it: both directions pass through the structured clone. */
async function overIpc(app: App): Promise<Carrier> {
  let listener: Parameters<IpcMain['handle']>[1] | undefined;
  const handle: IpcMain['handle'] = (name, given) => {
    if (name === channel) listener = given;
  };
  answerPageCalls(
    { handle },
    { call: app.call, take: async () => ({ fault: 'internal' }), refused: () => undefined },
  );
  const frame = { url: 'app://haizhi/index.html', parent: null };
  const event = { senderFrame: frame } as unknown as IpcMainInvokeEvent;
  return {
    call: async (name, input) =>
      structuredClone(
        await listener?.(event, structuredClone(name), structuredClone(input)),
      ) as Reply,
    close: async () => undefined,
  };
}
