import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { fileAccess, type RandomAccess, systemCode } from '../disk/random-access.ts';
import type { AuthorityCertificate, SignerCertificate } from '../pki/certificate.ts';
import { verifyCms } from '../pki/cms.ts';
import { openZip, type ZipArchive } from '../zip/reader.ts';
import { type BundleFailure, inEntry } from './bundle-failure.ts';
import {
  bundlePolicy,
  manifestEntry,
  mediaType,
  mediaTypeEntry,
  roundEntry,
  signatureEntry,
} from './layout.ts';
import { type BundleManifest, readManifest } from './manifest.ts';

/** What a bundle shows without any key. */
export type BundleSummary = {
  readonly manifest: BundleManifest;
  /** SHA-256 of the bytes of `manifest.json`, lower-case hex: the name of this bundle in everything signed after it. */
  readonly digest: string;
  /** The center by its own certificate. Nothing is to be believed before its fingerprint has been compared. */
  readonly authority: AuthorityCertificate;
  readonly signer: SignerCertificate;
  /** Size of the file in bytes. */
  readonly size: number;
};

/** A bundle whose list is signed and complete; the encrypted entries have the sizes that it says, their hashes are not checked. */
export type SignedContainer = { readonly summary: BundleSummary; readonly zip: ZipArchive };

/**
 * Looks at a bundle without any key: container, signed list, role of the signer, completeness. Takes the same time whatever
 * the size of the documents. Whether the center is the right one is the caller's to decide, by `authority.fingerprint`.
 */
export async function inspectBundle(path: string): Promise<Result<BundleSummary, BundleFailure>> {
  const file = await openFile(path);
  if (!file.ok) return file;
  try {
    const container = await readContainer(file.value.access);
    return container.ok ? ok(container.value.summary) : container;
  } finally {
    await file.value.handle.close();
  }
}

/** An open file, at random access too. */
export type OpenFile = { readonly handle: FileHandle; readonly access: RandomAccess };

/** An open file of a bundle; the caller closes the handle. */
export async function openFile(path: string): Promise<Result<OpenFile, BundleFailure>> {
  try {
    const handle = await open(path, 'r');
    const { size } = await handle.stat();
    return ok({ handle, access: fileAccess(handle, size) });
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    return fail({ kind: 'cannot-read', code, entry: '' });
  }
}

/** The checks of `inspectBundle` over any source. */
export async function readContainer(
  source: RandomAccess,
): Promise<Result<SignedContainer, BundleFailure>> {
  const opened = await openZip(source, bundlePolicy);
  if (!opened.ok) return fail(inEntry(opened.failure, ''));
  const zip = opened.value;
  const form = await checkMediaType(zip);
  if (!form.ok) return form;
  const signed = await readSignedList(zip);
  if (!signed.ok) return signed;
  const { manifest } = signed.value;
  const incomplete = findIncomplete(zip, manifest);
  if (incomplete !== null) return fail(incomplete);
  return ok({ zip, summary: { ...signed.value, size: source.size } });
}

/** Refuses a bundle of another center than the pinned one. */
export function checkCenter(summary: BundleSummary, expected: string): Result<void, BundleFailure> {
  const { name, fingerprint } = summary.authority;
  if (fingerprint === expected) return ok();
  return fail({ kind: 'other-center', name, fingerprint, expected });
}

async function checkMediaType(zip: ZipArchive): Promise<Result<void, BundleFailure>> {
  const [first] = zip.entries.keys();
  const start = zip.entries.get(mediaTypeEntry)?.start;
  // First in the file too: so that `file` and a hex dump show at once what it is.
  if (first !== mediaTypeEntry || start !== 30 + mediaTypeEntry.length) {
    return fail({ kind: 'not-a-bundle' });
  }
  const content = await readEntry(zip, mediaTypeEntry);
  if (!content.ok) return content;
  const right = Buffer.from(content.value).toString('latin1') === mediaType;
  return right ? ok() : fail({ kind: 'not-a-bundle' });
}

async function readSignedList(
  zip: ZipArchive,
): Promise<Result<Omit<BundleSummary, 'size'>, BundleFailure>> {
  if (!zip.entries.has(manifestEntry)) return fail({ kind: 'missing-entry', entry: manifestEntry });
  if (!zip.entries.has(signatureEntry)) return fail({ kind: 'unsigned' });
  const bytes = await readEntry(zip, manifestEntry);
  if (!bytes.ok) return bytes;
  const signature = await readEntry(zip, signatureEntry);
  if (!signature.ok) return signature;
  const verified = await verifyCms(signature.value, bytes.value, { roles: ['bundle'] });
  if (!verified.ok) return verified;
  const manifest = readManifest(bytes.value, manifestEntry);
  if (!manifest.ok) return manifest;
  const { leaf, authority, signedAt } = verified.value;
  // The certificate was judged at the signature's time: the list must not tell another one.
  if (Date.parse(manifest.value.created) !== signedAt.getTime()) {
    return fail({ kind: 'json', flaw: 'form', path: '/created', entry: manifestEntry });
  }
  const digest = createHash('sha256').update(bytes.value).digest('hex');
  return ok({ manifest: manifest.value, digest, authority, signer: leaf });
}

async function readEntry(
  zip: ZipArchive,
  name: string,
): Promise<Result<Uint8Array, BundleFailure>> {
  const content = await zip.read(name);
  if (content.ok) return content;
  const { failure } = content;
  return fail(failure.kind === 'zip' ? failure : inEntry(failure, name));
}

/** The list and the entries must be the same set, with the same sizes; a path twice in the list is no list. */
function findIncomplete(zip: ZipArchive, manifest: BundleManifest): BundleFailure | null {
  const rest = new Set(zip.entries.keys());
  for (const name of [mediaTypeEntry, manifestEntry, signatureEntry]) rest.delete(name);
  for (const [index, file] of manifest.files.entries()) {
    const path = `/files/${index}/path`;
    const listed = rest.delete(file.path);
    const entry = zip.entries.get(file.path);
    if (entry === undefined) return { kind: 'missing-entry', entry: file.path };
    if (!listed) return { kind: 'json', flaw: 'form', path, entry: manifestEntry };
    if (entry.size !== file.size) return { kind: 'altered', entry: file.path };
  }
  const [unlisted] = rest;
  if (unlisted !== undefined) return { kind: 'unlisted-entry', entry: unlisted };
  return zip.entries.has(roundEntry) ? null : { kind: 'missing-entry', entry: roundEntry };
}
