import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fingerprint } from '../../electron/services/pki/certificate.ts';
import { textFor } from '../../electron/services/text.ts';
import { normalized } from '../../electron/services/workbook/payload.ts';
import { sheetsOf } from '../../electron/services/workbook/payload-sheets.ts';
import { certify, enrolPerson, foundCenter } from '../support/center.ts';
import { applicationsOf50000Rows, largeResult } from './large-result.ts';
import { askLibreOffice, askXmlsec, best, type Other, RUNS, writePem } from './other-verifiers.ts';
import type { Measured, Time } from './workbook-step.ts';

/** `npm run bench:workbook`: build, sign and verify signed workbooks, beside what other programs need for the same file. The best of five. */

const steps = ['nothing', 'build', 'sign', 'verify-package', 'verify-workbook'] as const;
type Step = (typeof steps)[number];
type Figures = Readonly<Record<Step, { readonly time: Time; readonly peak: number }>>;

const names: Readonly<Record<Exclude<Step, 'nothing'>, string>> = {
  build: 'build the document',
  sign: 'sign',
  'verify-package': 'verify the signature',
  'verify-workbook': 'verify, and compare every cell',
};

const root = mkdtempSync(path.join(tmpdir(), 'haizhi-bench-'));
const center = await foundCenter();
const person = await enrolPerson('李明');
const certificate = await certify(center, person, 'expert');
const signer = { id: fingerprint(certificate), name: '李明' };

try {
  for (const applications of [200, applicationsOf50000Rows]) measure(applications);
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** Rows of all sheets together. */
function rowsOf(applications: number): number {
  const sheets = sheetsOf(normalized(largeResult(applications, signer)), textFor('zh-CN'));
  return sheets.reduce((sum, { rows }) => sum + [...rows].length, 0);
}

function measure(applications: number): void {
  const folder = path.join(root, `${applications}`);
  mkdirSync(folder);
  const inputs: Readonly<Record<string, string | Uint8Array>> = {
    'payload.json': JSON.stringify(largeResult(applications, signer)),
    'signer.der': certificate,
    'signer.key': person.keys.privateKey,
    'authority.der': center.authority.certificate,
  };
  for (const [name, content] of Object.entries(inputs))
    writeFileSync(path.join(folder, name), content);
  writePem(folder, center.authority.certificate);
  const figures = Object.fromEntries(
    steps.map((step) => [step, figuresOf(step, folder)]),
  ) as Figures;
  const file = path.join(folder, 'signed.xlsx');
  const rows = rowsOf(applications);
  console.log(
    `\n${rows.toLocaleString('en')} rows: ${applications.toLocaleString('en')} applications on six sheets, ${megabytes(statSync(file).size)} MB`,
  );
  report(figures, rows);
  compare(figures, askLibreOffice(folder, file), askXmlsec(folder, file));
}

/** The best time of some runs, and the most memory of a process that does it once. */
function figuresOf(step: Step, folder: string) {
  const { times } = runStep(step, folder, RUNS);
  return { time: best(times), peak: runStep(step, folder, 1).peak };
}

function runStep(step: Step, folder: string, runs: number): Measured {
  const script = path.join(import.meta.dirname, 'workbook-step.ts');
  const said = execFileSync(process.execPath, [script, step, folder, `${runs}`], {
    encoding: 'utf8',
  });
  return JSON.parse(said);
}

function report(figures: Figures, rows: number): void {
  for (const [step, name] of Object.entries(names) as [keyof typeof names, string][]) {
    const { time, peak } = figures[step];
    const share = (time.processor / figures.build.time.processor).toFixed(2);
    const above = megabytes(peak - figures.nothing.peak);
    console.log(
      `  ${line(name, time)}   ${share} of building   ${megabytes(peak)} MB (${above} above an empty process)`,
    );
  }
  if (rows < 50_000) return;
  aim('sign in 1 s', figures.sign.time.processor <= 1_000);
  aim('verify the signature in 0.5 s', figures['verify-package'].time.processor <= 500);
  aim('verify with every cell in 0.5 s', figures['verify-workbook'].time.processor <= 500);
}

function compare(figures: Figures, office: Other, xmlsec: Other): void {
  const ours = figures['verify-package'].time.processor;
  const whole = figures['verify-workbook'].time.processor;
  for (const [name, other] of [
    ['LibreOffice', office],
    ['xmlsec1', xmlsec],
  ] as const) {
    if (other.kind === 'missing') console.log(`  ${name}: ${other.tool} is not installed`);
    if (other.kind === 'failed') console.log(`  ${name}: ${other.detail}`);
    if (other.kind !== 'measured') continue;
    const share = (each: number) => (other.time.processor / each).toFixed(2);
    console.log(
      `  ${line(name, other.time)}   ${share(ours)} of our signature check, ${share(whole)} of ours with every cell`,
    );
  }
  if (office.kind !== 'measured') return;
  aim('verify as fast as LibreOffice', ours <= office.time.processor);
}

function line(name: string, { milliseconds, processor }: Time): string {
  return `${name.padEnd(31)} ${seconds(processor)} s of processor, ${seconds(milliseconds)} s by the clock`;
}

function aim(what: string, isMet: boolean): void {
  console.log(`  aim: ${what}: ${isMet ? 'met' : 'NOT met'}`);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
