import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { signPackage } from '../../electron/services/opc/sign.ts';
import { verifyPackage } from '../../electron/services/opc/verify.ts';
import { signWith } from '../../electron/services/pki/signing-key.ts';
import { verifyWorkbook } from '../../electron/services/workbook/verification.ts';
import { ok } from '../../shared/result.ts';
import type { ResultPayload } from '../../shared/workbook.ts';
import { measured } from './cost.ts';

/** One step in a process of its own, so that its memory is its own: `workbook-step.ts STEP FOLDER RUNS`. Prints JSON. */

/** Milliseconds by the clock and of processor time: on a busy machine only the second tells what a step costs. */
export interface Time {
  readonly milliseconds: number;
  readonly processor: number;
}

/** What a step took in each run, and the most memory the process ever held, in bytes. */
export interface Measured {
  readonly times: readonly Time[];
  readonly peak: number;
}

const [step = '', folder = '', runs = '1'] = process.argv.slice(2);
const at = (name: string) => path.join(folder, name);
const bytesOf = (name: string) => new Uint8Array(readFileSync(at(name)));

const times: Time[] = [];
let peak = 0;
for (let run = 0; run < Number(runs); run += 1) {
  const cost = await measured(await prepared(step));
  times.push({ milliseconds: cost.wall * 1000, processor: cost.cpu * 1000 });
  peak = (cost.peak ?? 0) * 1e6;
}
console.log(JSON.stringify({ times, peak } satisfies Measured));

/** What is measured, its input read. */
async function prepared(name: string): Promise<() => Promise<void>> {
  const now = new Date('2026-11-24T00:00:00Z');
  switch (name) {
    case 'nothing':
      return async () => undefined;
    case 'build': {
      const payload: ResultPayload = JSON.parse(readFileSync(at('payload.json'), 'utf8'));
      const { buildWorkbook } = await import('../../electron/services/workbook/write.ts');
      return async () => writeFileSync(at('unsigned.xlsx'), await buildWorkbook(payload));
    }
    case 'sign': {
      const unsigned = bytesOf('unsigned.xlsx');
      const signer = { certificate: bytesOf('signer.der'), sign: signWith(bytesOf('signer.key')) };
      const time = new Date('2026-11-23T08:00:00Z');
      return async () =>
        writeFileSync(at('signed.xlsx'), await signPackage(unsigned, signer, { time }));
    }
    case 'verify-package': {
      const bytes = bytesOf('signed.xlsx');
      return async () => {
        expectValid((await verifyPackage(bytes, { now, checkSigner: async () => ok() })).kind);
      };
    }
    case 'verify-workbook': {
      const input = { bytes: bytesOf('signed.xlsx'), authority: bytesOf('authority.der'), now };
      return async () => expectValid((await verifyWorkbook(input)).verdict);
    }
    default:
      throw new Error(`no step ${name}`);
  }
}

function expectValid(verdict: string): void {
  if (verdict !== 'valid') throw new Error(`the workbook is ${verdict}`);
}
