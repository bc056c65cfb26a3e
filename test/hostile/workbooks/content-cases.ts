import { type HostileCase, refused } from './hostile-case.ts';
import {
  addRelationship,
  BOOK,
  BOOK_RELS,
  OFFICE_RELATION,
  OFFICE_TYPE,
  PAYLOAD,
  type Parts,
  partsOf,
  ROOT_RELS,
  repack,
  replaceIn,
  SCORES,
  STRINGS,
  TYPES,
} from './repack.ts';

type Edit = (parts: Parts) => void;

const altered = (name: string, part: string, edit: Edit): HostileCase =>
  refused(name, 'part-altered', part, ({ signed }) => repack(signed, edit));

const relationship = (
  name: string,
  reason: 'relationship-altered' | 'relationship-missing' | 'relationship-added',
  part: string,
  edit: Edit,
): HostileCase => refused(name, reason, part, ({ signed }) => repack(signed, edit));

const missing = (name: string, part: string, edit: Edit): HostileCase =>
  refused(name, 'part-missing', part, ({ signed }) => repack(signed, edit));

const append = (parts: Parts, name: string, text: string) =>
  parts.set(name, Buffer.concat([parts.get(name) ?? Buffer.alloc(0), Buffer.from(text)]));

/** Parts changed, removed, exchanged: what anybody with an unzip program can do. */
const parts: readonly HostileCase[] = [
  altered('one score changed', SCORES, (p) => replaceIn(p, SCORES, '<v>61</v>', '<v>91</v>')),
  altered('one text changed', STRINGS, (p) => replaceIn(p, STRINGS, '单位 3', '单位 4')),
  altered('payload changed', PAYLOAD, (p) => replaceIn(p, PAYLOAD, '"rows":12', '"rows":13')),
  altered('number format hides values', 'xl/styles.xml', (p) =>
    replaceIn(p, 'xl/styles.xml', '<cellXfs', '<numFmts count="0"/><cellXfs'),
  ),
  altered('theme changed', 'xl/theme/theme1.xml', (p) => append(p, 'xl/theme/theme1.xml', ' ')),
  altered('sheet renamed', BOOK, (p) => replaceIn(p, BOOK, 'name="评分"', 'name="草稿"')),
  altered('sheet hidden', BOOK, (p) => replaceIn(p, BOOK, 'state="visible"', 'state="veryHidden"')),
  altered('sheet order changed', BOOK, (p) =>
    replaceIn(p, BOOK, /(<sheet [^>]*\/>)(<sheet [^>]*\/>)/, '<sheet/>'),
  ),
  altered('line break at the end of a part', SCORES, (p) => append(p, SCORES, '\n')),
  altered('comment after the root element', STRINGS, (p) => append(p, STRINGS, '<!-- x -->')),
  altered('part emptied', STRINGS, (p) => p.set(STRINGS, new Uint8Array(0))),
  altered('two sheets exchanged', 'xl/worksheets/sheet1.xml', (p) => {
    const [first, second] = [p.get('xl/worksheets/sheet1.xml'), p.get(SCORES)];
    p.set('xl/worksheets/sheet1.xml', second ?? new Uint8Array());
    p.set(SCORES, first ?? new Uint8Array());
  }),
  refused('sheet of another signed workbook', 'part-altered', SCORES, ({ signed, other }) =>
    repack(signed, (p) => p.set(SCORES, partsOf(other).get(SCORES) ?? new Uint8Array())),
  ),
  refused('payload of another signed workbook', 'part-altered', PAYLOAD, ({ signed, other }) =>
    repack(signed, (p) => p.set(PAYLOAD, partsOf(other).get(PAYLOAD) ?? new Uint8Array())),
  ),
  missing('sheet removed', SCORES, (p) => p.delete(SCORES)),
  missing('payload removed', PAYLOAD, (p) => p.delete(PAYLOAD)),
  missing('relationships of the workbook removed', BOOK_RELS, (p) => p.delete(BOOK_RELS)),
  missing('part under a name in other case', SCORES, (p) => {
    p.set('xl/worksheets/Sheet2.xml', p.get(SCORES) ?? new Uint8Array());
    p.delete(SCORES);
  }),
];

/** Relationships and types: the same bytes, meaning something else. */
const meanings: readonly HostileCase[] = [
  relationship('two sheets exchanged by their targets', 'relationship-altered', BOOK_RELS, (p) => {
    replaceIn(p, BOOK_RELS, 'worksheets/sheet1.xml', 'worksheets/sheetX.xml');
    replaceIn(p, BOOK_RELS, 'worksheets/sheet2.xml', 'worksheets/sheet1.xml');
    replaceIn(p, BOOK_RELS, 'worksheets/sheetX.xml', 'worksheets/sheet2.xml');
  }),
  relationship('relationship made external', 'relationship-altered', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, 'Target="styles.xml"', 'Target="styles.xml" TargetMode="External"'),
  ),
  relationship('relationship of another type', 'relationship-altered', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, '/theme"', '/settings"'),
  ),
  relationship('relationship removed', 'relationship-missing', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, /<Relationship [^>]*customXml[^>]*\/>/, ''),
  ),
  relationship('relationship renamed', 'relationship-missing', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, 'Id="rIdPayload"', 'Id="rIdOther"'),
  ),
  relationship('root of the document removed', 'relationship-missing', ROOT_RELS, (p) =>
    replaceIn(p, ROOT_RELS, /<Relationship [^>]*officeDocument"[^>]*\/>/, ''),
  ),
  relationship('root leads to another part', 'relationship-altered', ROOT_RELS, (p) =>
    replaceIn(p, ROOT_RELS, 'Target="xl/workbook.xml"', 'Target="xl/styles.xml"'),
  ),
  relationship('second root document', 'relationship-added', ROOT_RELS, (p) =>
    addRelationship(p, ROOT_RELS, {
      type: `${OFFICE_RELATION}/officeDocument`,
      target: 'xl/styles.xml',
    }),
  ),
  relationship('root of the strict namespace', 'relationship-added', ROOT_RELS, (p) =>
    addRelationship(p, ROOT_RELS, {
      type: 'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument',
      target: 'xl/workbook.xml',
    }),
  ),
  relationship('second payload by relationship', 'relationship-added', BOOK_RELS, (p) =>
    addRelationship(p, BOOK_RELS, {
      type: `${OFFICE_RELATION}/customXml`,
      target: '/xl/styles.xml',
    }),
  ),
  refused('sheet declared as a chart sheet', 'content-type-altered', SCORES, ({ signed }) =>
    repack(signed, (p) => {
      const of = (kind: string) =>
        `sheet2.xml" ContentType="${OFFICE_TYPE}.spreadsheetml.${kind}+xml"`;
      replaceIn(p, TYPES, of('worksheet'), of('chartsheet'));
    }),
  ),
  refused('sheet declared as a macro sheet', 'content-type-altered', SCORES, ({ signed }) =>
    repack(signed, (p) =>
      replaceIn(
        p,
        TYPES,
        /sheet2\.xml" ContentType="[^"]*"/,
        'sheet2.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"',
      ),
    ),
  ),
  refused('workbook declared as macro-enabled', 'content-type-altered', BOOK, ({ signed }) =>
    repack(signed, (p) =>
      replaceIn(
        p,
        TYPES,
        `${OFFICE_TYPE}.spreadsheetml.sheet.main+xml`,
        'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      ),
    ),
  ),
  refused('type taken from a default instead', 'content-type-altered', SCORES, ({ signed }) =>
    repack(signed, (p) => {
      replaceIn(p, TYPES, /<Override PartName="\/xl\/worksheets\/sheet2\.xml"[^>]*\/>/, '');
      replaceIn(
        p,
        TYPES,
        '<Override',
        '<Default Extension="xml" ContentType="application/xml"/><Override',
      );
    }),
  ),
  refused('type of a part removed', 'content-types', SCORES, ({ signed }) =>
    repack(signed, (p) =>
      replaceIn(p, TYPES, /<Override PartName="\/xl\/worksheets\/sheet2\.xml"[^>]*\/>/, ''),
    ),
  ),
];

/** Edits of what is there. */
export const contentCases: readonly HostileCase[] = [...parts, ...meanings];
