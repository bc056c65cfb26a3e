import type { PanelMember } from '../../../shared/domain/panel.ts';
import type { Round } from '../../../shared/domain/round.ts';
import type { WorkbookPayload } from '../../../shared/workbook.ts';

/**
 * Where the head of a payload contradicts the round that it was made for, as a place in the payload; `null` when nowhere.
 * Everything here is printed on the cover, where readers believe it: title, code, scale and pass line too.
 */
export function headerContradiction(
  round: Round,
  member: PanelMember,
  payload: WorkbookPayload,
): string | null {
  const { signer, scoring } = payload;
  const { kind, title, year } = payload.round;
  const { profile, code } = member;
  if (kind !== round.kind || title !== round.title || year !== round.year) return '/round';
  const isTitled = signer.title === (profile.title ?? '');
  const isSamePerson = signer.code === code && signer.organisation === profile.organisation;
  if (!isSamePerson || !isTitled) return '/signer';
  const { scale, passLine } = round.scheme;
  return scoring.max === scale.max && scoring.passLine === passLine ? null : '/scoring';
}
