import type { IntakeReport, VerdictReport } from '../../shared/exchange.ts';
import { verdictReason } from '../../shared/verdict-reason.ts';
import type { Text } from '../text.ts';

/** Why a file is not to be believed, as one sentence that names the part; `null` for a valid one. */
export function reasonWords(report: VerdictReport, { t }: Text): string | null {
  const { verdict, reason, part, detail } = report;
  if (verdict === 'valid') return null;
  const shown = verdictReason(reason, part);
  return t(`verify.reason.${shown}`, { part: part === '' ? t('verify.wholeFile') : part, detail });
}

/** Why a workbook was not taken in; `null` when it was, or was known already. */
export function refusalWords({ report, refusal, detail }: IntakeReport, text: Text): string | null {
  const unbelieved = reasonWords(report, text);
  if (unbelieved !== null || refusal === null) return unbelieved;
  const shown = refusal === 'late' ? text.dateTime(detail) : detail;
  return text.t(`verify.refusal.${refusal}`, { detail: shown });
}
