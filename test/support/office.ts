import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tool } from './tools.ts';

/**
 * What LibreOffice says of one signature. `certificateStatus` 0 is a certificate that it trusts. It calls every OOXML
 * signature partial, without looking, so that flag is left out.
 */
interface OfficeSignature {
  readonly valid: boolean;
  readonly certificateStatus: number;
  readonly signer: string | null;
}

/** LibreOffice's answer for a file; `error` where it could not even read it (or crashed). */
interface OfficeVerdict {
  readonly signatures: readonly OfficeSignature[];
  readonly error?: string;
}

/** What xmlsec1 counted, and the canonical text it digested for each reference of SignedInfo and for SignedInfo. */
interface XmlsecVerdict {
  readonly status: number;
  readonly signedInfo: readonly [ok: number, all: number];
  readonly manifest: readonly [ok: number, all: number];
  readonly octets: readonly string[];
  readonly error: string;
}

/** Tools to hand to describeWith before calling officeVerdicts or xmlsecVerdict. */
export const OFFICE_TOOLS = ['soffice', 'python3-uno', 'certutil'] as const;
export const XMLSEC_TOOLS = ['xmlsec1', 'python3-uno'] as const;

const here = import.meta.dirname;
const MINUTES_3 = 180_000;

/**
 * LibreOffice's verdicts on files, in order, from one start of some seconds, trusting the certificates of `caPem`. After a
 * crash the rest have `error`.
 */
export function officeVerdicts(files: readonly string[], caPem?: string): readonly OfficeVerdict[] {
  const trust = caPem === undefined ? null : trustFolder(caPem);
  try {
    const options = trust === null ? [] : ['--trust', trust];
    const script = path.join(here, 'office-verdict.py');
    const output = run('python3-uno', [script, needed('soffice'), ...options, ...files]);
    const answers = output.split('\n').filter((line) => line !== '');
    return files.map((_, index) => parsed(answers[index]));
  } finally {
    if (trust !== null) rmSync(trust, { recursive: true, force: true });
  }
}

/** The verdict of xmlsec1 on a package; `at` is the time for which the certificate is judged. */
export function xmlsecVerdict(file: string, caPem: string, at: Date): XmlsecVerdict {
  const folder = mkdtempSync(path.join(tmpdir(), 'haizhi-ca-'));
  try {
    const trusted = path.join(folder, 'ca.pem');
    writeFileSync(trusted, caPem);
    const time = at.toISOString().slice(0, 19).replace('T', ' ');
    const script = path.join(here, 'xmlsec-verdict.py');
    return JSON.parse(run('python3-uno', [script, needed('xmlsec1'), file, trusted, time]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** True if xmlsec1 found the signature and every reference of its manifest good. Its exit code alone does not say so. */
export function xmlsecAccepts({ status, manifest: [good, all] }: XmlsecVerdict): boolean {
  return status === 0 && all > 0 && good === all;
}

function parsed(line: string | undefined): OfficeVerdict {
  if (line === undefined) return { signatures: [], error: 'no answer' };
  const answer = JSON.parse(line) as Partial<OfficeVerdict>;
  return { signatures: [], ...answer };
}

/** A certificate store of NSS, where LibreOffice looks for trusted authorities on Linux. */
function trustFolder(caPem: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'haizhi-nss-'));
  const pem = path.join(folder, 'ca.pem');
  writeFileSync(pem, caPem);
  run('certutil', ['-N', '--empty-password', '-d', `sql:${folder}`]);
  run('certutil', ['-A', '-n', 'ca', '-t', 'C,C,C', '-i', pem, '-d', `sql:${folder}`]);
  return folder;
}

function needed(name: string): string {
  const found = tool(name);
  if (found === null) throw new Error(`${name} is missing`);
  return found;
}

function run(name: string, arguments_: readonly string[]): string {
  return execFileSync(needed(name), arguments_, {
    encoding: 'utf8',
    timeout: MINUTES_3,
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
