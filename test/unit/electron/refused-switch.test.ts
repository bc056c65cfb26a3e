import { expect, it } from 'vitest';
import { refusedSwitch } from '../../../electron/refused-switch.ts';

it.each(['inspect', 'remote-debugging-port', 'disable-web-security', 'js-flags', 'load-extension'])(
  'refuses --%s among others',
  (name) => {
    const given = new Set(['home', name]);
    expect(refusedSwitch((each) => given.has(each))).toBe(name);
  },
);

it('lets the switches of the app and of the desktop pass', () => {
  const given = new Set(['home', 'profile', 'center', 'lang', 'force-device-scale-factor']);
  expect(refusedSwitch((each) => given.has(each))).toBe(null);
});
