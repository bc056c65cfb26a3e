import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../../../build/project.ts';

it('installers are made for every system that experts have, Kylin and UOS on ARM among them', () => {
  const text = readFileSync(inProject('build/electron-builder.yml'), 'utf8');
  const targets = [...text.matchAll(/- \{ target: (\S+), arch: \[(.+)\] \}/g)];
  expect(targets.map(([, target, archs]) => `${target} for ${archs}`)).toEqual([
    'AppImage for x64, arm64',
    'deb for x64, arm64',
    'tar.gz for x64, arm64',
    'nsis for x64',
    'portable for x64',
    'dmg for universal',
  ]);
});
