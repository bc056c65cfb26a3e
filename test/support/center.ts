import { randomBytes } from 'node:crypto';
import { type AgeIdentity, createAgeIdentity } from '../../electron/services/age/recipient.ts';
import {
  type Credential,
  createAuthority,
  createBundleSigner,
  issue,
} from '../../electron/services/pki/authority.ts';
import type { CmsSigner } from '../../electron/services/pki/cms.ts';
import {
  createEnrolmentRequest,
  readEnrolmentRequest,
} from '../../electron/services/pki/enrolment-request.ts';
import {
  createExpertKey,
  type KeyPair,
  signWith,
} from '../../electron/services/pki/signing-key.ts';
import { must } from '../../shared/result.ts';

/** When test centers are founded and their certificates begin. */
const founded = new Date('2026-11-01T00:00:00Z');
export const issuing = { now: founded, random: (count: number) => randomBytes(count) };

/** A center of a test: its authority, what it signs bundles with, and the same as a signer. */
export type TestCenter = {
  readonly authority: Credential;
  readonly bundle: Credential;
  readonly signer: CmsSigner;
};

/** Founds a center. */
export async function foundCenter(name = '北京科技国际交流中心'): Promise<TestCenter> {
  const subject = { name, organisation: '北京市科学技术协会' };
  const authority = must(await createAuthority(subject, issuing));
  const bundle = must(await createBundleSigner(authority, subject, issuing));
  return { authority, bundle, signer: signerOf(bundle, authority) };
}

/** A CMS signer of a credential. */
export function signerOf(leaf: Credential, authority: Credential): CmsSigner {
  const { certificate, privateKey } = leaf;
  return { certificate, authority: authority.certificate, sign: signWith(privateKey) };
}

/** A person of a test with keys and an enrolment request. */
export type TestPerson = {
  readonly keys: KeyPair;
  readonly age: AgeIdentity;
  readonly request: string;
};

/** Makes a person's keys and request. RSA keys take half a second: make few. */
export async function enrolPerson(
  name = '李明',
  keys?: KeyPair,
  email = 'li@example.org',
): Promise<TestPerson> {
  const pair = keys ?? (await createExpertKey());
  const age = await createAgeIdentity();
  const profile = { name, email, organisation: '清华大学' };
  const content = { name, organisation: '清华大学', recipient: age.recipient, profile };
  const request = must(await createEnrolmentRequest({ ...content, keys: pair }));
  return { keys: pair, age, request };
}

/** The certificate of a person, DER. */
export async function certify(
  center: TestCenter,
  person: TestPerson,
  role: 'expert' | 'chair',
): Promise<Uint8Array> {
  const request = must(await readEnrolmentRequest(Buffer.from(person.request)));
  return must(await issue(center.authority, request, role, issuing));
}
