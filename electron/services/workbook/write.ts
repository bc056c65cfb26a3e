import type { Locale, RoundList } from '../../../shared/exchange.ts';
import type { PanelPayload, ResultPayload, WorkbookPayload } from '../../../shared/workbook.ts';
import { writeContentTypes } from '../opc/content-types.ts';
import { CONTENT_TYPE, RELATION, SIGNATURE_PART } from '../opc/identifiers.ts';
import {
  parseRelationships,
  type Relationship,
  relationshipsPartOf,
  writeRelationships,
} from '../opc/relationships.ts';
import { textFor } from '../text.ts';
import { writePackage } from '../zip/write-package.ts';
import { sheetsOfList } from './list-sheets.ts';
import {
  normalized,
  PAYLOAD_PART,
  PROPERTIES_PART,
  payloadPart,
  payloadProperties,
} from './payload.ts';
import { sheetsOf } from './payload-sheets.ts';
import { spreadsheetParts } from './spreadsheet-parts.ts';

const WORKBOOK = 'xl/workbook.xml';

/**
 * An expert's result as an unsigned package, ready for `signPackage`. The same payload gives the same bytes: nothing of
 * the machine, the user or the clock is in it. Throws on a payload outside its schema.
 */
export function buildResultWorkbook(payload: ResultPayload): Promise<Uint8Array> {
  return buildWorkbook(payload);
}

/** The panel's workbook as an unsigned package; else as `buildResultWorkbook`. */
export function buildPanelWorkbook(payload: PanelPayload): Promise<Uint8Array> {
  return buildWorkbook(payload);
}

/** The list of a round: a plain workbook for reading and filing. It is not signed and cannot be imported. */
export async function buildListWorkbook(list: RoundList, locale: Locale): Promise<Uint8Array> {
  const parts = await spreadsheetParts(sheetsOfList(list, textFor(locale)), locale);
  return assemble(parts, null, new Date(Date.UTC(list.round.year, 0, 1)));
}

/** Either workbook by its format. */
export async function buildWorkbook(payload: WorkbookPayload): Promise<Uint8Array> {
  const plain = normalized(payload);
  const sheets = sheetsOf(plain, textFor(plain.locale));
  const parts = await spreadsheetParts(sheets, plain.locale);
  return assemble(parts, payloadPart(plain), new Date(plain.signedAt));
}

/** Puts the parts together with their types and relationships: exceljs's own bookkeeping is not kept. */
function assemble(
  spreadsheet: ReadonlyMap<string, Uint8Array>,
  payload: Uint8Array | null,
  time: Date,
): Uint8Array {
  const parts = new Map<string, Uint8Array>();
  for (const [name, bytes] of spreadsheet) if (typeOf(name) !== null) parts.set(name, bytes);
  const links = parseRelationships(
    spreadsheet.get(relationshipsPartOf(WORKBOOK)) ?? new Uint8Array(0),
    relationshipsPartOf(WORKBOOK),
  ).filter(({ type }) => type !== RELATION.theme);
  if (payload !== null) {
    parts.set(PAYLOAD_PART, payload);
    parts.set(PROPERTIES_PART, payloadProperties);
    parts.set(relationshipsPartOf(PAYLOAD_PART), writeRelationships([toProperties]));
  }
  parts.set(
    relationshipsPartOf(WORKBOOK),
    writeRelationships(payload === null ? links : [...links, toPayload]),
  );
  parts.set(SIGNATURE_PART.rootRelationships, writeRelationships([toWorkbook]));
  parts.set(SIGNATURE_PART.contentTypes, writeContentTypes(typesOf(parts)));
  const names = [SIGNATURE_PART.contentTypes, SIGNATURE_PART.rootRelationships, ...parts.keys()];
  const files = [...new Set(names)].map((name) => ({
    name,
    bytes: parts.get(name) ?? new Uint8Array(0),
  }));
  return writePackage(files, time);
}

const link = (id: string, type: string, target: string): Relationship => ({
  id,
  type,
  target,
  external: false,
});
const toWorkbook = link('rId1', RELATION.workbook, WORKBOOK);
const toPayload = link('rIdPayload', RELATION.customXml, `../${PAYLOAD_PART}`);
const toProperties = link('rId1', RELATION.customXmlProperties, 'itemProps1.xml');

function typesOf(parts: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const name of parts.keys()) types.set(name, typeOf(name) ?? CONTENT_TYPE.relationships);
  return types;
}

/** The content type of a part that is kept as it is, `null` for bookkeeping. */
function typeOf(name: string): string | null {
  if (name === WORKBOOK) return CONTENT_TYPE.workbook;
  if (name === 'xl/styles.xml') return CONTENT_TYPE.styles;
  if (name === 'xl/sharedStrings.xml') return CONTENT_TYPE.sharedStrings;
  if (name === PAYLOAD_PART) return CONTENT_TYPE.customXml;
  if (name === PROPERTIES_PART) return CONTENT_TYPE.customXmlProperties;
  return /^xl\/worksheets\/sheet\d+\.xml$/.test(name) ? CONTENT_TYPE.worksheet : null;
}
