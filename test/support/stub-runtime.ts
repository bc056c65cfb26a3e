import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/**
 * A folder that looks like an unpacked Electron release, so that electron-builder runs where no runtime can be
 * fetched. Its executable starts nothing, but carries a real fuse wire, and on Windows real resources.
 */

/** Between these bytes and the code that reads them Electron keeps its fuses: version, count, then a digit each. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron 45 leaves them. */
const factoryFuses = '101100011';

const common = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome_100_percent.pak',
  'icudtl.dat',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  ...['de', 'en-US', 'fr', 'zh-CN', 'zh-TW'].map((language) => `locales/${language}.pak`),
];
const linux = ['chrome-sandbox', 'chrome_crashpad_handler', 'libEGL.so', 'libffmpeg.so'];
const windows = ['d3dcompiler_47.dll', 'ffmpeg.dll', 'libEGL.dll'];

/** Makes the folder of a system's runtime. */
export function makeStubRuntime(
  folder: string,
  system: 'linux' | 'win' | 'mac',
  version: string,
): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'version'), version);
  if (system === 'mac') makeBundle(folder);
  else makeProgramFolder(folder, system);
}

function makeProgramFolder(folder: string, system: 'linux' | 'win'): void {
  const executable = system === 'linux' ? 'electron' : 'electron.exe';
  const others = system === 'linux' ? linux : windows;
  mkdirSync(path.join(folder, 'locales'));
  mkdirSync(path.join(folder, 'resources'));
  for (const file of [...common, ...others]) writeFileSync(path.join(folder, file), 'stub');
  writeFileSync(path.join(folder, executable), system === 'linux' ? script() : program());
  if (system === 'linux') {
    for (const file of [executable, 'chrome-sandbox']) chmodSync(path.join(folder, file), 0o755);
  }
}

/** A macOS application with its helpers; the fuses are those of its framework. */
function makeBundle(folder: string): void {
  const contents = path.join(folder, 'Electron.app/Contents');
  const frameworks = path.join(contents, 'Frameworks');
  const framework = path.join(frameworks, 'Electron Framework.framework');
  const kinds = ['', ' (Renderer)', ' (Plugin)', ' (GPU)'];
  const helpers = kinds.map((kind) => `Electron Helper${kind}`);
  const languages = ['de', 'en', 'zh_CN', 'zh_TW'].map((name) => `${name}.lproj`);
  for (const [place, name] of [
    [contents, 'Electron'],
    ...helpers.map((name) => [path.join(frameworks, `${name}.app/Contents`), name]),
  ] as const) {
    mkdirSync(path.join(place, 'MacOS'), { recursive: true });
    writeFileSync(path.join(place, 'MacOS', name), script());
    writeFileSync(path.join(place, 'Info.plist'), propertyList(name));
  }
  for (const place of [contents, path.join(framework, 'Versions/A')]) {
    for (const language of languages) {
      const folder = path.join(place, 'Resources', language);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'locale.pak'), 'stub');
    }
  }
  writeFileSync(path.join(contents, 'Resources/electron.icns'), 'stub');
  writeFileSync(path.join(framework, 'Electron Framework'), script());
}

function propertyList(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.${name.replaceAll(/\W/g, '')}</string>
<key>CFBundleName</key><string>${name}</string>
</dict></plist>
`;
}

function fuseWire(): Buffer {
  const count = Buffer.from([1, factoryFuses.length]);
  return Buffer.concat([Buffer.from(fuseSentinel), count, Buffer.from(factoryFuses)]);
}

function script(): Buffer {
  const text = '#!/bin/sh\necho "a stub of Electron, not runnable" >&2; exit 3\n#';
  return Buffer.concat([Buffer.from(text), fuseWire(), Buffer.from('\n')]);
}

/** A program without code, with the version resource that electron-builder reads and rewrites. */
function program(): Buffer {
  const executable = NtExecutable.createEmpty(false, false);
  const resource = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  const language = { lang: 1033, codepage: 1200 };
  version.setStringValues(language, { ProductName: 'Electron', FileDescription: 'Electron' });
  version.outputToResourceEntries(resource.entries);
  resource.outputResource(executable);
  const wire = fuseWire();
  executable.setExtraData(
    wire.buffer.slice(wire.byteOffset, wire.byteOffset + wire.byteLength) as ArrayBuffer,
  );
  return Buffer.from(executable.generate());
}
