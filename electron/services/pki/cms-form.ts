import {
  Set as Asn1Set,
  Constructed,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
  UTCTime,
} from 'asn1js';

/** The variable parts of our CMS SignedData; all the rest is fixed. */
export type CmsParts = {
  /** Certificates in DER: the signer's, and the authority's that issued it. */
  readonly leaf: Uint8Array;
  readonly authority: Uint8Array;
  /** SHA-256 of the content. */
  readonly digest: Uint8Array;
  /** In whole seconds, years 1950 to 2049 (UTCTime, RFC 5652 section 11.3). */
  readonly signedAt: Date;
  /** ECDSA-Sig-Value over `signedAttributes`, DER. */
  readonly signature: Uint8Array;
};

const id = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
};

/** The bytes that are signed: the SET OF content type, signing time, message digest in DER order (RFC 5652, 5.4). */
export function signedAttributes(digest: Uint8Array, signedAt: Date): Uint8Array {
  return bytesOf(new Asn1Set({ value: attributes(digest, signedAt) }));
}

/** The whole ContentInfo, DER: detached SignedData of one signer with exactly the two certificates, leaf first. */
export function encodeCms(parts: CmsParts): Uint8Array {
  const signedData = new Sequence({
    value: [
      new Integer({ value: 1 }),
      new Asn1Set({ value: [digestAlgorithm()] }),
      new Sequence({ value: [oid(id.data)] }),
      tagged(0, [parsed(parts.leaf), parsed(parts.authority)]),
      new Asn1Set({ value: [signerInfo(parts)] }),
    ],
  });
  return bytesOf(new Sequence({ value: [oid(id.signedData), tagged(0, [signedData])] }));
}

function signerInfo(parts: CmsParts): Sequence {
  return new Sequence({
    value: [
      new Integer({ value: 1 }),
      issuerAndSerial(parts.leaf),
      digestAlgorithm(),
      tagged(0, attributes(parts.digest, parts.signedAt)),
      new Sequence({ value: [oid(id.ecdsaWithSha256)] }),
      new OctetString({ valueHex: exact(parts.signature) }),
    ],
  });
}

function attributes(digest: Uint8Array, signedAt: Date): Sequence[] {
  return [
    attribute(id.contentType, oid(id.data)),
    attribute(id.signingTime, new UTCTime({ valueDate: signedAt })),
    attribute(id.messageDigest, new OctetString({ valueHex: exact(digest) })),
  ];
}

function attribute(type: string, value: ObjectIdentifier | UTCTime | OctetString): Sequence {
  return new Sequence({ value: [oid(type), new Asn1Set({ value: [value] })] });
}

/** IssuerAndSerialNumber of a certificate: tbsCertificate is [0] version, serial, algorithm, issuer… (RFC 5280, 4.1). */
function issuerAndSerial(leaf: Uint8Array): Sequence {
  const certificate = parsed(leaf) as Sequence;
  const fields = (certificate.valueBlock.value[0] as Sequence).valueBlock.value;
  const [, serial, , issuer] = fields;
  if (serial === undefined || issuer === undefined) throw new Error('not a v3 certificate');
  return new Sequence({ value: [issuer, serial] });
}

function digestAlgorithm(): Sequence {
  return new Sequence({ value: [oid(id.sha256), new Null()] });
}

function tagged(tagNumber: number, value: NonNullable<ReturnType<typeof parsed>>[]): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
}

function oid(value: string): ObjectIdentifier {
  return new ObjectIdentifier({ value });
}

function parsed(der: Uint8Array) {
  return fromBER(exact(der)).result;
}

function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function bytesOf(block: Sequence | Asn1Set): Uint8Array {
  return new Uint8Array(block.toBER());
}
