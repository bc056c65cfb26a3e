import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sampleFolder, sampleFrom } from '../../../../electron/services/sample-folder.ts';

it('is there beside the sources', () => {
  expect(existsSync(path.join(sampleFolder, 'round/round.json'))).toBe(true);
});

it('is found beside the archive of a package', () => {
  const module = 'file:///opt/app/resources/app.asar/dist/electron/shared-1.js';
  const place = '/opt/app/resources/assets/sample';
  expect(sampleFrom(module, (folder) => folder === place)).toBe(place);
});

it('is named where it belongs when it is nowhere', () => {
  const module = 'file:///srv/app/dist/electron/shared-1.js';
  expect(sampleFrom(module, () => false)).toBe('/srv/app/assets/sample');
});
