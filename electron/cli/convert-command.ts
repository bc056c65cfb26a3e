import { ok } from '../../shared/result.ts';
import type { WorkbookPayload } from '../../shared/workbook.ts';
import { compute } from '../services/compute/compute.ts';
import { writingFailure } from '../services/disk/disk-failure.ts';
import { writeDurably } from '../services/disk/durable-file.ts';
import { textFor } from '../services/text.ts';
import { workbookCsv } from '../services/workbook/csv.ts';
import { type Command, type Invocation, type Outcome, required, UsageError } from './command.ts';
import { verdictLines } from './report-lines.ts';
import { authorityIn, judgeFile } from './workbook-file.ts';

/** Anybody: `haizhi workbook convert`. Only what is valid is converted: a CSV says nothing of who signed it. */
export const convertCommand: Command = {
  name: 'workbook convert',
  usage: 'FILE.xlsx --trust ca.pem --format csv|json --out FILE',
  about: 'cli.about.workbook-convert',
  options: [required('trust'), required('format'), required('out')],
  least: 1,
  most: 1,
  run: convert,
};

async function convert({ arguments: [file = ''], option, text }: Invocation): Promise<Outcome> {
  const format = option('format');
  if (format !== 'csv' && format !== 'json') throw new UsageError('cli.usage-convert');
  const authority = await authorityIn(option('trust'));
  if (!authority.ok) return authority;
  const judged = await judgeFile(file, authority.value, compute);
  if (!judged.ok) return judged;
  const { verification, report } = judged.value;
  const { payload } = verification;
  if (payload === null) {
    return ok({ lines: verdictLines(report, text), value: report, refused: true });
  }
  const out = option('out') ?? '';
  const written = await writeDurably(out, encode(payload, format));
  if (!written.ok) return { ok: false, failure: writingFailure(written.failure, out) };
  const { signer, sha256 } = report;
  return ok({
    lines: [text('cli.converted', { name: report.name, out, signer: signer?.name ?? '-' })],
    value: { format, out, sha256 },
  });
}

function encode(payload: WorkbookPayload, format: 'csv' | 'json'): Uint8Array {
  if (format === 'csv') return workbookCsv(payload, textFor(payload.locale));
  return Buffer.from(`${JSON.stringify(payload, null, 2)}\n`);
}
