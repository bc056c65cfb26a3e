// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { matches, meantForText } from '../../../../renderer/ui/key-match.ts';

/** The event as a shortcut's listener gets it, pressed inside this markup's first `[data-here]`. */
function pressed(markup: string, init: KeyboardEventInit): KeyboardEvent {
  document.body.innerHTML = markup;
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  (document.querySelector('[data-here]') ?? document.body).dispatchEvent(event);
  return event;
}

describe('a key belongs to somebody who types', () => {
  it.each([
    ['<input data-here>'],
    ['<input type="password" data-here>'],
    ['<textarea data-here></textarea>'],
    ['<select data-here></select>'],
    ['<div contenteditable="true"><b data-here></b></div>'],
    ['<div role="combobox"><span data-here></span></div>'],
    ['<div role="dialog"><button data-here></button></div>'],
    ['<div role="menu"><a data-here></a></div>'],
  ])('in %s', (markup) => {
    expect(meantForText(pressed(markup, { key: 'j' }))).toBe(true);
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])('while an IME composes: %j', (init) => {
    expect(meantForText(pressed('', { key: 'j', ...init }))).toBe(true);
  });
});

describe('a key is free for shortcuts', () => {
  it.each([
    [''],
    ['<button data-here></button>'],
    ['<a href="#" data-here></a>'],
    ['<input type="radio" data-here>'],
    ['<input type="checkbox" data-here>'],
  ])('in %s', (markup) => {
    expect(meantForText(pressed(markup, { key: 'j' }))).toBe(false);
  });
});

it.each([
  ['J', { key: 'j' }, true],
  ['J', { key: 'J', shiftKey: true }, false],
  ['Shift+J', { key: 'J', shiftKey: true }, true],
  ['J', { key: 'j', ctrlKey: true }, false],
  ['J', { key: 'j', altKey: true }, false],
  ['Ctrl+Z', { key: 'z', ctrlKey: true }, true],
  ['Ctrl+Z', { key: 'z', metaKey: true }, true],
  ['Ctrl+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, false],
  ['?', { key: '?', shiftKey: true }, true],
  ['1', { key: '1' }, true],
  ['ArrowDown', { key: 'ArrowDown' }, true],
])('%s for %j: %s', (keys, init, expected) => {
  expect(matches(keys, new KeyboardEvent('keydown', init))).toBe(expected);
});
