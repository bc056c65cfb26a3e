import type { IntakeReport, VerdictReport } from '../../shared/exchange.ts';
import type { Text } from '../text.ts';

/** Reasons of the verifier that a person tells apart; every other one means that the container is not as it must be. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'part-altered': [
    'part-altered',
    'object-altered',
    'manifest-altered',
    'content-type-altered',
    'relationship-altered',
    'signature-value',
  ],
  'part-added': ['part-added', 'part-twice', 'relationship-added', 'part-unreachable'],
  'part-missing': ['part-missing', 'relationship-missing', 'reference-missing'],
  'active-content': [
    'macro',
    'embedded-object',
    'data-connection',
    'external-link',
    'dde',
    'formula',
    'defined-name',
    'hidden-sheet',
    'content-type-refused',
    'relationship-refused',
    'markup-refused',
  ],
  time: ['time-unsigned', 'time-malformed', 'time-future'],
  certificate: [
    'unreadable',
    'wrong-usage',
    'is-authority',
    'weak-key',
    'unknown-extension',
    'key-info',
    'certificate-unreadable',
    'certificate-binding',
  ],
};

/** Reasons that have a sentence of their own under their own name. */
const plain = new Set([
  'unsigned',
  'signature-stripped',
  'content-differs',
  'content-invalid',
  'newer-version',
  'signer-differs',
  'wrong-role',
  'no-authority',
  'other-authority',
  'expired',
  'not-yet-valid',
  'revoked',
]);

const reasonGroup = new Map(
  Object.entries(groups).flatMap(([group, reasons]) => reasons.map((each) => [each, group])),
);

/** Why a file is not to be believed, as one sentence that names the part; `null` for a valid one. */
export function reasonWords(report: VerdictReport, { t }: Text): string | null {
  const { verdict, reason, part, detail } = report;
  if (verdict === 'valid') return null;
  const group = plain.has(reason) ? reason : (reasonGroup.get(reason) ?? 'container');
  return t(`verify.reason.${group}`, { part: part === '' ? t('verify.wholeFile') : part, detail });
}

/** Why a workbook was not taken in; `null` when it was, or was known already. */
export function refusalWords({ report, refusal, detail }: IntakeReport, text: Text): string | null {
  const unbelieved = reasonWords(report, text);
  if (unbelieved !== null || refusal === null) return unbelieved;
  const shown = refusal === 'late' ? text.dateTime(detail) : detail;
  return text.t(`verify.refusal.${refusal}`, { detail: shown });
}
