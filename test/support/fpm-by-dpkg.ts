#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Stands where electron-builder expects fpm, which it would download, and makes the same package with Debian's
 * own dpkg-deb: `fpm -s dir -t deb --name N … SOURCE=TARGET …`.
 */

const given = readArguments(process.argv.slice(2));
const root = mkdtempSync(path.join(tmpdir(), 'haizhi-deb-'));
try {
  mkdirSync(path.join(root, 'DEBIAN'));
  for (const mapping of given.mappings) place(mapping);
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ] as const) {
    const script = given.options.get(option);
    if (script !== undefined) installScript(script, name);
  }
  writeFileSync(path.join(root, 'DEBIAN/control'), control());
  const target = given.options.get('package') ?? '';
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, target]);
} finally {
  rmSync(root, { recursive: true });
}

function readArguments(words: readonly string[]) {
  const options = new Map<string, string>();
  const depends: string[] = [];
  const mappings: string[] = [];
  const rest = words.filter((each) => each !== '--force')[Symbol.iterator]();
  for (const word of rest) {
    if (!word.startsWith('-')) mappings.push(word);
    else if (word === '-d') depends.push(String(rest.next().value));
    else options.set(word.replace(/^-+/, ''), String(rest.next().value));
  }
  return { options, depends, mappings };
}

function place(mapping: string): void {
  const split = mapping.lastIndexOf('=');
  const source = mapping.slice(0, split);
  const target = path.join(root, mapping.slice(split + 1));
  mkdirSync(path.dirname(target), { recursive: true });
  if (statSync(source).isDirectory()) cpSync(source, target, { recursive: true });
  else copyFileSync(source, target);
}

function installScript(source: string, name: string): void {
  const target = path.join(root, 'DEBIAN', name);
  copyFileSync(source, target);
  chmodSync(target, 0o755);
}

function control(): string {
  const { options, depends } = given;
  const fields = {
    Package: options.get('name'),
    Version: options.get('version'),
    Architecture: options.get('architecture'),
    Maintainer: options.get('maintainer'),
    Depends: depends.join(', '),
    Homepage: options.get('url'),
    Description: options.get('description')?.replaceAll('\n', '\n '),
  };
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value ?? ''}`)
    .join('\n')}\n`;
}
