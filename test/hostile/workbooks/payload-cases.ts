import type { ResultPayload } from '../../../shared/workbook.ts';
import { type Answer, atBoth, differs, type ImportCase, invalid, shown } from './import-case.ts';
import { exchangePayload, signedAfter } from './import-stage.ts';
import { PAYLOAD, type Parts, TYPES } from './repack.ts';
import { OTHER, recusedBy, withCriterion, withFirst } from './result-lies.ts';

const beside = (name: string, answer: Answer, edit: (payload: ResultPayload) => ResultPayload) =>
  atBoth(name, answer, ({ result, expert }) =>
    signedAfter(result, expert, (parts) => exchangePayload(parts, edit(result))),
  );
const written = (name: string, answer: Answer, edit: (text: string) => string): ImportCase =>
  shown(name, answer, (parts) => rewrite(parts, edit));

function rewrite(parts: Parts, edit: (text: string) => string): void {
  const before = Buffer.from(parts.get(PAYLOAD) ?? []).toString('utf8');
  const after = edit(before);
  if (after === before) throw new Error('the case changes nothing');
  parts.set(PAYLOAD, Buffer.from(after));
}

/** Another payload beside the document, or one in another form, signed with the expert's key. */
export const payloadCases: readonly ImportCase[] = [
  beside('counts another score than is shown', differs('Scores!D5'), (p) =>
    withCriterion(p, { score: 80 }, 6_400),
  ),
  beside('counts another recommendation', differs('Cover!B19'), (p) =>
    withFirst(p, () => ({ recommendation: 'defer' })),
  ),
  beside('counts another opinion', differs('Opinions!B15'), (p) =>
    withFirst(p, () => ({ opinion: '不同意。' })),
  ),
  beside('counts a recusal that is not shown', differs('Cover!D17'), (p) => ({
    ...p,
    applications: [recusedBy('expert'), ...p.applications.slice(1)],
  })),
  beside('counts a suspicion that is not shown', differs('Cover!D20'), (p) =>
    withFirst(p, () => ({ falsification: { grounds: '造假' } })),
  ),
  beside('counts another revision', differs('Cover!B14'), (p) => ({
    ...p,
    revision: 7,
    parent: OTHER,
    reopenReason: '更正',
  })),
  beside('claims another language', differs('封面'), (p) => ({ ...p, locale: 'zh-CN' })),
  shown('without a payload', invalid(TYPES, 'content-types'), (parts) => {
    parts.delete(PAYLOAD);
  }),
  written('of revision zero', invalid('/revision'), (text) =>
    text.replace('"revision":1', '"revision":0'),
  ),
  written('with a field that nobody knows', invalid(''), (text) =>
    text.replace('"format"', '"extra":1,"format"'),
  ),
  written('with a field twice', invalid('/revision'), (text) =>
    text.replace('"revision":1', '"revision":1,"revision":2'),
  ),
  written('with a number written otherwise', invalid(''), (text) =>
    text.replace('"revision":1', '"revision":1.0'),
  ),
  written('with a score that is none', invalid('/applications/0/criteria/0/score'), (text) =>
    text.replace('"score":60', '"score":-1'),
  ),
  written('with fields in another order', invalid(''), (text) =>
    text
      .replace('"parent":null,"pledge"', '"pledge"')
      .replace('"round":', '"parent":null,"round":'),
  ),
  written('with blanks', invalid(''), (text) => text.replace('"format":', '"format": ')),
  written('with markup', invalid(''), (text) => text.replace('</payload>', '<x/></payload>')),
  written('with a character reference', invalid(''), (text) =>
    text.replace('"format"', '&#34;format"'),
  ),
  written(
    'with two payloads',
    invalid(''),
    (text) => `${text}${text.slice(text.indexOf('<payload'))}`,
  ),
  written('with half of a surrogate', invalid('/applications/0/opinion'), (text) =>
    text.replace('材料', '\\ud800'),
  ),
  written(
    'of version 2',
    { ...invalid('haizhi.result', 'newer-version'), refusal: 'newer-version' },
    (text) => text.replace('"version":1}', '"version":2}'),
  ),
  written(
    'of version 2 in another layout',
    { ...invalid('', 'newer-version'), refusal: 'newer-version' },
    (text) => text.replace('workbook:1"', 'workbook:2"').replace('"format"', '"later":{},"format"'),
  ),
];
