import 'reflect-metadata';
import {
  Attribute,
  Extension,
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import { type BitString, fromBER, type OctetString, Sequence, Utf8String } from 'asn1js';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isRecipient } from '../age/recipient.ts';
import { type JsonValue, readStrictJson } from '../json/strict-json.ts';
import { fingerprint } from './certificate.ts';
import { isOneDerValue } from './der.ts';
import { decodeName, encodeName, isSubjectName, type Subject } from './distinguished-name.ts';
import { profileExtension } from './object-identifiers.ts';
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
 * 3072 to 8192 bits · name missing, too long or with control characters · recipient that is none · profile not strict JSON
 * or too large · other extensions than one recipient and one profile.
 */
type EnrolmentFailure = {
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

type Requested = { readonly recipient: string; readonly profile: string };

const largestRequest = 64 * 1024;
const profileLimits = { bytes: 32 * 1024, depth: 16 };
const scheme = 'age:';
/** AlgorithmIdentifier sha256WithRSAEncryption, DER. */
const rsaSha256 = '300d06092a864886f70d01010b0500';
/** PKCS#9 extensionRequest. */
const requestedExtensions = '1.2.840.113549.1.9.14';

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
    attributes: [extensionRequest(content.recipient, profile)],
  });
  return ok(toPem('CERTIFICATE REQUEST', new Uint8Array(request.rawData)));
}

/** Reads a PEM file of at most 64 KiB and verifies it: proof of possession, key, name, one recipient, profile, nothing else. */
export async function readEnrolmentRequest(
  file: Uint8Array,
): Promise<Result<EnrolmentRequest, EnrolmentFailure>> {
  if (file.length > largestRequest) return fail({ kind: 'too-large' });
  const der = fromPem('CERTIFICATE REQUEST', Buffer.from(file).toString('latin1'));
  const request = der === null ? null : read(der);
  if (der === null || request === null) return fail({ kind: 'unreadable' });
  const { parsed, subject, publicKey, requested } = request;
  if (!isStrongRsaKey(publicKey)) return fail({ kind: 'weak-key' });
  if (!(await proves(parsed))) return fail({ kind: 'not-proven' });
  if (!isSubjectName(subject.name)) return fail({ kind: 'bad-name' });
  if (requested === null) return fail({ kind: 'unexpected-content' });
  const { recipient } = requested;
  if (!isRecipient(recipient)) return fail({ kind: 'bad-recipient' });
  const profile = readStrictJson(Buffer.from(requested.profile), profileLimits);
  if (!profile.ok) return fail({ kind: 'bad-profile' });
  return ok({
    ...subject,
    recipient,
    profile: profile.value,
    publicKey,
    fingerprint: fingerprint(der),
  });
}

/** Put together here, since the library, given extensions, loses the long identifier of the profile on the way. */
function extensionRequest(recipient: string, profile: string): Attribute {
  const names = new SubjectAlternativeNameExtension([{ type: 'url', value: scheme + recipient }]);
  const text = new Utf8String({ value: profile }).toBER();
  const extensions = [names, new Extension(profileExtension, false, text)];
  const value = extensions.map((each) => fromBER(each.rawData).result);
  return new Attribute(requestedExtensions, [new Sequence({ value }).toBER()]);
}

/** A request taken apart, so that nothing of it is parsed, and throws, later. */
type Parts = {
  readonly parsed: Pkcs10CertificateRequest;
  readonly subject: Subject;
  readonly publicKey: Uint8Array;
  readonly requested: Requested | null;
};

function read(der: Uint8Array): Parts | null {
  if (!isOneDerValue(der)) return null;
  try {
    const parsed = new Pkcs10CertificateRequest(new Uint8Array(der));
    const subject = decodeName(parsed.subjectName);
    const publicKey = new Uint8Array(parsed.publicKey.rawData);
    return { parsed, subject, publicKey, requested: readExtensions(parsed) };
  } catch {
    return null;
  }
}

async function proves(request: Pkcs10CertificateRequest): Promise<boolean> {
  try {
    // The library forgives spare bits and odd tags after the signed part: a request would have many fingerprints.
    const [, algorithm, signature] = (fromBER(request.rawData).result as Sequence).valueBlock.value;
    const usual = Buffer.from(algorithm?.valueBeforeDecodeView ?? []).toString('hex') === rsaSha256;
    const exact = (signature as BitString).valueBlock.unusedBits === 0;
    return usual && exact && (await request.verify());
  } catch {
    return false;
  }
}

/**
 * Recipient and profile of a request that holds exactly the two extensions, as we write them; null for any other. The
 * library cannot tell long identifiers apart in a request: the parts are read, written again and compared as bytes.
 */
function readExtensions(request: Pkcs10CertificateRequest): Requested | null {
  const [attribute] = request.attributes;
  if (attribute === undefined || request.attributes.length !== 1) return null;
  try {
    const [value] = attribute.values.map((each) => fromBER(each).result);
    const [names, profile] = (value as Sequence).valueBlock.value as [Sequence, Sequence];
    const requested = { recipient: readRecipient(names), profile: readProfile(profile) };
    const same = extensionRequest(requested.recipient, requested.profile).rawData;
    return Buffer.from(same).equals(Buffer.from(attribute.rawData)) ? requested : null;
  } catch {
    return null;
  }
}

function readRecipient(extension: Sequence): string {
  const { names } = new SubjectAlternativeNameExtension(extension.toBER());
  return names.items[0]?.value.slice(scheme.length) ?? '';
}

function readProfile(extension: Sequence): string {
  const value = extension.valueBlock.value[1] as OctetString;
  const text = fromBER(value.valueBlock.valueHexView).result as Utf8String;
  return text.valueBlock.value;
}
