import type { ResultPayload } from '../../../shared/workbook.ts';
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
import { timeText } from './wording.ts';

/** The first sheet of a result: who signs which review, how much it holds, and by what it can be checked. */
export function resultCover(payload: ResultPayload, text: Text): Sheet {
  const words = {
    title: text('workbook.result.title'),
    signature: text('workbook.cover.expertSignature'),
  };
  return coverSheet(payload, text, words, [
    reviewSection(payload, text),
    countSection(payload, text),
  ]);
}

function reviewSection(payload: ResultPayload, text: Text): Section {
  const { signer, pledge, lateReason } = payload;
  const label = (name: string) => text(`workbook.cover.${name}`);
  const pledged = { version: pledge.version, time: timeText(pledge.at, text) };
  const late: readonly Field[] =
    lateReason === '' ? [] : [{ label: label('late'), value: lateReason, wide: true }];
  return {
    heading: label('review'),
    fields: [
      ...roundFields(payload, text),
      ...signerFields(payload, text, 'expert'),
      { label: label('role'), value: text(`workbook.role.${signer.role}`), wide: true },
      { label: label('pledge'), value: text('workbook.cover.pledged', pledged), wide: true },
      ...signingFields(payload, text),
      ...late,
    ],
  };
}

function countSection(payload: ResultPayload, text: Text): Section {
  const { applications } = payload;
  const reviewed = applications.filter((each) => each.state === 'reviewed');
  const recommended = (what: 'approve' | 'defer' | 'reject') =>
    reviewed.filter((each) => each.recommendation === what).length;
  const disclosed = reviewed.filter((each) => each.declaration.state === 'disclosed').length;
  const suspected = reviewed.filter((each) => each.falsification !== null).length;
  const figure = (name: string, value: number) => figureField(text, name, value);
  return {
    heading: text('workbook.cover.counts'),
    fields: [
      figure('assigned', applications.length),
      figure('reviewed', reviewed.length),
      figure('recused', applications.length - reviewed.length),
      figure('disclosed', disclosed),
      figure('approve', recommended('approve')),
      figure('defer', recommended('defer')),
      figure('reject', recommended('reject')),
      figure('suspected', suspected),
    ],
  };
}
