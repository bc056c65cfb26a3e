// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flushTyping, isTyping, useTypedText } from '../../../../renderer/store/typing.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
let commits: string[];

function Field(props: { readonly recorded: string }) {
  const typed = useTypedText(props.recorded, (text) => commits.push(text));
  return <textarea {...typed} />;
}

const field = () => document.querySelector('textarea')!;
const show = (recorded: string) => act(async () => root.render(<Field recorded={recorded} />));

/** Types as a browser does: the value changes, then React hears of it. */
async function type(text: string) {
  await act(async () => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!;
    set!.call(field(), text);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
}
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const send = (name: string) =>
  act(async () => void field().dispatchEvent(new CompositionEvent(name, { bubbles: true })));

beforeEach(async () => {
  vi.useFakeTimers();
  commits = [];
  document.body.innerHTML = '<div></div>';
  root = createRoot(document.querySelector('div')!);
  await show('旧');
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});

describe('typed text is recorded', () => {
  it('after a pause, once', async () => {
    await type('新');
    await type('新的');
    expect(commits).toEqual([]);
    await pass(700);
    expect(commits).toEqual(['新的']);
    await pass(10_000);
    expect(commits).toEqual(['新的']);
  });

  it('every few seconds for somebody who never pauses', async () => {
    for (let count = 1; count <= 20; count += 1) {
      await type('字'.repeat(count));
      await pass(400);
    }
    expect(commits.length).toBeGreaterThanOrEqual(1);
    expect(commits.length).toBeLessThan(5);
  });

  it('when the field is left, the screen goes away, or everything is flushed', async () => {
    await type('甲');
    await act(
      async () => void field().dispatchEvent(new FocusEvent('focusout', { bubbles: true })),
    );
    await type('乙');
    await act(async () => flushTyping());
    await type('丙');
    await act(async () => root.render(null));
    expect(commits).toEqual(['甲', '乙', '丙']);
  });
});

describe('somebody is told that not everything is saved', () => {
  it('from the first letter until it is given to be recorded, also within a composition', async () => {
    expect(isTyping.get()).toBe(false);
    await type('新');
    expect(isTyping.get()).toBe(true);
    await pass(700);
    expect([isTyping.get(), commits]).toEqual([false, ['新']]);
    await send('compositionstart');
    await type('新ni');
    await pass(10_000);
    expect(isTyping.get()).toBe(true);
    await type('新你');
    await send('compositionend');
    await pass(700);
    expect([isTyping.get(), commits]).toEqual([false, ['新', '新你']]);
  });

  it('not of what was typed and taken back, nor of a field that is gone', async () => {
    await type('新');
    await type('旧');
    expect(isTyping.get()).toBe(false);
    await type('新');
    await act(async () => root.render(null));
    expect([isTyping.get(), commits]).toEqual([false, ['新']]);
  });
});

describe('nothing is recorded', () => {
  it('in the middle of a composition', async () => {
    await send('compositionstart');
    await type('nihao');
    await pass(5_000);
    expect(commits).toEqual([]);
    await type('你好');
    await send('compositionend');
    await pass(700);
    expect(commits).toEqual(['你好']);
  });

  it('when the text is as it was', async () => {
    await type('新');
    await type('旧');
    await pass(5_000);
    expect(commits).toEqual([]);
  });
});

describe('a value from outside', () => {
  it('shows at once', async () => {
    await show('撤销之后');
    expect(field().value).toBe('撤销之后');
  });

  it('does not tear away what is being typed', async () => {
    await type('正在写');
    await show('别处来的');
    expect(field().value).toBe('正在写');
    await pass(700);
    expect(commits).toEqual(['正在写']);
  });
});
