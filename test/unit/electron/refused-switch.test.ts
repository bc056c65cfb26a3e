import { expect, it } from 'vitest';
import { refusedSwitch } from '../../../electron/refused-switch.ts';

it.each([
  'inspect',
  'remote-debugging-port',
  'disable-web-security',
  'js-flags',
  'load-extension',
  'no-sandbox',
  'single-process',
  'no-zygote',
  'disable-gpu-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-features',
  'enable-blink-features',
  'ignore-certificate-errors',
])('refuses --%s among others', (name) => {
  const given = new Set(['home', name]);
  expect(refusedSwitch((each) => given.has(each))).toBe(name);
});

it('lets the switches of the app and of the desktop pass', () => {
  const given = new Set([
    'home',
    'profile',
    'center',
    'lang',
    'force-device-scale-factor',
    'enable-features',
    'ozone-platform',
  ]);
  expect(refusedSwitch((each) => given.has(each))).toBe(null);
});
