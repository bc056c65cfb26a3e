/** Groups of failures that several methods of the contract share. */

export const writing = ['not-writable', 'disk-full', 'read-only'] as const;
export const identityFailures = [
  'no-identity',
  'identity-lost',
  'identity-locked',
  'identity-damaged',
  'work-factor-too-high',
  'newer-version',
] as const;
export const diskFailures = ['unknown-file', 'not-readable', ...writing, 'cancelled'] as const;
export const bundleFailures = [
  'not-a-bundle',
  'bundle-altered',
  'bundle-unsigned',
  'bundle-signer',
  'center-unknown',
  'center-differs',
  'fingerprint-differs',
  'not-a-recipient',
  'not-on-roster',
  'bundle-older',
  'newer-version',
  'content-invalid',
] as const;
export const roundFailures = [
  ...identityFailures,
  'unknown-round',
  'not-readable',
  'journal-damaged',
  'journal-in-use',
  'held-elsewhere',
  'content-invalid',
  'bundle-altered',
  'bundle-older',
  'review-keys-lost',
  ...writing,
] as const;
export const reviewRefusals = [
  'review-signed',
  'review-not-signed',
  'pledge-missing',
  'not-assigned',
  'undeclared',
  'recused',
  'recused-by-center',
  'unknown-criterion',
  'unknown-check',
  'unknown-citation',
  'score-off-scale',
  'text-required',
  'wrong-revision',
] as const;
export const documentFailures = [
  ...roundFailures,
  ...reviewRefusals,
  'unknown-application',
  'unknown-document',
  'document-altered',
  'not-a-recipient',
] as const;
export const meetingRefusals = [
  'not-chair',
  'meeting-signed',
  'meeting-not-signed',
  'unknown-member',
  'unknown-application',
  'unknown-workbook',
  'nothing-disclosed',
  'member-recused',
  'votes-exceed-present',
  'votes-not-present',
  'meeting-text-required',
  'wrong-meeting-revision',
] as const;
export const centerFailures = [
  'center-missing',
  'center-locked',
  'center-damaged',
  'registry-unavailable',
  'disk-full',
] as const;
/** What staff do is in the center's log first. */
export const noted = ['center-log', ...writing] as const;
