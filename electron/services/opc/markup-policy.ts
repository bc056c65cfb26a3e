import { isUtf8 } from 'node:buffer';
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

const LESS = 0x3c;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;

/**
 * Every XML part is plain UTF-8 without DTD, comments, CDATA or instructions, and holds only the elements of its
 * kind. Bytes are scanned, not parsed: in well-formed XML every `<` begins markup, so nothing can hide from the scan,
 * and a part that is not well-formed is refused by whoever reads its content.
 */
export function checkMarkup(pkg: OpcPackage): void {
  for (const [part, bytes] of pkg.parts) {
    const type = contentTypeOf(pkg.types, part) ?? CONTENT_TYPE.customXml;
    if (!/[+/]xml$/.test(type)) continue;
    checkEncoding(bytes, part);
    scan(bytes, part, Object.hasOwn(VOCABULARY, type) ? (VOCABULARY[type] ?? null) : null);
  }
}

function checkEncoding(bytes: Uint8Array, part: string): void {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb;
  if (marked || bytes.includes(0) || !isUtf8(bytes))
    refuse('xml-encoding', part, 'not plain UTF-8');
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const encoding = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)/.exec(head)?.[1];
  if (encoding && encoding.toUpperCase() !== 'UTF-8') refuse('xml-encoding', part, encoding);
}

function scan(bytes: Uint8Array, part: string, names: ElementNames | null): void {
  for (let at = bytes.indexOf(LESS); at >= 0 && at < bytes.length; at += 1) {
    if (bytes[at] !== LESS) continue;
    const next = bytes[at + 1];
    if (next === BANG) refuseDeclaration(bytes, at, part);
    if (next === QUESTION && !(at === 0 && declares(bytes))) {
      refuse('xml-instruction', part, `at byte ${at}`);
    }
    if (next === SLASH || next === QUESTION || names === null) continue;
    if (!names.allows(bytes, at + 1)) refuseElement(bytes, at + 1, part);
  }
}

const declares = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 6)).toString('latin1') === '<?xml ';

function refuseDeclaration(bytes: Uint8Array, at: number, part: string): never {
  const head = Buffer.from(bytes.subarray(at, at + 9)).toString('latin1');
  if (head.startsWith('<!--')) refuse('xml-comment', part, `at byte ${at}`);
  if (head === '<![CDATA[') refuse('xml-cdata', part, `at byte ${at}`);
  return refuse('xml-doctype', part, `at byte ${at}`);
}

function refuseElement(bytes: Uint8Array, at: number, part: string): never {
  const name = Buffer.from(bytes.subarray(at, nameEnd(bytes, at))).toString('latin1');
  const local = name.slice(name.indexOf(':') + 1);
  const reason = DANGERS.find(([word]) => word.test(local))?.[1] ?? 'markup-refused';
  return refuse(reason, part, name);
}
