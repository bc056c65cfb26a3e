import path from 'node:path';
import type { VerdictReport } from '../../shared/exchange.ts';
import type { Failure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Compute } from '../services/compute/compute.ts';
import { readingFailure } from '../services/disk/disk-failure.ts';
import { readBounded } from '../services/disk/durable-file.ts';
import { readAuthority } from '../services/rounds/trusted-center.ts';
import { reportOf } from '../services/workbook/intake.ts';
import { type JudgingTasks, judgeWorkbook } from '../services/workbook/judging.ts';
import { workbookLimit } from '../services/workbook/store.ts';
import type { Verification } from '../services/workbook/verification.ts';

/** What was found in one file, for a program and for a person. */
interface Judged {
  readonly verification: Verification;
  readonly report: VerdictReport;
}

/** The center's certificate that a file holds, DER; `null` for no file: then nobody is trusted. */
export async function authorityIn(
  file: string | undefined,
): Promise<Result<Uint8Array | null, Failure>> {
  if (file === undefined) return ok(null);
  const pem = await contentOf(file, 64 * 1024);
  if (!pem.ok) return pem;
  const authority = await readAuthority(Buffer.from(pem.value).toString('latin1'));
  if (authority !== null) return ok(authority.certificate);
  return fail({ kind: 'not-a-center', file: path.basename(file) });
}

/** Reads one workbook and has it judged on a worker, without a folder of anybody's. */
export async function judgeFile(
  file: string,
  authority: Uint8Array | null,
  compute: Pick<Compute<JudgingTasks>, 'run'>,
): Promise<Result<Judged, Failure<'not-readable' | 'file-too-large'>>> {
  const bytes = await contentOf(file, workbookLimit);
  if (!bytes.ok) return bytes;
  const now = new Date();
  const verification = await judgeWorkbook(compute, { bytes: bytes.value, authority, now });
  return ok({ verification, report: reportOf(path.basename(file), verification) });
}

async function contentOf(
  file: string,
  limit: number,
): Promise<Result<Uint8Array, Failure<'not-readable' | 'file-too-large'>>> {
  const bytes = await readBounded(file, limit);
  if (bytes.ok) return bytes;
  if (bytes.failure.kind === 'too-large') return fail({ kind: 'file-too-large', file, limit });
  return fail(readingFailure(bytes.failure, file));
}
