import { execFileSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Time } from './workbook-step.ts';

/** What another program needs for the same file, or what is missing to ask it. */
export type Other =
  | { readonly kind: 'measured'; readonly time: Time }
  | { readonly kind: 'missing'; readonly tool: string }
  | { readonly kind: 'failed'; readonly detail: string };

const support = path.join(import.meta.dirname, '../support');
/** How often each program is asked. */
export const RUNS = 5;
/** And how many times as often about files of fewer bytes than these. */
const MANY = 20;
const SMALL = 1_000_000;
const PYTHON = '/usr/bin/python3';

/** LibreOffice's check of the signature and certificate alone: its start and the opening of the document are not counted. */
export function askLibreOffice(folder: string, file: string): Other {
  const absent = firstAbsent('soffice', 'certutil') ?? (hasUno() ? null : 'python3-uno');
  if (absent !== null) return { kind: 'missing', tool: absent };
  const store = `sql:${folder}`;
  run('certutil', ['-N', '--empty-password', '-d', store]);
  run('certutil', [
    '-A',
    '-n',
    'ca',
    '-t',
    'C,C,C',
    '-i',
    path.join(folder, 'authority.pem'),
    '-d',
    store,
  ]);
  const script = path.join(support, 'office-verdict.py');
  const asked = statSync(file).size < SMALL ? RUNS * MANY : RUNS;
  const files = Array.from({ length: asked }, () => file);
  const said = run(PYTHON, [script, pathOf('soffice') ?? '', '--trust', folder, ...files]);
  const answers = said
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const isValid = answers.length === asked && answers.every((each) => each.signatures?.[0]?.valid);
  if (!isValid) return { kind: 'failed', detail: said.slice(0, 200) };
  return { kind: 'measured', time: { ...best(answers), processor: mean(answers) } };
}

/** Its processes' time is told in steps of 10 ms, which is more than one check of a small file takes: only a sum says it. */
function mean(times: readonly Time[]): number {
  return times.reduce((sum, each) => sum + each.processor, 0) / times.length;
}

/** xmlsec1 over the unpacked parts; unpacking is not counted. */
export function askXmlsec(folder: string, file: string): Other {
  const absent = firstAbsent('xmlsec1');
  if (absent !== null) return { kind: 'missing', tool: absent };
  const script = path.join(support, 'xmlsec-verdict.py');
  const trusted = path.join(folder, 'authority.pem');
  const answers = Array.from({ length: RUNS }, () =>
    JSON.parse(
      run(PYTHON, [script, pathOf('xmlsec1') ?? '', file, trusted, '2026-11-23 08:00:00']),
    ),
  );
  const [first] = answers;
  if (first.status !== 0) return { kind: 'failed', detail: String(first.error).slice(0, 200) };
  return { kind: 'measured', time: best(answers) };
}

/** The shortest of some times: what is longer was waiting for something else. */
export function best(times: readonly Time[]): Time {
  return {
    milliseconds: Math.min(...times.map((each) => each.milliseconds)),
    processor: Math.min(...times.map((each) => each.processor)),
  };
}

/** Writes bytes as PEM where the tools look for them. */
export function writePem(folder: string, certificate: Uint8Array): void {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  writeFileSync(path.join(folder, 'authority.pem'), pem);
}

function hasUno(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import uno'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function firstAbsent(...names: readonly string[]): string | null {
  return names.find((name) => pathOf(name) === null) ?? null;
}

function pathOf(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((each) => path.join(each, name)).find(existsSync) ?? null;
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
