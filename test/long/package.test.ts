import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { extractAll, getRawHeader, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleInto } from '../../build/bundle.ts';
import { filesBelow, fingerprint } from '../../build/fingerprint.ts';
import { inProject, root } from '../../build/project.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Desktop } from '../support/desktop-app.ts';
import { packageFor } from '../support/packaging.ts';
import { temporaryFolder } from '../support/temporary.ts';

/**
 * The packaged app, made by the command that makes the installers, on a stub of the runtime: all that can be known
 * of a package without starting it on a real Electron.
 */

const folder = temporaryFolder('package');
const linux = path.join(folder, 'made-for-linux/linux-unpacked');
const windows = path.join(folder, 'made-for-win/win-unpacked');
const systems = [
  { name: 'Linux', app: linux, executable: 'haizhi-review' },
  { name: 'Windows', app: windows, executable: 'Haizhi Review.exe' },
];
const extracted = path.join(folder, 'installed/resources/app.asar');

const megabyte = 2 ** 20;

beforeAll(async () => {
  await packageFor('linux', folder, ['--dir', '--arch', 'x64']);
  await packageFor('win', folder, ['--dir', '--arch', 'x64']);
  extractAll(path.join(linux, 'resources/app.asar'), extracted);
  const resources = path.join(linux, 'resources/assets');
  cpSync(resources, path.join(folder, 'installed/resources/assets'), { recursive: true });
});

const filesIn = (place: string) =>
  filesBelow(place, '.')
    .map((file) => file.slice(2))
    .sort();
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

describe.each(systems)('the app for $name', ({ app, executable }) => {
  const resources = path.join(app, 'resources');

  it('has an executable of its own name and the languages of the app alone', () => {
    expect(existsSync(path.join(app, executable))).toBe(true);
    expect(existsSync(path.join(app, 'electron'))).toBe(false);
    expect(existsSync(path.join(app, 'electron.exe'))).toBe(false);
    expect(readdirSync(path.join(app, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
  });

  it('has every fuse in its place, read back from the executable', async () => {
    const wire = await getCurrentFuseWire(path.join(app, executable));
    const on = Object.entries(wire).filter(([, state]) => state === FuseState.ENABLE);
    expect(on.map(([fuse]) => FuseV1Options[Number(fuse)])).toEqual([
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      // Keeps a fault inside WebAssembly from reaching the process; Electron's own setting.
      'WasmTrapHandlers',
    ]);
  });

  it('holds all code in its archive, and beside it the sample, the licences and the bill of materials', () => {
    const others = filesIn(resources).filter((file) => !file.startsWith('assets/sample/'));
    expect(others.filter((file) => file !== 'elevate.exe')).toEqual([
      'LICENSE.haizhi-review.txt',
      'app.asar',
      'licences.txt',
      'sbom.cdx.json',
    ]);
  });

  it('brings the whole sample round as files', () => {
    const sample = path.join(resources, 'assets/sample');
    expect(fingerprint(sample, ['.'])).toBe(fingerprint(inProject('assets/sample'), ['.']));
  });

  it('stays small', () => {
    expect(statSync(path.join(resources, 'app.asar')).size).toBeLessThan(45 * megabyte);
  });
});

describe('the archive', () => {
  const list = () => listPackage(path.join(linux, 'resources/app.asar'), { isPack: false });
  const code = () =>
    readdirSync(path.join(extracted, 'dist/electron')).map((file) => ({
      file,
      text: readFileSync(path.join(extracted, 'dist/electron', file), 'utf8'),
    }));

  it('holds what the desktop app needs and nothing else', () => {
    const expected = [
      /^\/package\.json$/,
      /^\/dist(\/(electron|renderer(\/(assets|pdfjs))?))?$/,
      /^\/dist\/electron\/(desktop|compute-worker|shared-[\w-]+)\.js$/,
      /^\/dist\/electron\/(preload\.cjs|release-key\.pem)$/,
      /^\/dist\/renderer\/((index|interlude)\.html|(without-eval|trusted-types|interlude)\.js|icon[\w-]*\.svg)$/,
      /^\/dist\/renderer\/assets\/[\w.-]+\.(js|mjs|css|woff2|svg|wasm)$/,
      /^\/dist\/renderer\/pdfjs\/(cmaps|standard_fonts|wasm|iccs)(\/[\w.-]+)?$/,
      /^\/node_modules(\/@electric-sql(\/pglite(\/(dist(\/fs)?|package\.json|LICENSE))?)?)?$/,
      /^\/node_modules\/@electric-sql\/pglite\/dist\/(fs\/)?[\w-]+\.(js|wasm|data)$/,
    ];
    const entries = list().map((entry) => entry.split(path.sep).join('/'));
    expect(entries.filter((entry) => !expected.some((each) => each.test(entry)))).toEqual([]);
    for (const needed of ['desktop.js', 'preload.cjs', 'compute-worker.js']) {
      expect(entries).toContain(`/dist/electron/${needed}`);
    }
    expect(entries).not.toContain('/dist/electron/host.js');
    expect(entries).not.toContain('/dist/electron/cli.js');
  });

  it('has no source maps, sources or tests', () => {
    expect(
      list().filter((entry) => /\.(map|ts|mts|cts|tsx)$|[\\/]tests?[\\/]/.test(entry)),
    ).toEqual([]);
    for (const { file, text } of code()) expect(text, file).not.toMatch(/^\/\/# sourceMappingURL/m);
  });

  it('starts as the manifest says, which tells nothing about how it was made', () => {
    const manifest = readJson(path.join(extracted, 'package.json'));
    expect(manifest).toMatchObject({
      main: 'dist/electron/desktop.js',
      version: packageJson.version,
    });
    expect(Object.keys(manifest)).not.toContain('scripts');
    expect(Object.keys(manifest)).not.toContain('devDependencies');
  });

  it('listens to no variable by which a test could change it', () => {
    const ours = code().flatMap(({ text }) => [...text.matchAll(/\benv\.(HAIZHI_\w+)/g)]);
    expect([...new Set(ours.map(([, name]) => name))].sort()).toEqual(['HAIZHI_REGISTRY_URL']);
  });

  it('has a header that names the hash of every file, so that one altered byte is noticed', () => {
    const archive = path.join(linux, 'resources/app.asar');
    const bytes = readFileSync(archive);
    const { header, headerSize } = getRawHeader(archive);
    const entries = entriesOf(header as ArchiveEntry);
    expect(alteredFiles(entries, bytes, headerSize)).toEqual([]);
    const [name, { offset }] = entries.find(([each]) => each === '/dist/electron/preload.cjs')!;
    bytes[8 + headerSize + Number(offset) + 100]! ^= 1;
    expect(alteredFiles(entries, bytes, headerSize)).toEqual([name]);
  });

  it('is the same for both systems, made twice', () => {
    const [first, second] = systems.map(({ app }) => hashOf(path.join(app, 'resources/app.asar')));
    expect(first).toBe(second);
  });

  it('comes from a build that gives the same bytes again', async () => {
    const again = path.join(folder, 'again');
    await bundleInto(again);
    const { '.stamp': _, ...dist } = hashesIn(inProject('dist'));
    expect(hashesIn(again)).toEqual(dist);
  });
});

describe('the Windows executable', () => {
  const resource = () =>
    NtExecutableResource.from(
      NtExecutable.from(readFileSync(path.join(windows, 'Haizhi Review.exe')), {
        ignoreCert: true,
      }),
    );

  it('knows the hash of the archive that it may load', () => {
    const entry = resource().entries.find(({ type }) => type === 'INTEGRITY');
    const { headerString } = getRawHeader(path.join(windows, 'resources/app.asar'));
    expect(JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer(0)).toString('utf8'))).toEqual([
      {
        file: 'resources\\app.asar',
        alg: 'SHA256',
        value: createHash('sha256').update(headerString).digest('hex'),
      },
    ]);
  });

  it('wears the icon of the product in every size', () => {
    const [group] = Resource.IconGroupEntry.fromEntries(resource().entries);
    const sizes = group?.icons.map(({ width }) => width || 256);
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('calls itself by the name and version of the product', () => {
    const [info] = Resource.VersionInfo.fromEntries(resource().entries);
    expect(info?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
      ProductName: 'Haizhi Review',
      FileDescription: 'Haizhi Review',
    });
  });
});

describe('what comes with the code of others', () => {
  const shipped: readonly { readonly name: string; readonly version: string }[] = readJson(
    inProject('dist/third-party.json'),
  );

  it('is the licence of every package', () => {
    const texts = readFileSync(path.join(linux, 'resources/licences.txt'), 'utf8');
    for (const { name, version } of shipped) expect(texts).toContain(`\n${name} ${version} (`);
  });

  it('is a bill of materials that names each of them by its hash, and the runtime, and no time', () => {
    const bill = readJson(path.join(linux, 'resources/sbom.cdx.json'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(Object.keys(bill)).not.toContain('serialNumber');
    expect(Object.keys(bill.metadata)).not.toContain('timestamp');
    const named: readonly { name: string; version: string; hashes: { content: string }[] }[] =
      bill.components;
    const electron = readJson(inProject('node_modules/electron/package.json')).version;
    expect(named.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(
      [...shipped.map(({ name, version }) => `${name} ${version}`), `electron ${electron}`].sort(),
    );
    for (const { name, hashes } of named) {
      expect(hashes[0]?.content, name).toMatch(/^[0-9a-f]{128}$/);
    }
  });
});

describe('the packaged app, started on the stand-in for Electron', () => {
  let desktop: Desktop;

  beforeAll(async () => {
    process.env.HAIZHI_TESTED_APP = extracted;
    const { startDesktop } = await import('../support/desktop-app.ts');
    desktop = await startDesktop(path.join(folder, 'home'));
  });
  afterAll(() => desktop?.quit());

  it('finds its page, its worker and the sample round', async () => {
    expect(path.relative(root, extracted).startsWith('..')).toBe(true);
    await desktop.screen.page.getByRole('banner').waitFor();
    expect(await desktop.screen.call('practice.start', { work: 'practice' })).toMatchObject({
      ok: true,
      value: { state: 'unlocked', practice: true },
    });
    const rounds = await desktop.screen.call('rounds.list', {});
    expect(rounds).toMatchObject({ ok: true, value: [{ id: '2026-sample' }] });
  });
});

/** A folder or a file in the header of an archive. */
interface ArchiveEntry {
  readonly files?: Readonly<Record<string, ArchiveEntry>>;
  readonly offset?: string;
  readonly size?: number;
  readonly integrity?: { readonly algorithm: string; readonly hash: string };
}

/** All files below an entry, by their paths. */
function entriesOf(entry: ArchiveEntry, at = ''): readonly (readonly [string, ArchiveEntry])[] {
  if (entry.files === undefined) return [[at, entry]];
  return Object.entries(entry.files).flatMap(([name, each]) => entriesOf(each, `${at}/${name}`));
}

/** The files whose bytes are not those that the header names by their hash, as Electron compares them. */
function alteredFiles(
  entries: ReturnType<typeof entriesOf>,
  archive: Buffer,
  headerSize: number,
): readonly string[] {
  return entries.flatMap(([name, { offset, size = 0, integrity }]) => {
    const start = 8 + headerSize + Number(offset);
    const content = archive.subarray(start, start + size);
    const hash = createHash('sha256').update(content).digest('hex');
    return integrity?.algorithm === 'SHA256' && integrity.hash === hash ? [] : [name];
  });
}

function hashesIn(place: string): Readonly<Record<string, string>> {
  return Object.fromEntries(filesIn(place).map((file) => [file, hashOf(path.join(place, file))]));
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
