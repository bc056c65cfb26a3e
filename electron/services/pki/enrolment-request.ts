import 'reflect-metadata';
import {
  Extension,
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import { fromBER, Utf8String } from 'asn1js';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isRecipient } from '../age/recipient.ts';
import { type JsonValue, readStrictJson } from '../strict-json.ts';
import { fingerprint } from './certificate.ts';
import { decodeName, encodeName, isSubjectName } from './distinguished-name.ts';
import { asRead, profileExtension } from './object-identifiers.ts';
import { fromPem, toPem } from './pem.ts';
import { expertAlgorithm, importPair, isStrongRsaKey, type KeyPair } from './signing-key.ts';

/** What a verified request says. The signature proves that its maker holds the key, and nothing about who that is. */
export type EnrolmentRequest = {
  readonly name: string;
  readonly organisation: string;
  /** age X25519 recipient (`age1…`) to which bundles are encrypted. */
  readonly recipient: string;
  /** The expert's profile as sent, strict JSON of at most 32 KiB; its shape is not checked here. */
  readonly profile: JsonValue;
  /** SubjectPublicKeyInfo of the RSA key, DER. */
  readonly publicKey: Uint8Array;
  /** SHA-256 of the whole request (DER), for comparing by phone. */
  readonly fingerprint: string;
};

/** What a request is made from. */
export type EnrolmentContent = Pick<EnrolmentRequest, 'name' | 'organisation' | 'recipient'> & {
  readonly profile: JsonValue;
  readonly keys: KeyPair;
};

/**
 * Why a request is not taken: no PKCS#10 request in PEM, or too large · signature does not prove the key · not RSA of
 * 3072 to 8192 bits · name missing, too long or with control characters · not exactly one age recipient · profile missing
 * or not strict JSON · carries something that ours do not.
 */
export type EnrolmentFailure = {
  readonly kind:
    | 'unreadable'
    | 'too-large'
    | 'not-proven'
    | 'weak-key'
    | 'bad-name'
    | 'bad-recipient'
    | 'bad-profile'
    | 'unexpected-content';
};

const largestRequest = 64 * 1024;
const profileLimits = { bytes: 32 * 1024, depth: 16 };
const scheme = 'age:';
const alternativeName = '2.5.29.17';

/**
 * Writes a PKCS#10 request in PEM, signed with the RSA key that it asks a certificate for. Fails on a name that no
 * certificate can carry, an impossible recipient, or a profile above 32 KiB.
 */
export async function createEnrolmentRequest(
  content: EnrolmentContent,
): Promise<Result<string, EnrolmentFailure>> {
  if (!isSubjectName(content.name)) return fail({ kind: 'bad-name' });
  if (!isRecipient(content.recipient)) return fail({ kind: 'bad-recipient' });
  const profile = JSON.stringify(content.profile);
  if (Buffer.byteLength(profile) > profileLimits.bytes) return fail({ kind: 'bad-profile' });
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: encodeName(content),
    keys: await importPair(content.keys, expertAlgorithm),
    signingAlgorithm: expertAlgorithm,
    extensions: [
      new SubjectAlternativeNameExtension([{ type: 'url', value: scheme + content.recipient }]),
      new Extension(profileExtension, false, new Utf8String({ value: profile }).toBER()),
    ],
  });
  return ok(toPem('CERTIFICATE REQUEST', new Uint8Array(request.rawData)));
}

/** Reads a PEM file of at most 64 KiB and verifies it: proof of possession, key, name, one recipient, profile, nothing else. */
export async function readEnrolmentRequest(
  file: Uint8Array,
): Promise<Result<EnrolmentRequest, EnrolmentFailure>> {
  if (file.length > largestRequest) return fail({ kind: 'too-large' });
  const der = fromPem('CERTIFICATE REQUEST', Buffer.from(file).toString('latin1'));
  const request = der === null ? null : parse(der);
  if (der === null || request === null) return fail({ kind: 'unreadable' });
  if (!isStrongRsaKey(new Uint8Array(request.publicKey.rawData))) return fail({ kind: 'weak-key' });
  if (!(await proves(request))) return fail({ kind: 'not-proven' });
  const subject = decodeName(request.subjectName);
  if (!isSubjectName(subject.name)) return fail({ kind: 'bad-name' });
  if (!holdsOnlyOurs(request)) return fail({ kind: 'unexpected-content' });
  const recipient = recipientOf(request);
  if (recipient === null) return fail({ kind: 'bad-recipient' });
  const profile = profileOf(request);
  if (!profile.ok) return profile;
  return ok({
    ...subject,
    recipient,
    profile: profile.value,
    publicKey: new Uint8Array(request.publicKey.rawData),
    fingerprint: fingerprint(der),
  });
}

function parse(der: Uint8Array): Pkcs10CertificateRequest | null {
  try {
    const copy = new Uint8Array(der);
    if (fromBER(copy).offset !== copy.length) return null;
    return new Pkcs10CertificateRequest(copy);
  } catch {
    return null;
  }
}

async function proves(request: Pkcs10CertificateRequest): Promise<boolean> {
  try {
    return await request.verify();
  } catch {
    return false;
  }
}

function holdsOnlyOurs(request: Pkcs10CertificateRequest): boolean {
  const types = request.extensions.map((each) => each.type).sort();
  const expected = [alternativeName, asRead(profileExtension)].sort();
  return request.attributes.length === 1 && types.join() === expected.join();
}

function recipientOf(request: Pkcs10CertificateRequest): string | null {
  const extension = request.getExtension(alternativeName);
  const names = extension instanceof SubjectAlternativeNameExtension ? extension.names.items : [];
  const [only] = names;
  if (names.length !== 1 || only?.type !== 'url' || !only.value.startsWith(scheme)) return null;
  const recipient = only.value.slice(scheme.length);
  return isRecipient(recipient) ? recipient : null;
}

function profileOf(request: Pkcs10CertificateRequest): Result<JsonValue, EnrolmentFailure> {
  const type = asRead(profileExtension);
  const value = request.extensions.find((each) => each.type === type)?.value;
  const text = value === undefined ? undefined : fromBER(value).result;
  if (!(text instanceof Utf8String)) return fail({ kind: 'bad-profile' });
  const json = readStrictJson(text.valueBlock.valueHexView, profileLimits);
  return json.ok ? json : fail({ kind: 'bad-profile' });
}
