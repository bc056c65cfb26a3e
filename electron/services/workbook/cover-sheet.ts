import type { WorkbookPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { cleanText } from './cell-text.ts';
import { heightOf, wrapText } from './measure.ts';
import {
  cell,
  gapRow,
  lineRow,
  paragraphRows,
  type Row,
  row,
  type Sheet,
  totalHeight,
  wideField,
} from './sheet.ts';
import type { StyleName } from './style.ts';
import { grouped, margins, timeText } from './wording.ts';

/** One labelled value of a cover. Two narrow ones share a row; a wide one has a row of its own. */
export interface Field {
  readonly label: string;
  readonly value: string | number;
  readonly style?: StyleName;
  readonly wide?: true;
}

/** A titled part of a cover. */
export interface Section {
  readonly heading: string;
  readonly fields: readonly Field[];
}

/** Widths of a cover's columns: label, value, label, value; together the width of an A4 page. */
const coverColumns = [15, 30, 15, 30] as const;

/** Points that still print on one A4 page with letters of a good size. */
const ONE_PAGE = 940;

/** The cover of a signed workbook: head, its own sections, what binds it, how to check it, and the line of the hand that signs. */
export function coverSheet(
  payload: WorkbookPayload,
  text: Text,
  words: { readonly title: string; readonly signature: string },
  sections: readonly Section[],
): Sheet {
  const rows = [
    ...coverHead(text, words.title, payload.round.title),
    ...sectionRows([...sections, bindingSection(payload, text)]),
    ...closingRows(text, words.signature),
  ];
  return {
    name: text('workbook.sheet.cover'),
    landscape: false,
    columns: coverColumns,
    rows,
    table: null,
    onePage: totalHeight(rows) <= ONE_PAGE,
    ...margins(payload, text),
  };
}

/** The head of a cover: programme, name of the document, round, and a line below. */
function coverHead(text: Text, title: string, subtitle: string): readonly Row[] {
  const width = coverColumns.length;
  const lines = wrapText(cleanText(subtitle), 70).length;
  return [
    gapRow(12),
    lineRow(text('workbook.programme'), 'brand', width, 20),
    lineRow(title, 'title', width, 40),
    lineRow(subtitle, 'subtitle', width, heightOf(lines) + 4),
    lineRow('', 'rule', width, 8),
    gapRow(10),
  ];
}

/** The sections one below the other. */
function sectionRows(sections: readonly Section[]): readonly Row[] {
  return sections.flatMap(({ heading, fields }) => [
    lineRow(heading, 'band', coverColumns.length, 22),
    ...fieldRows(fields),
    gapRow(10),
  ]);
}

function fieldRows(fields: readonly Field[]): readonly Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const first = fields[at];
    const second = fields[at + 1];
    if (first === undefined) break;
    if (first.wide || second === undefined || second.wide) {
      rows.push(...wideField(first.label, String(first.value), coverColumns, first.style));
      continue;
    }
    rows.push(pairRow(first, second));
    at += 1;
  }
  return rows;
}

function pairRow(first: Field, second: Field): Row {
  const lines = [first, second].flatMap(({ label, value }) => [
    wrapText(label, coverColumns[0]).length,
    wrapText(cleanText(String(value)), coverColumns[1]).length,
  ]);
  const cells = [first, second].flatMap(({ label, value, style }) => [
    cell(label, 'label'),
    cell(value, style ?? 'value'),
  ]);
  return row(cells, heightOf(Math.max(...lines)) + 2);
}

/** What binds a signed workbook to its signer, center, bundle and journal. */
function bindingSection(payload: WorkbookPayload, text: Text): Section {
  const { signer, authority, bundle, journal, parent } = payload;
  const key = (name: string) => text(`workbook.cover.${name}`);
  const hash = (label: string, value: string): Field => ({
    label: key(label),
    value: grouped(value),
    style: 'mono',
    wide: true,
  });
  return {
    heading: key('binding'),
    fields: [
      hash('certificate', signer.id),
      hash('authority', authority),
      figureField(text, 'sequence', bundle.sequence),
      figureField(text, 'entries', journal.length),
      hash('manifest', bundle.manifest),
      hash('head', journal.head),
      ...(parent === null ? [] : [hash('parent', parent)]),
    ],
  };
}

/** How a reader can check the file, and a line to sign a printed copy by hand. */
function closingRows(text: Text, signature: string): readonly Row[] {
  const width = coverColumns.length;
  return [
    lineRow(text('workbook.cover.verify'), 'band', width, 22),
    gapRow(4),
    ...['verifyOffice', 'verifyTool', 'verifyPaper'].flatMap((name) =>
      paragraphRows(text(`workbook.cover.${name}`), 'note', coverColumns),
    ),
    gapRow(16),
    row([cell(signature, 'sign'), null, cell(text('workbook.cover.date'), 'sign')], 24, [
      [0, 1],
      [2, 3],
    ]),
  ];
}

/** When it was signed, by which revision, and why it was reopened where it was. */
export function signingFields(payload: WorkbookPayload, text: Text): readonly Field[] {
  const { revision, signedAt, reopenReason } = payload;
  const fields: Field[] = [
    figureField(text, 'revision', revision),
    { label: text('workbook.cover.signedAt'), value: timeText(signedAt, text) },
  ];
  if (reopenReason === '') return fields;
  return [...fields, { label: text('workbook.cover.reopened'), value: reopenReason, wide: true }];
}

/** Who signs, as an expert or as the chair. */
export function signerFields(
  { signer }: WorkbookPayload,
  text: Text,
  role: 'expert' | 'chair',
): readonly Field[] {
  return [
    { label: text(`workbook.cover.${role}`), value: signer.name, style: 'strong' },
    { label: text('workbook.cover.code'), value: signer.code },
    { label: text('workbook.cover.organisation'), value: signer.organisation },
    { label: text('workbook.cover.position'), value: signer.title },
  ];
}

/** A number by the name of what is counted. */
export function figureField(text: Text, name: string, value: number): Field {
  return { label: text(`workbook.cover.${name}`), value, style: 'figure' };
}

/** What every cover says of round and panel. */
export function roundFields(payload: WorkbookPayload, text: Text): readonly Field[] {
  const { round } = payload;
  return [
    { label: text('workbook.cover.round'), value: round.id },
    { label: text('workbook.cover.year'), value: String(round.year) },
    { label: text('workbook.cover.kind'), value: text(`workbook.roundKind.${round.kind}`) },
    { label: text('workbook.cover.panel'), value: round.panel },
  ];
}
