import { plainId } from '../../../shared/schema.ts';
import type { ZipPolicy } from '../zip/policy.ts';

/** Names and bounds of a bundle `.hzb`: the outer ZIP, and the ZIP inside each application's age file. */

export const mediaType = 'application/vnd.haizhi.bundle+zip';
export const mediaTypeEntry = 'mimetype';
export const roundEntry = 'round.age';
export const manifestEntry = 'manifest.json';
export const signatureEntry = 'manifest.p7s';
export const applicationEntry = 'application.json';

const kibi = 1024;
const mebi = 1024 * kibi;
const gibi = 1024 * mebi;

/** Most bytes of each kind of content. */
export const largest = {
  /** Round and application JSON, and the lists. */
  json: 16 * mebi,
  signature: 64 * kibi,
  /** One document, since it is checked as a whole before it is shown. */
  document: gibi,
  /** One encrypted application. */
  application: 64 * gibi,
} as const;

export const mostApplications = 2_000;
export const mostDocuments = 5_000;

const applicationPath = /^a\/[A-Za-z0-9_-]{1,64}\.age$/;
const documentPath = /^f\/[0-9]{6}$/;

/** Whether a text can name an application or document: safe as a file name on every system. */
export function isPlainId(text: string): boolean {
  return plainId.safeParse(text).success;
}

/** Entry of an application in the outer ZIP. */
export function applicationEntryOf(application: string): string {
  return `a/${application}.age`;
}

/** Entry of the nth document, from 1, in an application's ZIP. */
export function documentEntryOf(number: number): string {
  return `f/${String(number).padStart(6, '0')}`;
}

/** What the outer ZIP may hold. */
export const bundlePolicy: ZipPolicy = {
  mostEntries: mostApplications + 4,
  allows: (name) =>
    name === mediaTypeEntry ||
    name === roundEntry ||
    name === manifestEntry ||
    name === signatureEntry ||
    applicationPath.test(name),
  largest: (name) => {
    if (name === mediaTypeEntry) return mediaType.length;
    if (name === signatureEntry) return largest.signature;
    if (applicationPath.test(name)) return largest.application;
    return largest.json + mebi;
  },
};

/** What an application's ZIP may hold. */
export const applicationPolicy: ZipPolicy = {
  mostEntries: mostDocuments + 2,
  allows: (name) => name === applicationEntry || name === manifestEntry || documentPath.test(name),
  largest: (name) => (documentPath.test(name) ? largest.document : largest.json),
};
