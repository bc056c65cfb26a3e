import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { expect, it } from 'vitest';
import { answerCalls } from '../../../electron/ipc.ts';

type Listener = Parameters<IpcMain['handle']>[1];

/** What Electron hands to a listener, as far as the door looks at it. */
function from(url: string, isInsideFrame = false): IpcMainInvokeEvent {
  const parent = isInsideFrame ? { url: 'app://haizhi/index.html' } : null;
  return { senderFrame: { url, parent } } as unknown as IpcMainInvokeEvent;
}

function door() {
  const listeners = new Map<string, Listener>();
  const refused: string[] = [];
  const handle = (channel: string, listener: Listener) => void listeners.set(channel, listener);
  answerCalls(
    { handle },
    async (name, input) => ({ ok: true, value: { name, input } }),
    (url) => refused.push(url),
  );
  const listener = listeners.get('haizhi.call');
  if (listener === undefined) throw new Error('no listener');
  return { listener, refused, channels: [...listeners.keys()] };
}

it('listens on one channel and answers the app’s own page', async () => {
  const { listener, channels } = door();
  expect(channels).toEqual(['haizhi.call']);
  const reply = await listener(from('app://haizhi/index.html'), 'app.info', {});
  expect(reply).toEqual({ ok: true, value: { name: 'app.info', input: {} } });
});

it.each([
  ['another scheme', from('https://haizhi/index.html')],
  ['another host', from('app://evil/index.html')],
  ['a host that begins alike', from('app://haizhi.evil/index.html')],
  ['a frame inside the page', from('app://haizhi/viewer.html', true)],
  ['a blank page', from('about:blank')],
  ['no address', from('')],
  ['a frame that is gone', { senderFrame: null } as unknown as IpcMainInvokeEvent],
])('refuses %s as if there were no such method', async (_name, event) => {
  const { listener, refused } = door();
  expect(await listener(event, 'app.info', {})).toEqual({ fault: 'unknown-method' });
  expect(refused).toHaveLength(1);
});
