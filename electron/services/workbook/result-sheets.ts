import { countedScore } from '../../../shared/domain/scoring.ts';
import type { ResultPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { logSheet } from './log-sheet.ts';
import { opinionSheet } from './opinion-sheet.ts';
import { resultCover } from './result-cover.ts';
import type { Sheet } from './sheet.ts';
import type { Column } from './table.ts';
import { tableSheet } from './table-sheet.ts';
import {
  checksText,
  citationsText,
  criterionTitle,
  hundredths,
  margins,
  scoreValue,
} from './wording.ts';

type Applied = ResultPayload['applications'][number];
type Reviewed = Extract<Applied, { state: 'reviewed' }>;
type Criterion = Reviewed['criteria'][number];

/**
 * The sheets of an expert's result workbook in their order: cover, scores, criteria, declarations, opinions, log. Of a
 * recused application nothing but its number appears anywhere, and its declaration.
 */
export function sheetsOfResult(payload: ResultPayload, text: Text): readonly Sheet[] {
  return [
    resultCover(payload, text),
    scoreSheet(payload, text),
    criteriaSheet(payload, text),
    declarationSheet(payload, text),
    opinionSheet(payload, text),
    logSheet(payload, text),
  ];
}

const reviewedOnly = (payload: ResultPayload): readonly Reviewed[] =>
  payload.applications.filter((each) => each.state === 'reviewed');

function scoreSheet(payload: ResultPayload, text: Text): Sheet {
  const most = Math.max(5, ...reviewedOnly(payload).map((each) => each.criteria.length));
  const places = Array.from({ length: most }, (_, place) => place);
  const { max, passLine } = payload.scoring;
  return tableSheet<Applied>({
    name: text('workbook.sheet.scores'),
    heading: text('workbook.scores.heading'),
    remark: text('workbook.scores.remark', { max, pass: (passLine / 100).toFixed(2) }),
    landscape: true,
    frozenColumns: 2,
    margins: margins(payload, text),
    records: payload.applications,
    columns: [
      ...applicationColumns(text),
      ...places.map((place) => placeColumn(place, text)),
      ...totalColumns(text),
    ],
  });
}

function applicationColumns(text: Text): readonly Column<Applied>[] {
  return [
    {
      title: text('workbook.column.number'),
      width: 9,
      style: 'middle',
      key: true,
      value: ({ number }) => number,
    },
    {
      title: text('workbook.column.applicant'),
      width: 34,
      style: 'text',
      value: (one) => (one.state === 'reviewed' ? one.name : text('workbook.recusedRow')),
    },
    {
      title: text('workbook.column.baseType'),
      width: 25,
      style: 'text',
      value: (one) => (one.state === 'reviewed' ? text(`workbook.baseType.${one.baseType}`) : null),
    },
  ];
}

/** The score on the n-th condition of the application's own article. */
function placeColumn(place: number, text: Text): Column<Applied> {
  const at = (one: Applied) => (one.state === 'reviewed' ? one.criteria[place] : undefined);
  return {
    title: text('workbook.scores.place', { place: place + 1 }),
    width: 8,
    style: (one) => {
      const criterion = at(one);
      return criterion && countedScore(criterion) === null ? 'faint' : 'count';
    },
    value: (one) => {
      const criterion = at(one);
      return criterion === undefined ? null : scoreValue(criterion);
    },
  };
}

function totalColumns(text: Text): readonly Column<Applied>[] {
  return [
    {
      title: text('workbook.column.total'),
      width: 10,
      style: 'total',
      value: (one) => (one.state === 'reviewed' ? hundredths(one.total) : null),
    },
    {
      title: text('workbook.column.recommendation'),
      width: 17,
      style: (one) => (one.state === 'reviewed' ? one.recommendation : 'faint'),
      value: (one) =>
        one.state === 'reviewed'
          ? text(`workbook.recommendation.${one.recommendation}`)
          : text('workbook.state.recused'),
    },
    {
      title: text('workbook.column.remark'),
      width: 14,
      style: 'text',
      value: (one) =>
        one.state === 'reviewed' && one.falsification ? text('workbook.suspected') : null,
    },
  ];
}

interface JudgedCriterion {
  readonly application: Reviewed;
  readonly criterion: Criterion;
}

function criteriaSheet(payload: ResultPayload, text: Text): Sheet {
  const records = reviewedOnly(payload).flatMap((application) =>
    application.criteria.map((criterion) => ({ application, criterion })),
  );
  return tableSheet<JudgedCriterion>({
    name: text('workbook.sheet.criteria'),
    heading: text('workbook.criteria.heading'),
    remark: text('workbook.criteria.remark', { max: payload.scoring.max }),
    landscape: true,
    frozenColumns: 2,
    margins: margins(payload, text),
    records,
    columns: criteriaColumns(text),
  });
}

function criteriaColumns(text: Text): readonly Column<JudgedCriterion>[] {
  const title = (name: string) => text(`workbook.column.${name}`);
  return [
    {
      title: title('number'),
      width: 8,
      style: 'middle',
      key: true,
      value: ({ application }) => application.number,
    },
    {
      title: title('criterion'),
      width: 21,
      style: 'text',
      key: true,
      value: ({ criterion }) => criterionTitle(criterion.criterion, text),
    },
    {
      title: title('weight'),
      width: 7,
      style: 'count',
      value: ({ criterion }) => criterion.weight,
    },
    {
      title: title('verdict'),
      width: 11,
      style: 'middle',
      value: ({ criterion }) => text(`workbook.verdict.${criterion.verdict}`),
    },
    {
      title: title('score'),
      width: 8,
      style: ({ criterion }) => (countedScore(criterion) === null ? 'faint' : 'count'),
      value: ({ criterion }) => scoreValue(criterion),
    },
    {
      title: title('comment'),
      width: 34,
      style: 'text',
      value: ({ criterion }) => criterion.comment,
    },
    {
      title: title('checks'),
      width: 34,
      style: 'text',
      value: ({ criterion }) => checksText(criterion, text),
    },
    {
      title: title('citations'),
      width: 26,
      style: 'text',
      value: ({ criterion }) => citationsText(criterion.citations, text),
    },
  ];
}

function declarationSheet(payload: ResultPayload, text: Text): Sheet {
  return tableSheet<Applied>({
    name: text('workbook.sheet.declarations'),
    heading: text('workbook.declarations.heading'),
    remark: text('workbook.declarations.remark'),
    landscape: true,
    frozenColumns: 1,
    margins: margins(payload, text),
    records: payload.applications,
    columns: [...applicationColumns(text).slice(0, 2), ...declarationColumns(text)],
  });
}

function declarationColumns(text: Text): readonly Column<Applied>[] {
  const state = (one: Applied) => (one.state === 'recused' ? 'recused' : one.declaration.state);
  return [
    {
      title: text('workbook.column.declaration'),
      width: 18,
      style: 'middle',
      value: (one) => text(`workbook.state.${state(one)}`),
    },
    {
      title: text('workbook.column.conflict'),
      width: 24,
      style: 'text',
      value: (one) => (one.state === 'recused' ? text(`workbook.conflict.${one.conflict}`) : null),
    },
    {
      title: text('workbook.column.setBy'),
      width: 12,
      style: 'middle',
      value: (one) => text(`workbook.setBy.${one.state === 'recused' ? one.by : 'expert'}`),
    },
    {
      title: text('workbook.column.explanation'),
      width: 40,
      style: 'text',
      value: (one) => {
        if (one.state === 'recused') return one.reason;
        return one.declaration.state === 'disclosed' ? one.declaration.relation : null;
      },
    },
  ];
}
