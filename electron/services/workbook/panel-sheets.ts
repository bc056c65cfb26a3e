import { baseTypes } from '../../../shared/domain/application.ts';
import type { PanelPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { logSheet } from './log-sheet.ts';
import { minutesSheet } from './minutes-sheet.ts';
import { panelCover } from './panel-cover.ts';
import type { Sheet } from './sheet.ts';
import type { Column } from './table.ts';
import { tableSheet } from './table-sheet.ts';
import { checkLabel, criterionTitle, grouped, hundredths, margins } from './wording.ts';

type Member = PanelPayload['members'][number];
type Applied = PanelPayload['applications'][number];
type Statistics = Applied['total'];
type Flag = PanelPayload['flags'][number];

/**
 * The sheets of a panel's workbook in their order: cover, panel, ranking and decisions, statistics by criterion, matrix of
 * totals, flags, minutes with votes' dissents, log. Experts appear by name or by code as the payload has them.
 */
export function sheetsOfPanel(payload: PanelPayload, text: Text): readonly Sheet[] {
  return [
    panelCover(payload, text),
    memberSheet(payload, text),
    rankingSheet(payload, text),
    statisticsSheet(payload, text),
    matrixSheet(payload, text),
    flagSheet(payload, text),
    minutesSheet(payload, text),
    logSheet(payload, text),
  ];
}

function memberSheet(payload: PanelPayload, text: Text): Sheet {
  return tableSheet<Member>({
    name: text('workbook.sheet.members'),
    heading: text('workbook.members.heading'),
    remark: text('workbook.members.remark'),
    landscape: true,
    frozenColumns: 1,
    margins: margins(payload, text),
    records: payload.members,
    columns: memberColumns(text),
    leastHeight: 38,
  });
}

function memberColumns(text: Text): readonly Column<Member>[] {
  const title = (name: string) => text(`workbook.column.${name}`);
  return [
    { title: title('code'), width: 8, style: 'middle', key: true, value: ({ code }) => code },
    { title: title('name'), width: 20, style: 'text', value: ({ name }) => name },
    {
      title: title('role'),
      width: 12,
      style: 'middle',
      value: ({ role }) => text(`workbook.role.${role}`),
    },
    {
      title: title('attendance'),
      width: 10,
      style: 'middle',
      value: ({ present }) => text(present ? 'workbook.present' : 'workbook.absent'),
    },
    {
      title: title('revision'),
      width: 10,
      style: 'count',
      value: ({ revision }) => revision ?? '—',
    },
    {
      title: title('workbook'),
      width: 38,
      style: 'mono',
      value: ({ workbook }) =>
        workbook === null ? text('workbook.members.noWorkbook') : grouped(workbook),
    },
    { title: title('signature'), width: 34, style: 'text', value: () => null },
  ];
}

function rankingSheet(payload: PanelPayload, text: Text): Sheet {
  const place = (one: Applied) => baseTypes.indexOf(one.baseType) * 100_000 + one.rank;
  return tableSheet<Applied>({
    name: text('workbook.sheet.ranking'),
    heading: text('workbook.ranking.heading'),
    remark: text('workbook.ranking.remark'),
    landscape: true,
    frozenColumns: 4,
    margins: margins(payload, text),
    records: payload.applications.toSorted((a, b) => place(a) - place(b)),
    columns: [...rankColumns(text), ...decisionColumns(text)],
  });
}

function rankColumns(text: Text): readonly Column<Applied>[] {
  const title = (name: string) => text(`workbook.column.${name}`);
  return [
    {
      title: title('baseType'),
      width: 19,
      style: 'text',
      key: true,
      value: ({ baseType }) => text(`workbook.baseType.${baseType}`),
    },
    { title: title('rank'), width: 6, style: 'count', value: ({ rank }) => rank },
    { title: title('number'), width: 8, style: 'middle', key: true, value: ({ number }) => number },
    { title: title('applicant'), width: 26, style: 'text', value: ({ name }) => name },
    {
      title: title('mean'),
      width: 9,
      style: 'total',
      value: ({ total }) => hundredths(total.mean),
    },
    {
      title: title('trimmed'),
      width: 9,
      style: 'points',
      value: ({ total }) => hundredths(total.trimmed) ?? '—',
    },
    { title: title('met'), width: 8, style: 'count', value: ({ criteriaMet }) => criteriaMet },
    {
      title: title('decidedBy'),
      width: 11,
      style: 'middle',
      value: ({ decidedBy }) =>
        decidedBy === null ? '—' : text(`workbook.decidedBy.${decidedBy}`),
    },
  ];
}

function decisionColumns(text: Text): readonly Column<Applied>[] {
  const title = (name: string) => text(`workbook.column.${name}`);
  return [
    {
      title: title('quorum'),
      width: 11,
      style: 'middle',
      value: ({ members, present, quorate }) =>
        text(quorate ? 'workbook.ranking.quorate' : 'workbook.ranking.notQuorate', {
          present,
          members,
        }),
    },
    {
      title: title('vote'),
      width: 12,
      style: 'middle',
      value: ({ vote, passed }) =>
        text(passed ? 'workbook.ranking.passed' : 'workbook.ranking.notPassed', vote),
    },
    {
      title: title('decision'),
      width: 10,
      style: ({ decision }) => decision,
      value: ({ decision }) => text(`workbook.recommendation.${decision}`),
    },
    {
      title: title('grounds'),
      width: 26,
      style: 'text',
      value: ({ grounds, falsificationSuspected }) =>
        [falsificationSuspected ? text('workbook.suspected') : '', grounds]
          .filter((each) => each !== '')
          .join('\n'),
    },
  ];
}

interface Measured {
  readonly application: Applied;
  readonly name: string;
  readonly statistics: Statistics;
}

function statisticsSheet(payload: PanelPayload, text: Text): Sheet {
  const records = payload.applications.flatMap((application) => [
    ...application.criteria.map(({ criterion, statistics }) => ({
      application,
      name: criterionTitle(criterion, text),
      statistics,
    })),
    { application, name: text('workbook.column.total'), statistics: application.total },
  ]);
  return tableSheet<Measured>({
    name: text('workbook.sheet.statistics'),
    heading: text('workbook.statistics.heading'),
    remark: text('workbook.statistics.remark', { max: payload.scoring.max }),
    landscape: true,
    frozenColumns: 3,
    margins: margins(payload, text),
    records,
    columns: statisticsColumns(text),
  });
}

function statisticsColumns(text: Text): readonly Column<Measured>[] {
  const figure = (name: 'mean' | 'median' | 'min' | 'max' | 'deviation' | 'trimmed') => ({
    title: text(`workbook.statistics.${name}`),
    width: 11,
    style: 'points' as const,
    value: ({ statistics }: Measured) => hundredths(statistics[name]) ?? '—',
  });
  return [
    {
      title: text('workbook.column.number'),
      width: 8,
      style: 'middle',
      key: true,
      value: ({ application }) => application.number,
    },
    {
      title: text('workbook.column.applicant'),
      width: 28,
      style: 'text',
      key: true,
      value: ({ application }) => application.name,
    },
    {
      title: text('workbook.column.criterion'),
      width: 26,
      style: 'text',
      key: true,
      value: ({ name }) => name,
    },
    {
      title: text('workbook.column.reviews'),
      width: 8,
      style: 'count',
      value: ({ statistics }) => statistics.n,
    },
    figure('mean'),
    figure('median'),
    figure('min'),
    figure('max'),
    figure('deviation'),
    figure('trimmed'),
  ];
}

/** Rows are applications, columns are experts; a recused expert's cell says nothing else. */
function matrixSheet(payload: PanelPayload, text: Text): Sheet {
  const named = payload.settings.expertsShownBy === 'name';
  const totals = new Map(payload.applications.map((each) => [each, totalsOf(each)]));
  const expert = ({ code, name }: Member): Column<Applied> => {
    const part = (one: Applied) => totals.get(one)?.get(code);
    return {
      title: named && name !== '' ? `${name}\n${code}` : code,
      width: 11,
      style: (one) => (part(one)?.total == null ? 'faint' : 'points'),
      value: (one) => {
        const found = part(one);
        if (found?.recused) return text('workbook.state.recused');
        return hundredths(found?.total ?? null) ?? '—';
      },
    };
  };
  return tableSheet<Applied>({
    name: text('workbook.sheet.matrix'),
    heading: text('workbook.matrix.heading'),
    remark: text('workbook.matrix.remark'),
    landscape: true,
    frozenColumns: 2,
    margins: margins(payload, text),
    records: payload.applications,
    columns: [
      ...rankColumns(text).slice(2, 4),
      ...payload.members.map(expert),
      ...rankColumns(text).slice(4, 5),
    ],
  });
}

const totalsOf = ({ totals }: Applied) => new Map(totals.map((each) => [each.code, each]));

function flagSheet(payload: PanelPayload, text: Text): Sheet {
  const numbers = new Map(payload.applications.map((each) => [each.application, each.number]));
  return tableSheet<Flag>({
    name: text('workbook.sheet.flags'),
    heading: text('workbook.flags.heading'),
    remark: text('workbook.flags.remark'),
    landscape: true,
    frozenColumns: 1,
    margins: margins(payload, text),
    records: payload.flags,
    columns: flagColumns(numbers, text),
  });
}

function flagColumns(numbers: ReadonlyMap<string, string>, text: Text): readonly Column<Flag>[] {
  const title = (name: string) => text(`workbook.column.${name}`);
  return [
    {
      title: title('number'),
      width: 8,
      style: 'middle',
      key: true,
      value: ({ application }) =>
        application === null ? '—' : (numbers.get(application) ?? application),
    },
    {
      title: title('flag'),
      width: 26,
      style: 'text',
      value: ({ kind }) => text(`workbook.flag.${kind}`),
    },
    {
      title: title('subject'),
      width: 38,
      style: 'text',
      value: ({ criterion, check }) => {
        const parts = [
          criterion === null ? '' : criterionTitle(criterion, text),
          check === null ? '' : checkLabel(check, text),
        ];
        return parts.filter((each) => each !== '').join('\n');
      },
    },
    { title: title('code'), width: 8, style: 'middle', value: ({ code }) => code },
    { title: title('amount'), width: 10, style: 'points', value: amount },
    {
      title: title('disposition'),
      width: 16,
      style: 'middle',
      value: ({ disposition }) => text(`workbook.disposition.${disposition}`),
    },
    { title: title('explanation'), width: 36, style: 'text', value: ({ reason }) => reason },
  ];
}

/** Ranges, distances and gaps are hundredths; a revision is a number of its own and said in words. */
function amount({ kind, amount }: Flag): number | null {
  return kind === 'workbook-superseded' ? null : hundredths(amount);
}
