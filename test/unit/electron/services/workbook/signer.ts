import { createHash } from 'node:crypto';
import { createAuthority, issue } from '../../../../../electron/services/pki/authority.ts';
import { fingerprint } from '../../../../../electron/services/pki/certificate.ts';
import { createExpertKey } from '../../../../../electron/services/pki/signing-key.ts';
import { must } from '../../../../../shared/result.ts';
import type { WorkbookPayload } from '../../../../../shared/workbook.ts';

/** A person whom a center certified; everything DER. */
export interface Signer {
  readonly authority: Uint8Array;
  readonly certificate: Uint8Array;
  readonly privateKey: Uint8Array;
}

let serial = 0;
const context = {
  now: new Date('2026-11-01T00:00:00Z'),
  random: (count: number) => createHash('sha512').update(`${serial++}`).digest().subarray(0, count),
};

/** A fresh center with one person in the given role, who bears the name of the samples. */
export async function certified(role: 'expert' | 'chair', name = '李明远'): Promise<Signer> {
  const center = must(
    await createAuthority({ name: '北京科技国际交流中心', organisation: '北京市科协' }, context),
  );
  const { publicKey, privateKey } = await createExpertKey();
  const request = {
    name,
    organisation: '北京某某大学',
    publicKey,
    recipient: 'age1unused',
    fingerprint: fingerprint(publicKey),
    profile: {
      name,
      organisation: '北京某某大学',
      email: 'li@example.org',
      fields: [],
      affiliations: [],
    },
  };
  const certificate = must(await issue(center, request, role, context));
  return { authority: center.certificate, certificate, privateKey };
}

/** The payload as this person would sign it. */
export function signedBy<T extends WorkbookPayload>(
  { authority, certificate }: Signer,
  role: 'expert' | 'chair',
  payload: T,
): T {
  return {
    ...payload,
    authority: fingerprint(authority),
    signer: { ...payload.signer, id: fingerprint(certificate), role, name: '李明远' },
  };
}
