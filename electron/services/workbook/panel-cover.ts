import type { PanelPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import {
  bindingSection,
  closingRows,
  coverHead,
  coverSheet,
  type Field,
  roundFields,
  type Section,
  sectionRows,
  signingFields,
} from './cover-sheet.ts';
import type { Sheet } from './sheet.ts';
import { margins } from './wording.ts';

/** The first sheet of a panel workbook: panel, chair, what was decided in figures, and by what it can be checked. */
export function panelCover(payload: PanelPayload, text: Text): Sheet {
  const sections = [
    meetingSection(payload, text),
    countSection(payload, text),
    bindingSection(payload, text),
  ];
  return coverSheet(text, margins(payload, text), [
    ...coverHead(text, text('workbook.panel.title'), payload.round.title),
    ...sectionRows(sections),
    ...closingRows(text, text('workbook.cover.chairSignature')),
  ]);
}

function meetingSection(payload: PanelPayload, text: Text): Section {
  const { signer, settings, scoring } = payload;
  const label = (name: string) => text(`workbook.cover.${name}`);
  const share = (ratio: { readonly numerator: number; readonly denominator: number }) =>
    text('workbook.panel.share', ratio);
  return {
    heading: label('meeting'),
    fields: [
      ...roundFields(payload, text),
      { label: label('chair'), value: signer.name, style: 'strong' },
      { label: label('code'), value: signer.code },
      { label: label('organisation'), value: signer.organisation },
      { label: label('position'), value: signer.title },
      { label: label('quorum'), value: share(settings.quorum) },
      { label: label('majority'), value: share(settings.majority) },
      { label: label('passLine'), value: (scoring.passLine / 100).toFixed(2) },
      { label: label('shownBy'), value: text(`workbook.shownBy.${settings.expertsShownBy}`) },
      ...signingFields(payload, text),
    ],
  };
}

function countSection(payload: PanelPayload, text: Text): Section {
  const { members, applications, flags, agreement } = payload;
  const figure = (name: string, value: number): Field => ({
    label: text(`workbook.cover.${name}`),
    value,
    style: 'figure',
  });
  const outcome = (what: 'approve' | 'defer' | 'reject'): Field => ({
    label: text(`workbook.recommendation.${what}`),
    value: applications.filter(({ decision }) => decision === what).length,
    style: 'figure',
  });
  const coefficient = (name: string, value: number | null): Field => ({
    label: text(`workbook.agreement.${name}`),
    value: value === null ? text('workbook.agreement.tooFew') : value / 10_000,
    style: 'coefficient',
  });
  return {
    heading: text('workbook.cover.decisions'),
    fields: [
      figure('members', members.length),
      figure('present', members.filter(({ present }) => present).length),
      figure('applications', applications.length),
      outcome('approve'),
      outcome('defer'),
      outcome('reject'),
      figure('flags', flags.length),
      figure('suspected', applications.filter((each) => each.falsificationSuspected).length),
      coefficient('alphaScores', agreement.alphaScores),
      coefficient('alphaVerdicts', agreement.alphaVerdicts),
      coefficient('kendallW', agreement.kendallW),
    ],
  };
}
