import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { expect, it } from 'vitest';
import { answerPageCalls } from '../../../electron/ipc.ts';

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
  answerPageCalls(
    { handle },
    {
      call: async (name, input) => ({ ok: true, value: { name, input } }),
      take: async (file) => ({ ok: true, value: { file } }),
      refused: (url) => refused.push(url),
    },
  );
  const send = (channel: string, event: IpcMainInvokeEvent, ...given: readonly unknown[]) =>
    listeners.get(channel)?.(event, ...given);
  return { send, refused, channels: [...listeners.keys()] };
}

it('listens on two channels and answers the app’s own page', async () => {
  const { send, channels } = door();
  expect(channels).toEqual(['haizhi.call', 'haizhi.drop']);
  const own = from('app://haizhi/index.html');
  const reply = await send('haizhi.call', own, 'app.info', {});
  expect(reply).toEqual({ ok: true, value: { name: 'app.info', input: {} } });
  const taken = await send('haizhi.drop', own, '/stick/round.hzb');
  expect(taken).toEqual({ ok: true, value: { file: '/stick/round.hzb' } });
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
  const { send, refused } = door();
  expect(await send('haizhi.call', event, 'app.info', {})).toEqual({ fault: 'unknown-method' });
  const taken = await send('haizhi.drop', event, '/stick/round.hzb');
  expect(taken).toEqual({ fault: 'unknown-method' });
  expect(refused).toHaveLength(2);
});
