/** Why a workbook is not to be believed, in the few groups that a person tells apart. */

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
  'too-slow',
  'judging-failed',
  'not-readable',
  'file-too-large',
]);

const reasonGroup = new Map(
  Object.entries(groups).flatMap(([group, reasons]) => reasons.map((each) => [each, group])),
);

/**
 * The reason of a verdict as a person tells it apart: the name of a text under `verify.reason`. Whatever is not listed
 * above means that the container is not as it must be; where no part of it can be named, it is hardly one of ours.
 */
export function verdictReason(reason: string, part: string): string {
  if (plain.has(reason)) return reason;
  return reasonGroup.get(reason) ?? (part === '' ? 'not-a-workbook' : 'container');
}
