import { readFileSync, writeSync } from 'node:fs';
import { verifyWorkbook } from '../../../electron/services/workbook/verification.ts';
import { type Cost, measured } from '../../bench/cost.ts';

/** What was said of one file, where, and what that cost. */
export interface Judgement {
  readonly verdict: string;
  readonly reason: string;
  readonly place: string;
  readonly cost: Cost;
}

/** A process of its own: judges the workbook whose file and authority standard input names. */
const asked: { readonly file: string; readonly authority: string } = JSON.parse(
  readFileSync(0, 'utf8'),
);
const bytes = new Uint8Array(readFileSync(asked.file));
const authority = new Uint8Array(Buffer.from(asked.authority, 'base64'));
const now = new Date('2026-11-24T08:00:00Z');
let said = { verdict: '', reason: '', place: '' };
const cost = await measured(async () => {
  const { verdict, reason, part, detail } = await verifyWorkbook({ bytes, authority, now });
  said = { verdict, reason, place: `${part} ${detail}`.slice(0, 200) };
});
writeSync(1, JSON.stringify({ ...said, cost } satisfies Judgement));
