import type { PanelPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import {
  coverSheet,
  type Field,
  figureField,
  roundFields,
  type Section,
  signerFields,
  signingFields,
} from './cover-sheet.ts';
import type { Sheet } from './sheet.ts';

/** The first sheet of a panel workbook: panel, chair, what was decided in figures, and by what it can be checked. */
export function panelCover(payload: PanelPayload, text: Text): Sheet {
  const words = {
    title: text('workbook.panel.title'),
    signature: text('workbook.cover.chairSignature'),
  };
  return coverSheet(payload, text, words, [
    meetingSection(payload, text),
    countSection(payload, text),
  ]);
}

function meetingSection(payload: PanelPayload, text: Text): Section {
  const { settings, scoring } = payload;
  const label = (name: string) => text(`workbook.cover.${name}`);
  const share = (ratio: { readonly numerator: number; readonly denominator: number }) =>
    text('workbook.panel.share', ratio);
  return {
    heading: label('meeting'),
    fields: [
      ...roundFields(payload, text),
      ...signerFields(payload, text, 'chair'),
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
  const figure = (name: string, value: number) => figureField(text, name, value);
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
