import type { PanelMember } from '../../../shared/domain/panel.ts';
import type { Round } from '../../../shared/domain/round.ts';
import type { Locale } from '../../../shared/exchange.ts';
import { type ResultPayload, workbookVersion } from '../../../shared/workbook.ts';

/** What every signed workbook says about where it belongs. */
export interface WorkbookOrigin {
  readonly locale: Locale;
  readonly round: Round;
  readonly bundle: { readonly sequence: number; readonly manifest: string };
  /** SHA-256 of the center's authority certificate. */
  readonly authority: string;
  readonly signer: PanelMember;
  readonly revision: number;
  readonly parent: string | null;
  readonly signedAt: string;
  readonly journal: { readonly head: string; readonly length: number };
  readonly reopenReason: string;
}

type Header = Omit<ResultPayload, 'format' | 'pledge' | 'lateReason' | 'applications' | 'log'>;

/** The part of the payload that result and panel workbooks share. */
export function workbookHeader(origin: WorkbookOrigin): Header {
  const { locale, round, bundle, authority, signer, ...rest } = origin;
  const { profile, id, role, code } = signer;
  return {
    ...rest,
    version: workbookVersion,
    locale,
    bundle,
    authority,
    round: {
      id: round.id,
      kind: round.kind,
      title: round.title,
      year: round.year,
      panel: round.panel.id,
    },
    signer: {
      id,
      role,
      code,
      name: profile.name,
      organisation: profile.organisation,
      title: profile.title ?? '',
    },
    scoring: { max: round.scheme.scale.max, passLine: round.scheme.passLine },
  };
}
