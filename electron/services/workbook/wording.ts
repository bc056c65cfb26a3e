import { check, criterion } from '../../../shared/domain/catalogue/catalogue.ts';
import { countedScore } from '../../../shared/domain/scoring.ts';
import type { NamedCitation, ResultPayload, WorkbookPayload } from '../../../shared/workbook.ts';
import type { Text } from '../text.ts';
import { marginText, type Sheet } from './sheet.ts';

/** The words of a signed workbook live under `workbook.*` alone: they are part of the format and checked on import. */

const BEIJING_MS = 8 * 60 * 60 * 1000;

/** An instant in Beijing time to the second, the same on every machine: `2026-11-23 16:00:05`. */
export function beijingTime(instant: string): string {
  return new Date(Date.parse(instant) + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** An instant to the minute, with the name of its time zone. */
export function timeText(instant: string, text: Text): string {
  return text('workbook.time', { time: beijingTime(instant).slice(0, 16) });
}

/** A hash in groups of eight digits, to be compared by eye. */
export function grouped(hash: string): string {
  return (hash.match(/.{1,8}/g) ?? []).join(' ');
}

/** Hundredths as the number they stand for. */
export function hundredths(value: number | null): number | null {
  return value === null ? null : value / 100;
}

/** `第七条（三） 联系渠道`; an id that the catalogue does not hold stays as it is. */
export function criterionTitle(id: string, text: Text): string {
  const found = criterion(id);
  if (found === undefined) return id;
  return `${text.local(found.article)} ${text.local(found.title)}`;
}

/** The label of a check; an id that the catalogue does not hold stays as it is. */
export function checkLabel(id: string, text: Text): string {
  const found = check(id);
  return found === undefined ? id : text.local(found.label);
}

/** The words for a kind of journal entry; a kind of a later version stays as it is. */
export function eventLabel(kind: string, text: Text): string {
  const key = `workbook.event.${kind}`;
  return text.has(key) ? text(key) : kind;
}

type AppliedCriterion = Extract<
  ResultPayload['applications'][number],
  { state: 'reviewed' }
>['criteria'][number];

/** What stands for the score: the number, or a dash where the verdict has none that counts. */
export function scoreValue(one: AppliedCriterion): number | string {
  return countedScore(one) ?? '—';
}

/** The findings on the checks, one a line. */
export function checksText(one: AppliedCriterion, text: Text): string {
  return one.checks.map((each) => checkLine(each, text)).join('\n');
}

/** A large workbook has the same few dozen lines ten thousand times. */
const checkLines = new WeakMap<Text, Map<string, string>>();

function checkLine({ check: id, finding }: AppliedCriterion['checks'][number], text: Text): string {
  const lines = checkLines.get(text) ?? new Map<string, string>();
  checkLines.set(text, lines);
  const key = `${finding} ${id}`;
  const known = lines.get(key);
  if (known !== undefined) return known;
  const said = { check: checkLabel(id, text), finding: text(`workbook.finding.${finding}`) };
  const line = text('workbook.criteria.check', said);
  if (check(id) !== undefined) lines.set(key, line);
  return line;
}

/** The citations, one a line: document, page (of a workbook, sheet), quotation. */
export function citationsText(citations: readonly NamedCitation[], text: Text): string {
  return citations
    .map((each) => {
      const place = { document: each.name === '' ? each.document : each.name, page: each.page };
      const quote = each.quote ?? '';
      const hasSheets = /\.xlsx$/i.test(place.document);
      if (quote === '') {
        return text(`workbook.criteria.${hasSheets ? 'sheetCitation' : 'citation'}`, place);
      }
      const key = `workbook.criteria.${hasSheets ? 'sheetQuotation' : 'quotation'}`;
      return text(key, { ...place, quote });
    })
    .join('\n');
}

/** Header and footer of all sheets of a signed workbook: round and programme above; signer, pages and time below. */
export function margins(payload: WorkbookPayload, text: Text): Pick<Sheet, 'header' | 'footer'> {
  const { signer, revision, signedAt, round } = payload;
  const left = text('workbook.margin.revision', { name: signer.name, code: signer.code, revision });
  return marginLines(text, round.title, left, timeText(signedAt, text));
}

/** Header and footer with these texts at left above, left below and right below; pages are counted in the middle. */
export function marginLines(
  text: Text,
  title: string,
  left: string,
  right: string,
): Pick<Sheet, 'header' | 'footer'> {
  const pages = text('workbook.margin.pages', { page: '&P', pages: '&N' });
  return {
    header: `&L&9 ${marginText(title)}&R&9 ${marginText(text('workbook.programme'))}`,
    footer: `&L&9 ${marginText(left)}&C&9 ${pages}&R&9 ${marginText(right)}`,
  };
}
