import { contextBridge, ipcRenderer } from 'electron';
import { channel } from './channel.ts';

/** All that the page can reach: one function. Names and inputs are judged on the privileged side. */
contextBridge.exposeInMainWorld(
  'bridge',
  Object.freeze({
    call: (name: unknown, input: unknown): Promise<unknown> =>
      ipcRenderer.invoke(channel, name, input),
  }),
);
