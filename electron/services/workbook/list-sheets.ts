import { baseTypes } from '../../../shared/domain/application.ts';
import type { ListedApplication, PanelStanding, RoundList } from '../../../shared/exchange.ts';
import type { Text } from '../text.ts';
import type { Sheet } from './sheet.ts';
import type { Column } from './table.ts';
import { tableSheet } from './table-sheet.ts';
import { hundredths, marginLines } from './wording.ts';

type Result = PanelStanding['results'][number] & { readonly panel: string };

/** The sheets of a round's list: the applications with rank and decision, and the workbooks that came in. */
export function sheetsOfList(list: RoundList, text: Text): readonly Sheet[] {
  const margins = marginLines(text, list.round.title, list.round.id, '');
  const applications = tableSheet<ListedApplication>({
    name: text('workbook.sheet.list'),
    heading: list.round.title,
    remark: remarkOf(list, text),
    landscape: true,
    frozenColumns: 4,
    margins,
    records: inOrder(list.applications),
    columns: listColumns(list, text),
  });
  const results = tableSheet<Result>({
    name: text('workbook.sheet.results'),
    heading: text('workbook.list.results'),
    remark: list.round.title,
    landscape: false,
    frozenColumns: 1,
    margins,
    records: list.panels.flatMap(({ name, results }) =>
      results.map((each) => ({ ...each, panel: name })),
    ),
    columns: resultColumns(list, text),
  });
  return [applications, results];
}

/** What a reader has to know before the figures: of each panel that has not simply decided, its name too. */
function remarkOf({ decided, panels }: RoundList, text: Text): string {
  const outdated = panels
    .filter(({ signedOn, sequence }) => signedOn !== null && signedOn !== sequence)
    .map(({ name, signedOn, sequence }) =>
      text('workbook.list.outdated', { name, signedOn: signedOn ?? 0, sequence }),
    );
  const states = panels.map((each) => ({ name: each.name, state: stateOf(each) }));
  const shown = states.filter(({ state }) => state !== 'decided');
  const words = shown.map(({ name, state }) => {
    const said = text(`workbook.list.${state}`);
    return panels.length > 1 ? text('workbook.list.ofPanel', { name, said }) : said;
  });
  const head = decided ? [text('workbook.list.decided')] : words;
  const chosen = panels.flatMap(({ name, choice }) =>
    choice === null ? [] : [text('workbook.list.chosen', { name, reason: choice.reason })],
  );
  return [...head, ...outdated, ...chosen].join(' ');
}

function stateOf(panel: PanelStanding): 'forked' | 'contradicted' | 'decided' | 'partly' | 'open' {
  if (panel.contradiction !== null) return 'contradicted';
  if (panel.fork.length > 0) return 'forked';
  if (panel.decided) return 'decided';
  return panel.signedOn === null ? 'open' : 'partly';
}

/** By base type, then rank, applications without a rank last; else as they came. */
export function inOrder(applications: readonly ListedApplication[]): readonly ListedApplication[] {
  const place = (one: ListedApplication) =>
    baseTypes.indexOf(one.baseType) * 100_000 + (one.rank ?? 99_999);
  return applications.toSorted((a, b) => place(a) - place(b));
}

/** The columns of the list, also those of its CSV. */
export function listColumns(
  { panels }: RoundList,
  text: Text,
): readonly Column<ListedApplication>[] {
  const title = (name: string) => text(`workbook.column.${name}`);
  const names = new Map(panels.map(({ id, name }) => [id, name]));
  const ofPanel: Column<ListedApplication> = {
    title: title('panel'),
    width: 20,
    style: 'text',
    value: ({ panel }) => names.get(panel) ?? panel,
  };
  return [
    {
      title: title('baseType'),
      width: 25,
      style: 'text',
      value: ({ baseType }) => text(`workbook.baseType.${baseType}`),
    },
    { title: title('rank'), width: 7, style: 'count', value: ({ rank }) => rank },
    { title: title('number'), width: 9, style: 'middle', value: ({ number }) => number },
    { title: title('applicant'), width: 38, style: 'text', value: ({ name }) => name },
    ...(panels.length > 1 ? [ofPanel] : []),
    { title: title('mean'), width: 10, style: 'total', value: ({ total }) => hundredths(total) },
    {
      title: title('trimmed'),
      width: 10,
      style: 'points',
      value: ({ trimmed }) => hundredths(trimmed),
    },
    { title: title('met'), width: 8, style: 'count', value: ({ criteriaMet }) => criteriaMet },
    ...outcomeColumns(text),
  ];
}

function outcomeColumns(text: Text): readonly Column<ListedApplication>[] {
  const votes = (name: 'yes' | 'no' | 'abstained') => ({
    title: text(`workbook.column.${name}`),
    width: 7,
    style: 'count' as const,
    value: ({ vote }: ListedApplication) => vote?.[name] ?? null,
  });
  return [
    votes('yes'),
    votes('no'),
    votes('abstained'),
    {
      title: text('workbook.column.decision'),
      width: 12,
      style: ({ decision }) => (decision === null ? 'faint' : decision),
      value: ({ decision }) =>
        decision === null ? '—' : text(`workbook.recommendation.${decision}`),
    },
    {
      title: text('workbook.column.remark'),
      width: 14,
      style: 'text',
      value: ({ falsificationSuspected }) =>
        falsificationSuspected ? text('workbook.suspected') : null,
    },
  ];
}

function resultColumns({ panels }: RoundList, text: Text): readonly Column<Result>[] {
  const title = (name: string) => text(`workbook.column.${name}`);
  const ofPanel: Column<Result> = {
    title: title('panel'),
    width: 20,
    style: 'text',
    value: ({ panel }) => panel,
  };
  return [
    ...(panels.length > 1 ? [ofPanel] : []),
    { title: title('code'), width: 10, style: 'middle', value: ({ code }) => code },
    { title: title('name'), width: 50, style: 'text', value: ({ name }) => name },
    {
      title: title('revision'),
      width: 24,
      style: 'count',
      value: ({ revision, forked }) =>
        revision ?? text(forked ? 'workbook.flag.workbook-fork' : 'workbook.members.noWorkbook'),
    },
  ];
}
