import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type WorkbookPayload,
  workbookPayload,
  workbookVersion,
} from '../../../shared/workbook.ts';
import { readStrictJson } from '../json/strict-json.ts';
import { isCanonical } from './canonical-json.ts';

/** Why the content of a workbook is not taken. */
export type WorkbookFailure =
  /** The payload is missing, damaged or not of its schema. `path` is where, as in `/applications/3/total`. */
  | { readonly kind: 'content-invalid'; readonly path: string; readonly detail: string }
  /** Written by a later version of this program. */
  | { readonly kind: 'newer-version'; readonly format: string; readonly version: number }
  /** What a reader sees is not what the payload says. `cell` is empty where it is about the whole sheet or file. */
  | {
      readonly kind: 'content-differs';
      readonly sheet: string;
      readonly cell: string;
      readonly detail: string;
    };

/** The part of the package that carries the payload. */
export const PAYLOAD_PART = 'customXml/item1.xml';

/** The part that names it among custom XML parts. */
export const PROPERTIES_PART = 'customXml/itemProps1.xml';

const NAMESPACE = 'urn:haizhi:workbook:1';
/** Fixed, since a file holds one. */
const ITEM_ID = '{6B1D5A52-7E0C-4D5B-9C36-48415A484931}';
/** The content of `PROPERTIES_PART`, the same in every workbook. */
export const payloadProperties: Uint8Array = Buffer.from(
  `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="${ITEM_ID}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="${NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>`,
);
const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<payload xmlns="${NAMESPACE}">`;
const TAIL = '</payload>';
/** The head of any version: a later one says so even where we cannot read the rest. */
const LAYOUT =
  /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>\n<payload xmlns="urn:haizhi:workbook:([1-9]\d{0,3})">/;
/** Three times the payload of 50,000 rows, and three times its values. */
const LIMITS = { bytes: 16 * 1024 * 1024, values: 1_000_000, depth: 12 };

/**
 * The payload in the one form that is signed: schema applied, and characters that neither XML nor UTF-8 can carry
 * (U+FFFE, U+FFFF, halves of surrogate pairs) replaced by U+FFFD. Throws on a payload outside its schema: that is a bug.
 */
export function normalized<T extends WorkbookPayload>(payload: T): T {
  const text = canonicalText(payload);
  return workbookPayload.parse(JSON.parse(text)) as T;
}

/** The payload as canonical JSON (RFC 8785). */
export function canonicalText(payload: WorkbookPayload): string {
  return canonical(payload);
}

/** `undefined` members are left out, as JSON does. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(plainText(value));
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let members = '';
  // By code units, as RFC 8785 asks.
  for (const key of Object.keys(value).sort()) {
    const each = (value as Readonly<Record<string, unknown>>)[key];
    if (each === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonical(each)}`;
  }
  return `{${members}}`;
}

const MAYBE_UNCLEAN = /[\uD800-\uDFFF\uFFFE\uFFFF]/;

function plainText(text: string): string {
  if (!MAYBE_UNCLEAN.test(text)) return text;
  return text.toWellFormed().replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}

/** The custom XML part that carries a normalized payload. */
export function payloadPart(payload: WorkbookPayload): Uint8Array {
  const escaped = canonicalText(payload)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return Buffer.from(`${HEAD}${escaped}${TAIL}`);
}

/**
 * Reads the payload back from its part. Only the exact form that `payloadPart` writes is taken: one payload, one text,
 * one part.
 */
export function readPayload(
  part: Uint8Array | undefined,
): Result<WorkbookPayload, WorkbookFailure> {
  if (part === undefined) return invalid('', 'no payload');
  if (part.length > LIMITS.bytes) return invalid('', `${part.length} bytes`);
  if (countValues(part) > LIMITS.values) return invalid('', `more than ${LIMITS.values} values`);
  const text = Buffer.from(part.buffer, part.byteOffset, part.length).toString('utf8');
  const layout = Number(LAYOUT.exec(text)?.[1]);
  if (layout > workbookVersion) return fail({ kind: 'newer-version', format: '', version: layout });
  if (!text.startsWith(HEAD) || !text.endsWith(TAIL)) return invalid('', 'not a payload part');
  const escaped = text.slice(HEAD.length, -TAIL.length);
  const isMarkup = escaped.includes('<') || escaped.includes('>');
  if (isMarkup || /&(?!amp;|lt;|gt;)/.test(escaped)) return invalid('', 'markup in the payload');
  const json = escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const value = readCanonical(json);
  if (!value.ok) return value;
  const newer = laterVersion(value.value.content);
  if (newer !== null) return fail(newer);
  const parsed = workbookPayload.safeParse(value.value.content);
  if (!parsed.success) return invalid(...firstIssue(parsed.error));
  return value.value.isCanonical ? ok(parsed.data) : invalid('', 'not in canonical form');
}

/**
 * What a JSON text holds. A text that is its own canonical form has one reading and is taken from the engine's own
 * parser, which is ten times faster; every other goes through the strict one, which says where it is at fault.
 */
function readCanonical(
  json: string,
): Result<{ content: unknown; isCanonical: boolean }, WorkbookFailure> {
  const quick = parsed(json);
  if (isCanonical(quick, json, LIMITS.depth)) return ok({ content: quick, isCanonical: true });
  const read = readStrictJson(Buffer.from(json), LIMITS);
  if (!read.ok) return invalid(read.failure.path, read.failure.flaw);
  return ok({ content: read.value, isCanonical: false });
}

/** At least the number of values: a short text of many of them takes a hundred times its room when it is parsed. */
function countValues(json: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === COMMA || byte === BRACKET || byte === BRACE) count += 1;
  }
  return count;
}

const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b];

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function laterVersion(value: unknown): WorkbookFailure | null {
  if (typeof value !== 'object' || value === null) return null;
  const { format, version } = value as { readonly format?: unknown; readonly version?: unknown };
  const ours = format === 'haizhi.result' || format === 'haizhi.panel';
  if (!ours || !Number.isInteger(version) || Number(version) <= workbookVersion) return null;
  return { kind: 'newer-version', format, version: Number(version) };
}

function firstIssue(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}): [path: string, detail: string] {
  const issue = error.issues[0];
  const path = (issue?.path ?? []).map((step) => `/${String(step)}`).join('');
  return [path, issue?.message ?? 'schema'];
}

/** A refusal of the payload. */
export function invalid(path: string, detail: string): Result<never, WorkbookFailure> {
  return fail({ kind: 'content-invalid', path: path.slice(0, 200), detail: detail.slice(0, 200) });
}
