import { z } from 'zod';
import { bundleFormat, bundleVersion } from '../../../shared/bundle.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { hiddenIn } from '../../../shared/schema.ts';
import { type JsonLimits, readStrictJson } from '../json/strict-json.ts';
import type { BundleFailure } from './bundle-failure.ts';
import { isPlainId, largest, mostApplications, mostDocuments } from './layout.ts';

const plainId = z.string().refine(isPlainId);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().min(0);
const wholeSecond = z.string().regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const listedFile = z.strictObject({ path: z.string().max(100), size, sha256 }).readonly();

const bundleManifest = z
  .strictObject({
    format: z.literal(bundleFormat),
    version: z.literal(bundleVersion),
    bundle: plainId,
    round: plainId,
    sequence: z.int().min(1),
    created: z.intersection(wholeSecond, z.iso.datetime()),
    files: z
      .array(listedFile)
      .min(1)
      .max(mostApplications + 1)
      .readonly(),
  })
  .readonly();

/**
 * `manifest.json`, the signed list. Format and version of the bundle; its own id; the round's id; the sequence number, from
 * 1, by which a later bundle of the round replaces an earlier one; the time of packing in UTC and whole seconds; path, size
 * and SHA-256 of every encrypted entry, in the order of the file.
 */
export type BundleManifest = z.infer<typeof bundleManifest>;
/** One encrypted entry of the list. */
export type ListedFile = BundleManifest['files'][number];

const documentName = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => isDocumentName(name));

const listedDocument = z
  .strictObject({ id: plainId, path: z.string().max(20), name: documentName, size, sha256 })
  .readonly();

const documentList = z
  .strictObject({
    format: z.literal('haizhi.documents'),
    version: z.literal(bundleVersion),
    bundle: plainId,
    application: plainId,
    documents: z.array(listedDocument).max(mostDocuments).readonly(),
  })
  .readonly();

/** `manifest.json` inside an application: which bundle and application it belongs to, and its documents in order. */
export type DocumentList = z.infer<typeof documentList>;
/** One document: id, entry in the ZIP, the applicant's file name, size in bytes, SHA-256 in lower-case hex. */
export type DocumentEntry = DocumentList['documents'][number];

/** Whether a text can be a document's name: 1 to 255 characters, none of them hidden, no path. */
export function isDocumentName(name: string): boolean {
  const sound = name.length >= 1 && name.length <= 255 && name.isWellFormed();
  return sound && !/[/\\]/.test(name) && hiddenIn(name) === null && name !== '.' && name !== '..';
}

/** Canonical bytes of a list: JSON, two spaces, a line feed at the end, so that people can read it. */
export function encodeList(list: BundleManifest | DocumentList): Uint8Array {
  return Buffer.from(`${JSON.stringify(list, null, 2)}\n`);
}

/** Reads the signed list strictly. `entry` names it in failures. */
export function readManifest(
  bytes: Uint8Array,
  entry: string,
): Result<BundleManifest, BundleFailure> {
  return readList(bytes, entry, bundleManifest);
}

/** Reads an application's list strictly. */
export function readDocumentList(
  bytes: Uint8Array,
  entry: string,
): Result<DocumentList, BundleFailure> {
  return readList(bytes, entry, documentList);
}

const limits: JsonLimits = { bytes: largest.json, depth: 8 };

function readList<T>(
  bytes: Uint8Array,
  entry: string,
  schema: z.ZodType<T>,
): Result<T, BundleFailure> {
  const json = readStrictJson(bytes, limits);
  if (!json.ok) return fail({ ...json.failure, entry });
  const version = z.looseObject({ version: z.int() }).safeParse(json.value);
  if (version.success && version.data.version > bundleVersion) {
    return fail({ kind: 'newer-version', version: version.data.version, entry });
  }
  const list = schema.safeParse(json.value);
  if (list.success) return ok(list.data);
  const steps = list.error.issues[0]?.path ?? [];
  const path = steps.map((step) => `/${String(step)}`).join('');
  return fail({ kind: 'json', flaw: 'form', path, entry });
}
