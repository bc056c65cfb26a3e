import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { instant, sha256 } from '../../../shared/schema.ts';
import type { ZipPolicy } from '../zip/policy.ts';

/**
 * A profile on its way to another laptop: a ZIP file `*.hzp` of stored entries.
 *
 * ```
 * mimetype       application/vnd.haizhi.profile+zip
 * identity.age   the keys, under the person's passphrase
 * profile.age    everything else, to the person's own age key: a ZIP file inside
 * seal.json      size and SHA-256 of profile.age under a key of the person's
 * ```
 * `age -d identity.age > key && age -d -i key profile.age > profile.zip` opens it without this product. age does not
 * say who encrypted: without the seal anybody could put a center of their own, to be trusted, into the file.
 */
export const mediaType = 'application/vnd.haizhi.profile+zip';
export const entry = {
  mediaType: 'mimetype',
  identity: 'identity.age',
  profile: 'profile.age',
  seal: 'seal.json',
} as const;
/** Extension of such a file. */
export const extension = '.hzp';

const gibi = 1024 * 1024 * 1024;

/** What the outer ZIP holds. */
export const backupPolicy: ZipPolicy = {
  mostEntries: 4,
  allows: (name) => Object.values<string>(entry).includes(name),
  largest: (name) => (name === entry.profile ? 1024 * gibi : 64 * 1024),
};

const roundPart =
  /^rounds\/[a-z0-9-]{0,40}\.[0-9a-f]{12}\/(?:bundle\.hzb|review\.keys|(?:review|meeting)\.journal(?:\.head|\.(?:torn|damaged)-[0-9]{1,20})?|workbooks\/[0-9a-f]{64}\.xlsx(?:\.age)?|sealed\/[A-Za-z0-9_-]{1,64}\.age)$/;
const publicParts = new Set(['profile.json', 'request.csr.pem', 'center.pem']);

/** Whether a file of a profile, by its path with slashes, moves along: not locks, half-written files or what a machine keeps. */
export function isPart(name: string): boolean {
  return publicParts.has(name) || roundPart.test(name);
}

/** What the inner ZIP may hold. */
export const profilePolicy: ZipPolicy = {
  mostEntries: 50_000,
  allows: isPart,
  largest: () => 128 * gibi,
};

/** `seal.json`. */
export const sealFile = z.strictObject({
  format: z.literal('haizhi.profile-backup'),
  version: z.literal(1),
  created: instant,
  size: z.int().min(0),
  sha256,
  seal: sha256,
});

/** What a seal speaks of. */
type Sealed = Pick<z.infer<typeof sealFile>, 'created' | 'size' | 'sha256'>;

/** HMAC-SHA256 under a key that only the identity's owner has, lower-case hex. */
export function sealOf({ created, size, sha256 }: Sealed, profileKey: Uint8Array): string {
  const key = Buffer.from(hkdfSync('sha256', profileKey, '', 'haizhi-backup/1', 32));
  const text = `haizhi-backup/1\n${created}\n${size}\n${sha256}`;
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Whether a seal is the owner's own, of exactly this file. */
export function isSealed(seal: string, about: Sealed, profileKey: Uint8Array): boolean {
  return timingSafeEqual(Buffer.from(seal, 'hex'), Buffer.from(sealOf(about, profileKey), 'hex'));
}
