import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channel, dropChannel } from './channel.ts';

/**
 * All that the page can reach: two functions. Names and inputs are judged on the privileged side. Where a dropped
 * file lies is told to that side alone; the page gets a token for it.
 */
contextBridge.exposeInMainWorld(
  'bridge',
  Object.freeze({
    call: (name: unknown, input: unknown): Promise<unknown> =>
      ipcRenderer.invoke(channel, name, input),
    take: (file: File): Promise<unknown> =>
      ipcRenderer.invoke(dropChannel, webUtils.getPathForFile(file)),
  }),
);
