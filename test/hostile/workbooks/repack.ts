import { unzipSync } from 'fflate';
import { type RawArchive, type RawEntry, rawZip } from './raw-zip.ts';

/** The parts of a package under the attacker's hands. */
export type Parts = Map<string, Uint8Array>;

/** Takes a package apart with an ordinary ZIP library. */
export function partsOf(bytes: Uint8Array): Parts {
  return new Map(Object.entries(unzipSync(bytes)));
}

/** Puts parts together again. */
export function packed(parts: Parts): Uint8Array {
  return rawZip(entriesOf(parts));
}

/** The honest entries, to be spoilt one by one. */
export function entriesOf(parts: Parts): readonly RawEntry[] {
  return [...parts].map(([name, bytes]) => ({ name, bytes }));
}

/** Repacks a package after an edit of its parts: what anybody with an unzip program can do. */
export function repack(bytes: Uint8Array, edit: (parts: Parts) => void): Uint8Array {
  const parts = partsOf(bytes);
  edit(parts);
  return packed(parts);
}

/** Repacks with one entry spoilt and the archive's own fields as given. */
export function spoil(
  bytes: Uint8Array,
  name: string,
  spoilt: Partial<RawEntry>,
  archive: RawArchive = {},
): Uint8Array {
  const entries = entriesOf(partsOf(bytes));
  return rawZip(
    entries.map((entry) => (entry.name === name ? { ...entry, ...spoilt } : entry)),
    archive,
  );
}

/** The text of a part. */
export function textOf(parts: Parts, name: string): string {
  const bytes = parts.get(name);
  if (!bytes) throw new Error(`the case expects a part ${name}`);
  return Buffer.from(bytes).toString('utf8');
}

/** Replaces text in a part; throws if it is not there, so that no case silently tests nothing. */
export function replaceIn(parts: Parts, name: string, from: string | RegExp, to: string): void {
  const before = textOf(parts, name);
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`the case expects ${from} in ${name}`);
  parts.set(name, Buffer.from(after));
}

/** Adds a part with its content type. */
export function addPart(parts: Parts, name: string, type: string, content: string): void {
  parts.set(name, Buffer.from(content));
  addOverride(parts, name, type);
}

/** States the content type of a part. */
export function addOverride(parts: Parts, name: string, type: string): void {
  const override = `<Override PartName="/${name}" ContentType="${type}"/></Types>`;
  replaceIn(parts, '[Content_Types].xml', '</Types>', override);
}

/** Adds a relationship to a relationships part, making the part where there is none. */
export function addRelationship(
  parts: Parts,
  name: string,
  relationship: {
    readonly id?: string;
    readonly type: string;
    readonly target: string;
    readonly mode?: string;
  },
): void {
  const { id = 'rIdEvil', type, target, mode } = relationship;
  if (!parts.has(name)) {
    const root = 'http://schemas.openxmlformats.org/package/2006/relationships';
    parts.set(name, Buffer.from(`<Relationships xmlns="${root}"></Relationships>`));
  }
  const tail = mode ? ` TargetMode="${mode}"` : '';
  const line = `<Relationship Id="${id}" Type="${type}" Target="${target}"${tail}/>`;
  replaceIn(parts, name, '</Relationships>', `${line}</Relationships>`);
}

/** Sheet with the scores, the part that forgers want to change. */
export const SCORES = 'xl/worksheets/sheet2.xml';
export const TYPES = '[Content_Types].xml';
export const ROOT_RELS = '_rels/.rels';
export const BOOK = 'xl/workbook.xml';
export const BOOK_RELS = 'xl/_rels/workbook.xml.rels';
export const STRINGS = 'xl/sharedStrings.xml';
export const PAYLOAD = 'customXml/item1.xml';
export const SIGNATURE = '_xmlsignatures/sig1.xml';
export const ORIGIN = '_xmlsignatures/origin.sigs';
export const ORIGIN_RELS = '_xmlsignatures/_rels/origin.sigs.rels';
export const OFFICE_RELATION =
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const OFFICE_TYPE = 'application/vnd.openxmlformats-officedocument';
