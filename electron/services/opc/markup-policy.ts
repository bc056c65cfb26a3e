import { isUtf8 } from 'node:buffer';
import { asBuffer } from './bytes.ts';
import { contentTypeOf } from './content-types.ts';
import { type ElementNames, elementNames, nameEnd } from './element-names.ts';
import { CONTENT_TYPE } from './identifiers.ts';
import type { OpcPackage } from './package-model.ts';
import { type ContentReason, refuse } from './refusal.ts';

const WORKBOOK =
  elementNames(`workbook fileVersion workbookPr workbookProtection bookViews workbookView
  sheets sheet definedNames definedName calcPr`);

const WORKSHEET =
  elementNames(`worksheet sheetPr tabColor outlinePr pageSetUpPr dimension sheetViews sheetView
  pane selection sheetFormatPr cols col sheetData row c v is t r rPr b i u strike sz color rFont name family
  charset scheme vertAlign sheetProtection autoFilter filterColumn filters filter mergeCells mergeCell
  phoneticPr printOptions pageMargins pageSetup headerFooter oddHeader oddFooter evenHeader evenFooter
  firstHeader firstFooter rowBreaks colBreaks brk ignoredErrors ignoredError tableParts tablePart`);

const SHARED_STRINGS =
  elementNames(`sst si t r rPr b i u strike sz color rFont name family charset scheme
  vertAlign phoneticPr rPh`);

const TABLE = elementNames(`table autoFilter filterColumn filters filter tableColumns tableColumn
  tableStyleInfo sortState sortCondition`);

/** Elements by content type where they are a closed set; other XML parts only keep to the plain subset. */
const VOCABULARY: Readonly<Record<string, ElementNames>> = {
  [CONTENT_TYPE.workbook]: WORKBOOK,
  [CONTENT_TYPE.worksheet]: WORKSHEET,
  [CONTENT_TYPE.sharedStrings]: SHARED_STRINGS,
  [CONTENT_TYPE.table]: TABLE,
};

/** Elements outside of the set whose danger has a name of its own. */
const DANGERS: readonly (readonly [RegExp, ContentReason])[] = [
  [/^(?:f|formula\d?|calculatedColumnFormula|totalsRowFormula)$/, 'formula'],
  [/^(?:hyperlinks?|externalReferences?|webPublish\w*)$/, 'external-link'],
  [/^(?:oleObjects?|controls?|legacyDrawing\w*|drawing|picture)$/, 'embedded-object'],
  [/^dde/, 'dde'],
];

const DECLARATION = Buffer.from('<?xml ');
/** The longest name that is told, with what comes before it. */
const LONGEST_NAME = 128;

/** XML of which the elements are not a closed set. */
const ANY = elementNames(null);

/**
 * Every XML part is plain UTF-8 without DTD, comments, CDATA or instructions, and holds only the elements of its
 * kind. It is searched, not parsed: in well-formed XML every `<` begins markup, so nothing can hide from the search,
 * and a part that is not well-formed is refused by whoever reads its content.
 */
export function checkMarkup(pkg: OpcPackage): void {
  for (const [part, bytes] of pkg.parts) {
    const type = contentTypeOf(pkg.types, part) ?? CONTENT_TYPE.customXml;
    if (!/[+/]xml$/.test(type)) continue;
    checkEncoding(bytes, part);
    search(bytes, part, (Object.hasOwn(VOCABULARY, type) ? VOCABULARY[type] : null) ?? ANY);
  }
}

function checkEncoding(bytes: Uint8Array, part: string): void {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb;
  if (marked || asBuffer(bytes).includes(0) || !isUtf8(bytes))
    refuse('xml-encoding', part, 'not plain UTF-8');
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const encoding = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)/.exec(head)?.[1];
  if (encoding && encoding.toUpperCase() !== 'UTF-8') refuse('xml-encoding', part, encoding);
}

/** Bytes that are searched at once: what fits into the processor's cache, and no second copy of a large part. */
const WINDOW = 64 * 1024;

function search(bytes: Uint8Array, part: string, names: ElementNames): void {
  const all = asBuffer(bytes);
  const isDeclared = all.subarray(0, 6).equals(DECLARATION);
  // Most parts have no closed set; two searches of the system's library tell that nothing is there.
  if (names === ANY && !all.includes('<!') && all.indexOf('<?', isDeclared ? 1 : 0) < 0) return;
  for (let start = isDeclared ? 1 : 0; start < all.length; start += WINDOW) {
    const end = Math.min(all.length, start + WINDOW);
    // A name may go on behind the end of the window.
    const markup = all.toString('latin1', start, Math.min(all.length, end + LONGEST_NAME));
    const at = names.firstStranger(markup, 0);
    if (at >= 0 && at < end - start) tellStranger(markup, at, part, start);
  }
}

function tellStranger(markup: string, at: number, part: string, start: number): never {
  const begins = (text: string) => markup.startsWith(text, at);
  if (begins('<!--')) refuse('xml-comment', part, `at byte ${start + at}`);
  if (begins('<![CDATA[')) refuse('xml-cdata', part, `at byte ${start + at}`);
  if (begins('<!')) refuse('xml-doctype', part, `at byte ${start + at}`);
  if (begins('<?')) refuse('xml-instruction', part, `at byte ${start + at}`);
  const name = markup.slice(at + 1, nameEnd(markup, at + 1));
  const local = name.slice(name.indexOf(':') + 1);
  const reason = DANGERS.find(([word]) => word.test(local))?.[1] ?? 'markup-refused';
  return refuse(reason, part, name);
}
