import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject, root } from '../build/project.ts';
import { unusedExports } from './support/export-rules.ts';
import { brokenRules, strangersAtTop } from './support/house-rules.ts';
import { forbiddenReferences } from './support/import-rules.ts';
import { parseFile, projectFiles } from './support/source-file.ts';

const files = projectFiles('shared', 'electron', 'renderer', 'build', 'test');
const manifest = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
const dependencies = new Set([
  ...Object.keys(manifest.dependencies),
  ...Object.keys(manifest.devDependencies),
]);

describe('the project', () => {
  it('was read', () => {
    expect(files.map((file) => file.path)).toContain('shared/result.ts');
  });

  it('keeps every import inside the rules of the architecture', () => {
    expect(files.flatMap((file) => forbiddenReferences(file, dependencies))).toEqual([]);
  });

  it('exports nothing that nobody imports', () => {
    expect(unusedExports(files)).toEqual([]);
  });

  it('keeps the house rules', () => {
    expect(files.flatMap(brokenRules)).toEqual([]);
  });

  it('has nothing at the top that does not belong there', () => {
    expect(strangersAtTop(readdirSync(root))).toEqual([]);
  });
});

describe('an import is refused', () => {
  it.each([
    ['shared/domain/round.ts', "import { z } from 'zod';"],
    ['shared/domain/round.ts', "import { bundle } from '../bundle.ts';"],
    ['shared/bundle.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/bundle.ts', "import type { Journal } from '../electron/services/journal.ts';"],
    ['electron/services/journal.ts', "import { app } from 'electron';"],
    ['electron/services/journal.ts', "import type { App } from 'electron';"],
    ['electron/services/journal.ts', "const { app } = await import('electron');"],
    ['electron/services/journal.ts', "const { app } = require('electron');"],
    ['electron/services/journal.ts', "type App = import('electron').App;"],
    ['electron/services/settings.ts', "import Store from 'electron-store';"],
    ['electron/services/journal.ts', "import { host } from '../host.ts';"],
    ['electron/services/journal.ts', "export * from '../../renderer/client.ts';"],
    ['electron/services/journal.ts', "new URL('../host.ts', import.meta.url);"],
    ['electron/services/journal.ts', "new URL(a ? './x.ts' : '../host.ts', import.meta.url);"],
    ['electron/services/journal.ts', 'await import(name);'],
    ['electron/services/journal.ts', "import { decode } from 'safer-buffer';"],
    ['electron/host.ts', "import { app } from 'electron';"],
    ['electron/host.ts', "import { handle } from './ipc.ts';"],
    ['electron/preload.ts', "import { z } from 'zod';"],
    ['electron/preload.ts', "import { contract } from '../shared/contract.ts';"],
    ['electron/desktop.ts', "import { launch } from '../test/support/chromium.ts';"],
    ['renderer/client.ts', "import { dispatch } from '../electron/ipc.ts';"],
    ['renderer/main.tsx', "import path from 'node:path';"],
    ['renderer/main.tsx', "import Dexie from 'dexie';"],
    ['renderer/features/review/screen.tsx', "import { Row } from '../panel/row.tsx';"],
    ['renderer/features/review/screen.tsx', "import { start } from '../../main.tsx';"],
    ['renderer/ui/pane.tsx', "import { score } from '../../shared/domain/scoring.ts';"],
    ['renderer/viewers/pdf.tsx', "import { client } from '../client.ts';"],
    ['other/file.ts', ''],
  ])('%s: %s', (path, text) => {
    expect(forbiddenReferences(parseFile(path, text), dependencies)).toHaveLength(1);
  });
});

describe('an import is accepted', () => {
  it.each([
    ['shared/domain/round.ts', "import { ok } from '../result.ts';"],
    ['shared/bundle.ts', "import { z } from 'zod';"],
    ['electron/services/journal.ts', "import { open } from 'node:fs/promises';"],
    ['electron/services/opc/sign.ts', "import { fail } from '../../../shared/result.ts';"],
    ['electron/platform-electron.ts', "import Store from 'electron-store';"],
    ['electron/desktop.ts', "import { handle } from './ipc.ts';"],
    ['electron/preload.ts', "import type { Call } from '../shared/contract.ts';"],
    ['electron/preload.ts', "import { channel } from './channel.ts';"],
    ['renderer/store/projection.ts', "import Dexie from 'dexie';"],
    ['renderer/features/review/screen.tsx', "import { Row } from './row.tsx';"],
    ['renderer/features/review/screen.tsx', "import { client } from '../../client.ts';"],
    ['renderer/viewers/pdf.ts', "import worker from 'pdfjs-dist/build/pdf.worker.mjs?url';"],
    ['electron/services/journal.ts', "// import { app } from 'electron';"],
  ])('%s: %s', (path, text) => {
    expect(forbiddenReferences(parseFile(path, text), dependencies)).toEqual([]);
  });
});

describe('an export', () => {
  const exporting = parseFile('shared/a.ts', 'export const a = 1;');
  it.each([
    ["import { a } from './a.ts';", 0],
    ["import { a as b } from './a.ts';", 0],
    ["export { a } from './a.ts';", 1],
    ["import * as all from './a.ts';", 0],
    ["const { a } = await import('./a.ts');", 0],
    ["import { b } from './a.ts';", 1],
    ["import { a } from './c.ts';", 1],
    ['const a = 1;', 1],
  ])('counts with %s as unused %i times', (text, times) => {
    expect(unusedExports([exporting, parseFile('shared/b.ts', text)])).toHaveLength(times);
  });
});

describe('a house rule is enforced', () => {
  const long = (lines: number) => Array.from({ length: lines }, (_, i) => `  f(${i});`).join('\n');
  it.each([
    ['build/utils.ts', ''],
    ['build/types/a.ts', ''],
    ['build/camelCase.ts', ''],
    ['build/Component.tsx', ''],
    ['build/a.ts', long(401)],
    ['build/a.ts', `function a() {\n${long(60)}\n}`],
    ['renderer/a.ts', `const A = () => {\n${long(60)}\n};`],
    ['renderer/a.tsx', `const A = () => {\n${long(150)}\n};`],
    ['build/a.ts', 'export default 1;'],
    ['build/index.ts', "export * from './a.ts';\nexport { b } from './b.ts';"],
    ['build/a.ts', 'const a: any = 1;'],
    ['electron/a.ts', 'void shell.openExternal(address);'],
    ['electron/a.ts', "crashReporter.start({ submitURL: '' });"],
    ['electron/a.ts', "void shell['openPath'](file);"],
    ['electron/a.ts', "new Store({ encryptionKey: 'secret' });"],
    ['electron/a.ts', "import { openPath as show } from './shell.ts';"],
    ['build/a.ts', `// @ts-${'ignore'}\nf();`],
    ['build/a.ts', `// biome-${'ignore'} lint: because`],
    ['build/a.ts', `/* TO${'DO'} later */`],
    ['shared/a.ts', 'export const a = () => 1;'],
    ['electron/services/a.ts', '/** Promise. */\nconst b = 1;\nexport class A {}'],
    ['shared/a.ts', '// Not a promise.\nexport function a() {}'],
  ])('%s', (path, text) => {
    expect(brokenRules(parseFile(path, text))).toHaveLength(1);
  });

  it.each([
    ['build/vite.config.ts', 'export default {};'],
    ['electron/services/index.ts', "export * from './a.ts';"],
    ['renderer/a.tsx', `function A() {\n${long(140)}\n}`],
    ['test/unit/a.test.ts', `describe('a', () => {\n${long(140)}\n});`],
    ['shared/a.ts', '/** Promise. */\nexport function a() {}'],
    ['shared/a.ts', '/** P. */\nexport function a(): 1;\nexport function a(b?: 2) {}'],
    ['shared/a.ts', 'export const limit = 1;\nexport type A = 1 | 2;'],
    ['electron/host.ts', 'export const a = () => 1;'],
  ])('and lets pass %s', (path, text) => {
    expect(brokenRules(parseFile(path, text))).toEqual([]);
  });

  it('for what lies at the top', () => {
    expect(strangersAtTop(['package.json', '.ci', 'dist', 'src', 'vite.config.ts'])).toEqual([
      'src',
      'vite.config.ts',
    ]);
  });
});
