import { defineConfig } from 'vitest/config';
import { installedRuntime } from './electron-runtime.ts';
import { root } from './project.ts';

/** Generous, since nothing here asserts a time: a slow machine must not turn a passing test into a failing one. */
const unitLimitMs = 60_000;
const browserLimitMs = 120_000;
const longLimitMs = 3_600_000;
/** The first file of a run that needs a panel founds it for all. */
const hookLimitMs = 240_000;
const pollLimitMs = 30_000;

/** What people do from end to end, once more by the desktop app: the same files, the same pages. */
const journeys = [
  'another-laptop',
  'center',
  'chair',
  'damaged-round',
  'evidence',
  'expert',
  'newer-bundle',
  'passages',
  'recusal',
  'review',
  'verify',
];
/** The stand-in for Electron is a script that a Unix shell starts. */
const hasDesktop = process.platform !== 'win32' || installedRuntime() !== null;

export default defineConfig({
  root,
  test: {
    allowOnly: false,
    expect: { poll: { timeout: pollLimitMs } },
    maxWorkers: 2,
    hookTimeout: hookLimitMs,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/*.test.ts', 'test/{unit,contract,hostile}/**/*.test.{ts,tsx}'],
          testTimeout: unitLimitMs,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/support/browser-setup.ts',
          testTimeout: browserLimitMs,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'desktop',
          include: hasDesktop ? journeys.map((name) => `test/e2e/${name}.test.ts`) : [],
          globalSetup: 'test/support/browser-setup.ts',
          env: { HAIZHI_DOOR: 'electron' },
          testTimeout: browserLimitMs,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          globalSetup: 'test/support/browser-setup.ts',
          testTimeout: longLimitMs,
          hookTimeout: longLimitMs,
          // One after the other, so that none of them starves another.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
