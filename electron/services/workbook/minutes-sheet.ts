import type { PanelPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { gapRow, lineRow, paragraphRows, type Row, type Sheet } from './sheet.ts';
import { type Column, recordRows, titleRow, widthsOf } from './table.ts';
import { headRows } from './table-sheet.ts';
import { margins } from './wording.ts';

/** A decision on a disclosed relation, or a dissenting opinion: who, on what, and the words. */
interface Statement {
  readonly number: string;
  readonly code: string;
  readonly outcome: string;
  readonly words: string;
}

/** The minutes, what became of disclosed relations, and every dissenting opinion word for word. */
export function minutesSheet(payload: PanelPayload, text: Text): Sheet {
  const disclosures = statementColumns(text, 'outcome', 'explanation');
  const dissents = statementColumns(text, 'decision', 'dissent');
  const columns = widthsOf(dissents);
  const minutes = payload.minutes === '' ? text('workbook.minutes.none') : payload.minutes;
  return {
    name: text('workbook.sheet.minutes'),
    landscape: false,
    columns,
    rows: [
      ...headRows(text('workbook.minutes.heading'), text('workbook.minutes.remark'), columns),
      ...paragraphRows(minutes, 'note', columns),
      ...part(text('workbook.minutes.disclosures'), disclosures, disclosed(payload, text), text),
      ...part(text('workbook.minutes.dissents'), dissents, dissenting(payload, text), text),
    ],
    table: null,
    onePage: false,
    ...margins(payload, text),
  };
}

function part(
  heading: string,
  columns: readonly Column<Statement>[],
  statements: readonly Statement[],
  text: Text,
): readonly Row[] {
  const width = columns.length;
  const head = [gapRow(14), lineRow(heading, 'heading', width, 26)];
  if (statements.length === 0) {
    return [...head, lineRow(text('workbook.minutes.nothing'), 'note', width, 22)];
  }
  return [...head, titleRow(columns), ...statements.flatMap((each) => recordRows(columns, each))];
}

function statementColumns(
  text: Text,
  outcome: string,
  words: string,
): readonly Column<Statement>[] {
  const title = (name: string) => text(`workbook.column.${name}`);
  return [
    { title: title('number'), width: 9, style: 'middle', key: true, value: ({ number }) => number },
    { title: title('code'), width: 9, style: 'middle', key: true, value: ({ code }) => code },
    { title: title(outcome), width: 14, style: 'middle', value: (one) => one.outcome },
    { title: title(words), width: 58, style: 'text', value: (one) => one.words },
  ];
}

function disclosed(payload: PanelPayload, text: Text): readonly Statement[] {
  const numbers = new Map(payload.applications.map((each) => [each.application, each.number]));
  return payload.disclosures.map(({ application, code, accepted, reason }) => ({
    number: numbers.get(application) ?? application,
    code,
    outcome: text(accepted ? 'workbook.minutes.accepted' : 'workbook.minutes.recused'),
    words: reason,
  }));
}

function dissenting(payload: PanelPayload, text: Text): readonly Statement[] {
  return payload.applications.flatMap(({ number, decision, dissents }) =>
    dissents.map(({ code, opinion }) => ({
      number,
      code,
      outcome: text(`workbook.recommendation.${decision}`),
      words: opinion,
    })),
  );
}
