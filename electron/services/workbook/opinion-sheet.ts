import { countedScore } from '../../../shared/domain/scoring.ts';
import type { ResultPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { cleanText } from './cell-text.ts';
import { formPages } from './form-pages.ts';
import { heightOf, piecesOf, wrapText } from './measure.ts';
import { cell, cleanCell, gapRow, lineRow, type Row, row, type Sheet, wideField } from './sheet.ts';
import { heightScale } from './style.ts';
import { citationsText, criterionTitle, margins, scoreValue, timeText } from './wording.ts';

/** Lines of an opinion that stay together: what is longer fills its pages in such blocks. */
const BLOCK = 12;

type Reviewed = Extract<ResultPayload['applications'][number], { state: 'reviewed' }>;
type Criterion = Reviewed['criteria'][number];

/** Columns of the form: criterion or label, weight, verdict, score, label or comment, comment. */
const columns = [19, 8, 12, 11, 16, 25] as const;

/** 专家评审意见表: one form an application, each on a page of its own, to be printed and signed by hand. */
export function opinionSheet(payload: ResultPayload, text: Text): Sheet {
  return {
    name: text('workbook.sheet.opinions'),
    landscape: false,
    columns,
    rows: { [Symbol.iterator]: () => allForms(payload, text) },
    table: null,
    onePage: false,
    ...margins(payload, text),
  };
}

function* allForms(payload: ResultPayload, text: Text): Generator<Row> {
  const frame = frameOf(payload, text);
  const reviewed = payload.applications.filter((each) => each.state === 'reviewed');
  if (reviewed.length === 0) {
    yield lineRow(text('workbook.opinion.none'), 'note', columns.length, 24);
  }
  for (const each of reviewed) yield* formRows(payload, frame, each, text);
}

/** What is the same on every form of a workbook, made once. */
interface Frame {
  readonly scale: number;
  readonly head: readonly Row[];
  readonly expert: Row;
  readonly titles: Row;
  readonly foot: readonly Row[];
}

function frameOf(payload: ResultPayload, text: Text): Frame {
  const { signer, round } = payload;
  const width = columns.length;
  const label = (name: string) => text(`workbook.opinion.${name}`);
  return {
    scale: heightScale(payload.locale),
    head: [
      lineRow(text('workbook.programme'), 'brand', width, 20),
      lineRow(label('title'), 'title', width, 38),
      lineRow(round.title, 'subtitle', width, 22),
      gapRow(6),
    ],
    expert: pairRow(
      [label('expert'), `${signer.name}（${signer.code}）`],
      [label('organisation'), signer.organisation],
    ),
    titles: titlesRow(payload, text),
    foot: signatureRows(payload, text),
  };
}

function formRows(
  payload: ResultPayload,
  { scale, head, expert, titles, foot }: Frame,
  one: Reviewed,
  text: Text,
): readonly Row[] {
  const label = (name: string) => text(`workbook.opinion.${name}`);
  const opinion = tall(wideField(label('opinion'), one.opinion, columns, 'text', BLOCK));
  const above = [
    ...head,
    ...wideField(label('applicant'), one.name, columns, 'strong'),
    pairRow(
      [label('number'), one.number],
      [label('baseType'), text(`workbook.baseType.${one.baseType}`)],
    ),
    expert,
    totalRow(payload, one, text),
    titles,
    ...one.criteria.flatMap((each) => criterionRows(each, text)),
  ];
  return formPages(
    {
      rows: [...above, ...opinion, ...groundsRows(one, text)],
      growing: above.length + opinion.length - 1,
      foot,
      continued: wideField(label('continued'), `${one.number} ${one.name}`, columns, 'strong'),
    },
    scale,
  );
}

function totalRow({ scoring }: ResultPayload, one: Reviewed, text: Text): Row {
  const label = (name: string) => text(`workbook.opinion.${name}`);
  const total =
    one.total === null
      ? '—'
      : text('workbook.opinion.outOf', { total: (one.total / 100).toFixed(2) });
  const recommendation = text(`workbook.recommendation.${one.recommendation}`);
  const pass = text('workbook.opinion.passLine', { pass: (scoring.passLine / 100).toFixed(2) });
  return pairRow([label('total'), `${total}${pass}`], [label('recommendation'), recommendation]);
}

type Pair = readonly [label: string, value: string];

function pairRow(left: Pair, right: Pair): Row {
  const lines = [
    wrapText(cleanText(left[1]), columns[1] + columns[2] + columns[3]).length,
    wrapText(cleanText(right[1]), columns[5]).length,
  ];
  return row(
    [
      cell(left[0], 'label'),
      cell(left[1], 'value'),
      cell(null, 'value'),
      cell(null, 'value'),
      cell(right[0], 'label'),
      cell(right[1], 'value'),
    ],
    heightOf(Math.max(...lines)) + 2,
    [[1, 3]],
  );
}

function titlesRow({ scoring }: ResultPayload, text: Text): Row {
  const title = (name: string) => cell(text(`workbook.column.${name}`), 'header');
  return row(
    [
      title('criterion'),
      title('weight'),
      title('verdict'),
      cell(text('workbook.opinion.score', { max: scoring.max }), 'header'),
      title('comment'),
      cell(null, 'header'),
    ],
    36,
    [[4, 5]],
  );
}

function criterionRows(one: Criterion, text: Text): readonly Row[] {
  const name = criterionTitle(one.criterion, text);
  const verdict = text(`workbook.verdict.${one.verdict}`);
  const least = Math.max(wrapText(name, columns[0]).length, wrapText(verdict, columns[2]).length);
  return piecesOf(cleanText(one.comment), columns[4] + columns[5]).map((piece, index) => {
    const first = index === 0;
    return row(
      [
        cell(first ? name : null, 'text'),
        cell(first ? one.weight : null, 'count'),
        cell(first ? verdict : null, 'middle'),
        cell(first ? scoreValue(one) : null, countedScore(one) === null ? 'faint' : 'count'),
        cleanCell(piece.text, 'text'),
        cell(null, 'text'),
      ],
      heightOf(first ? Math.max(least, piece.lines) : piece.lines),
      [[4, 5]],
    );
  });
}

function groundsRows(one: Reviewed, text: Text): readonly Row[] {
  const label = (name: string) => text(`workbook.opinion.${name}`);
  const { declaration, falsification } = one;
  const relation =
    declaration.state === 'disclosed'
      ? text('workbook.opinion.disclosed', { relation: declaration.relation })
      : text(`workbook.state.${declaration.state}`);
  return [
    ...(one.reason === '' ? [] : wideField(label('reason'), one.reason, columns, 'text')),
    ...(falsification === null ? [] : suspicionRows(falsification, text)),
    ...wideField(label('declaration'), relation, columns),
  ];
}

function suspicionRows(
  { grounds, citations = [] }: NonNullable<Reviewed['falsification']>,
  text: Text,
): readonly Row[] {
  const cited = text('workbook.column.citations');
  return [
    ...wideField(text('workbook.opinion.falsification'), grounds, columns, 'text'),
    ...(citations.length === 0
      ? []
      : wideField(cited, citationsText(citations, text), columns, 'text')),
  ];
}

/** An opinion has at least the room of a printed form. */
function tall(rows: readonly Row[]): readonly Row[] {
  return rows.map((each, index) =>
    index === rows.length - 1 ? { ...each, height: Math.max(each.height, 130) } : each,
  );
}

function signatureRows(payload: ResultPayload, text: Text): readonly Row[] {
  const note = text('workbook.opinion.note', {
    time: timeText(payload.signedAt, text),
    revision: payload.revision,
  });
  const width = columns.reduce((sum, each) => sum + each, 0);
  return [
    gapRow(18),
    row(
      [
        cell(text('workbook.cover.expertSignature'), 'sign'),
        null,
        null,
        null,
        cell(text('workbook.cover.date'), 'sign'),
      ],
      26,
      [
        [0, 3],
        [4, 5],
      ],
    ),
    gapRow(8),
    lineRow(note, 'caption', columns.length, heightOf(wrapText(note, width).length)),
  ];
}
