import type { InvalidReason } from '../../../electron/services/opc/verify.ts';
import { forge } from './forge.ts';
import { type HostileCase, refused } from './hostile-case.ts';
import {
  addPart,
  addRelationship,
  BOOK,
  BOOK_RELS,
  OFFICE_RELATION,
  OFFICE_TYPE,
  PAYLOAD,
  type Parts,
  ROOT_RELS,
  replaceIn,
  SCORES,
  STRINGS,
  TYPES,
  textOf,
} from './repack.ts';

/** A fully and correctly signed workbook with content that ours never have. */
const insider = (
  name: string,
  reason: InvalidReason,
  part: string,
  edit: (parts: Parts) => void,
): HostileCase =>
  refused(name, reason, part, ({ signed, expert }) => forge(signed, expert, { parts: edit }));

const linked = (
  name: string,
  reason: InvalidReason,
  part: string,
  type: string,
  relation: string,
  content = '<x/>',
): HostileCase =>
  insider(name, reason, part, (p) => {
    addPart(p, part, type, content);
    addRelationship(p, BOOK_RELS, { type: relation, target: `/${part}` });
  });

const cell = (name: string, reason: InvalidReason, xml: string): HostileCase =>
  insider(name, reason, SCORES, (p) => replaceIn(p, SCORES, '<v>61</v>', xml));

const behindRows = (name: string, reason: InvalidReason, xml: string): HostileCase =>
  insider(name, reason, SCORES, (p) => replaceIn(p, SCORES, '</sheetData>', `</sheetData>${xml}`));

const MICROSOFT = 'http://schemas.microsoft.com/office/2006/relationships';
const LINK_TYPE = `${OFFICE_TYPE}.spreadsheetml.externalLink+xml`;
const LINK = 'xl/externalLinks/externalLink1.xml';

/** Parts of kinds that a workbook of ours does not have. */
const kinds: readonly HostileCase[] = [
  linked(
    'macros, signed',
    'macro',
    'xl/vbaProject.bin',
    'application/vnd.ms-office.vbaProject',
    `${MICROSOFT}/vbaProject`,
  ),
  linked(
    'Excel 4 macro sheet',
    'macro',
    'xl/macrosheets/m1.xml',
    'application/vnd.ms-excel.macrosheet+xml',
    `${MICROSOFT}/xlMacrosheet`,
  ),
  linked(
    'dialog sheet',
    'macro',
    'xl/dialogsheets/d1.xml',
    `${OFFICE_TYPE}.spreadsheetml.dialogsheet+xml`,
    `${OFFICE_RELATION}/dialogsheet`,
  ),
  insider('macro-enabled workbook', 'macro', BOOK, (p) =>
    replaceIn(
      p,
      TYPES,
      `${OFFICE_TYPE}.spreadsheetml.sheet.main+xml`,
      'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
    ),
  ),
  linked(
    'link to another workbook',
    'external-link',
    LINK,
    LINK_TYPE,
    `${OFFICE_RELATION}/externalLink`,
  ),
  linked(
    'DDE link',
    'dde',
    LINK,
    LINK_TYPE,
    `${OFFICE_RELATION}/externalLink`,
    '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>',
  ),
  linked(
    'OLE object, signed',
    'embedded-object',
    'xl/embeddings/o1.bin',
    `${OFFICE_TYPE}.oleObject`,
    `${OFFICE_RELATION}/oleObject`,
  ),
  linked(
    'ActiveX control',
    'embedded-object',
    'xl/activeX/a1.xml',
    'application/vnd.ms-office.activeX+xml',
    `${OFFICE_RELATION}/control`,
  ),
  linked(
    'data connections',
    'data-connection',
    'xl/connections.xml',
    `${OFFICE_TYPE}.spreadsheetml.connections+xml`,
    `${OFFICE_RELATION}/connections`,
  ),
  linked(
    'query table',
    'data-connection',
    'xl/queryTables/q1.xml',
    `${OFFICE_TYPE}.spreadsheetml.queryTable+xml`,
    `${OFFICE_RELATION}/queryTable`,
  ),
  linked(
    'pivot cache',
    'data-connection',
    'xl/pivotCache/p1.xml',
    `${OFFICE_TYPE}.spreadsheetml.pivotCacheDefinition+xml`,
    `${OFFICE_RELATION}/pivotCacheDefinition`,
  ),
  linked(
    'printer settings, signed',
    'content-type-refused',
    'xl/p1.bin',
    `${OFFICE_TYPE}.spreadsheetml.printerSettings`,
    `${OFFICE_RELATION}/printerSettings`,
  ),
  linked(
    'image over the cells',
    'content-type-refused',
    'xl/media/i1.png',
    'image/png',
    `${OFFICE_RELATION}/image`,
  ),
  linked(
    'web page',
    'content-type-refused',
    'xl/a.htm',
    'text/html',
    `${OFFICE_RELATION}/attachedPage`,
  ),
  linked(
    'chart sheet',
    'content-type-refused',
    'xl/chartsheets/c1.xml',
    `${OFFICE_TYPE}.spreadsheetml.chartsheet+xml`,
    `${OFFICE_RELATION}/chartsheet`,
  ),
  linked(
    'author metadata, signed',
    'content-type-refused',
    'docProps/core.xml',
    'application/vnd.openxmlformats-package.core-properties+xml',
    `${OFFICE_RELATION}/x`,
  ),
  insider('known part by an unknown relationship', 'relationship-refused', BOOK_RELS, (p) => {
    addPart(p, 'xl/x.xml', 'application/xml', '<x/>');
    addRelationship(p, BOOK_RELS, { type: `${OFFICE_RELATION}/settings`, target: 'x.xml' });
  }),
  insider('known relationship to another kind', 'relationship-refused', BOOK_RELS, (p) => {
    addPart(p, 'xl/x.xml', 'application/xml', '<x/>');
    addRelationship(p, BOOK_RELS, { type: `${OFFICE_RELATION}/worksheet`, target: 'x.xml' });
  }),
];

/** Correctly signed packages that lead readers to different documents, or hide parts from all. */
const graph: readonly HostileCase[] = [
  insider('part that nothing leads to', 'part-unreachable', 'customXml/item2.xml', (p) =>
    addPart(p, 'customXml/item2.xml', 'application/xml', '<x/>'),
  ),
  insider('two root documents, signed', 'root-part', ROOT_RELS, (p) =>
    addRelationship(p, ROOT_RELS, {
      type: `${OFFICE_RELATION}/officeDocument`,
      target: 'xl/workbook.xml',
    }),
  ),
  insider('root of the strict namespace, signed', 'root-part', ROOT_RELS, (p) =>
    addRelationship(p, ROOT_RELS, {
      type: 'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument',
      target: 'xl/workbook.xml',
    }),
  ),
  insider('root leads to a sheet', 'relationship-refused', ROOT_RELS, (p) =>
    replaceIn(p, ROOT_RELS, 'Target="xl/workbook.xml"', `Target="${SCORES}"`),
  ),
  insider('web link, signed', 'external-link', 'xl/worksheets/_rels/sheet2.xml.rels', (p) =>
    addRelationship(p, 'xl/worksheets/_rels/sheet2.xml.rels', {
      type: `${OFFICE_RELATION}/hyperlink`,
      target: 'https://example.org/',
      mode: 'External',
    }),
  ),
  insider('relationship to a part that is not there', 'relationship-target', BOOK_RELS, (p) =>
    addRelationship(p, BOOK_RELS, { type: `${OFFICE_RELATION}/customXml`, target: 'gone.xml' }),
  ),
  insider(
    'relationships of a part that is not there',
    'relationships',
    'xl/_rels/gone.xml.rels',
    (p) => {
      const root = 'http://schemas.openxmlformats.org/package/2006/relationships';
      p.set('xl/_rels/gone.xml.rels', Buffer.from(`<Relationships xmlns="${root}"/>`));
    },
  ),
];

/** Cells and sheets: formulas, links, hidden content, and XML that would hide them from a scan. */
const sheets: readonly HostileCase[] = [
  cell('formula', 'formula', '<f>1+1</f><v>61</v>'),
  cell('formula that starts a program', 'formula', `<f>cmd|'/C calc'!A0</f><v>61</v>`),
  cell('shared formula', 'formula', '<f t="shared" si="0"/><v>61</v>'),
  cell(
    'formula with a prefix',
    'formula',
    '<x:f xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">1</x:f>',
  ),
  behindRows(
    'link in a cell',
    'external-link',
    '<hyperlinks><hyperlink ref="A1" location="B1"/></hyperlinks>',
  ),
  behindRows('object on the sheet', 'embedded-object', '<oleObjects><oleObject/></oleObjects>'),
  behindRows('drawing on the sheet', 'embedded-object', '<drawing/>'),
  behindRows(
    'rule with a formula',
    'markup-refused',
    '<conditionalFormatting><cfRule><formula>1</formula></cfRule></conditionalFormatting>',
  ),
  behindRows('validation with a formula', 'markup-refused', '<dataValidations/>'),
  behindRows('extension list', 'markup-refused', '<extLst/>'),
  behindRows('element of no known kind', 'markup-refused', '<evil/>'),
  behindRows('comment in a sheet', 'xml-comment', '<!-- x -->'),
  behindRows('CDATA in a sheet', 'xml-cdata', '<![CDATA[x]]>'),
  behindRows('instruction in a sheet', 'xml-instruction', '<?x y?>'),
  insider('DTD in a sheet', 'xml-doctype', SCORES, (p) =>
    replaceIn(p, SCORES, '<worksheet', '<!DOCTYPE x SYSTEM "http://example.org/"><worksheet'),
  ),
  insider('DTD in the payload', 'xml-doctype', PAYLOAD, (p) =>
    replaceIn(p, PAYLOAD, '<payload', '<!DOCTYPE x [<!ENTITY e "x">]><payload'),
  ),
  insider('UTF-16 sheet', 'xml-encoding', SCORES, (p) =>
    p.set(SCORES, Buffer.from(`\uFEFF${textOf(p, SCORES)}`, 'utf16le')),
  ),
  insider('sheet that declares GBK', 'xml-encoding', SCORES, (p) =>
    replaceIn(p, SCORES, 'encoding="UTF-8"', 'encoding="gbk"'),
  ),
  insider('zero bytes in a sheet', 'xml-encoding', STRINGS, (p) =>
    p.set(STRINGS, Buffer.concat([p.get(STRINGS) ?? Buffer.alloc(0), Buffer.alloc(2)])),
  ),
  insider('hidden sheet', 'hidden-sheet', BOOK, (p) =>
    replaceIn(p, BOOK, 'state="visible"', 'state="hidden"'),
  ),
  insider('very hidden sheet', 'hidden-sheet', BOOK, (p) =>
    replaceIn(p, BOOK, 'state="visible"', 'state="veryHidden"'),
  ),
  insider('name with a formula', 'defined-name', BOOK, (p) =>
    replaceIn(p, BOOK, '<definedNames>', '<definedNames><definedName name="x">1+1</definedName>'),
  ),
  insider('name that runs when opened', 'defined-name', BOOK, (p) =>
    replaceIn(
      p,
      BOOK,
      '<definedNames>',
      '<definedNames><definedName name="_xlnm.Auto_Open">封面!$A$1</definedName>',
    ),
  ),
  insider('print area with a function', 'defined-name', BOOK, (p) =>
    replaceIn(
      p,
      BOOK,
      '<definedNames>',
      '<definedNames><definedName name="_xlnm.Print_Area">WEBSERVICE("x")</definedName>',
    ),
  ),
  insider('references to other workbooks', 'external-link', BOOK, (p) =>
    replaceIn(p, BOOK, '<sheets>', '<externalReferences/><sheets>'),
  ),
  insider('workbook of another namespace', 'markup-refused', BOOK, (p) =>
    replaceIn(
      p,
      BOOK,
      'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
      'xmlns="urn:x"',
    ),
  ),
];

/** What an expert with a working key could try. */
export const insiderCases: readonly HostileCase[] = [...kinds, ...graph, ...sheets];
