import type { InvalidReason } from '../../../electron/services/opc/verify.ts';
import { type Forgery, forge } from './forge.ts';
import { type HostileCase, refused } from './hostile-case.ts';
import { partsOf, repack, replaceIn, SIGNATURE, textOf } from './repack.ts';

/** An edit of the signature by somebody without the key. */
const outsider = (
  name: string,
  reason: InvalidReason,
  from: string | RegExp,
  to: string | ((signature: string) => string),
): HostileCase =>
  refused(name, reason, SIGNATURE, ({ signed }) =>
    repack(signed, (parts) => {
      const text = typeof to === 'string' ? to : to(textOf(parts, SIGNATURE));
      replaceIn(parts, SIGNATURE, from, text);
    }),
  );

/** A signature by somebody with a working key that breaks one rule. */
const insider = (name: string, reason: InvalidReason, forgery: Forgery): HostileCase =>
  refused(name, reason, SIGNATURE, ({ signed, expert }) => forge(signed, expert, forgery));

const piece = (signature: string, pattern: RegExp): string => {
  const found = pattern.exec(signature)?.[0];
  if (!found) throw new Error(`the case expects ${pattern}`);
  return found;
};
const PACKAGE_OBJECT = /<Object Id="idPackageObject">.*?<\/Object>/s;
const SIGNED_INFO = /<SignedInfo>.*?<\/SignedInfo>/s;
const END = '</Signature>';
const packageObject = (signature: string) => piece(signature, PACKAGE_OBJECT);
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const DIGEST = 'http://www.w3.org/2000/09/xmldsig#sha1';

/** Two of what must be one: a careless reader checks the first and believes the second. */
const wrapping: readonly HostileCase[] = [
  outsider(
    'second SignedInfo',
    'second-signed-info',
    '<SignatureValue>',
    (s) => `${piece(s, SIGNED_INFO)}<SignatureValue>`,
  ),
  outsider(
    'SignedInfo inside an Object',
    'second-signed-info',
    END,
    (s) => `<Object>${piece(s, SIGNED_INFO)}</Object>${END}`,
  ),
  outsider('signed Object twice', 'duplicate-id', END, (s) => `${packageObject(s)}${END}`),
  outsider(
    'second Manifest in an Object without Id',
    'second-manifest',
    END,
    '<Object><Manifest></Manifest></Object></Signature>',
  ),
  outsider(
    'signed Object moved away, another in its place',
    'duplicate-id',
    PACKAGE_OBJECT,
    (s) =>
      `<Object Id="idPackageObject"><Manifest></Manifest></Object><Object>${packageObject(s)}</Object>`,
  ),
  outsider(
    'signed Object renamed, another in its place',
    'second-manifest',
    PACKAGE_OBJECT,
    (s) =>
      `<Object Id="idPackageObject"><Manifest></Manifest></Object>${packageObject(s).replace('idPackageObject', 'idOther')}`,
  ),
  outsider(
    'Id in other case',
    'duplicate-id',
    END,
    '<Object id="idPackageObject"></Object></Signature>',
  ),
  outsider('unsigned Object', 'object-unsigned', END, '<Object Id="idOther"></Object></Signature>'),
  outsider(
    'unsigned time in an Object',
    'object-unsigned',
    END,
    '<Object><mdssi:SignatureTime xmlns:mdssi="http://schemas.openxmlformats.org/package/2006/digital-signature"></mdssi:SignatureTime></Object></Signature>',
  ),
  outsider(
    'unsigned properties',
    'object-unsigned',
    '</xd:QualifyingProperties>',
    '<xd:UnsignedProperties></xd:UnsignedProperties></xd:QualifyingProperties>',
  ),
  outsider(
    'second properties',
    'signature-structure',
    '</xd:QualifyingProperties>',
    '</xd:QualifyingProperties><xd:QualifyingProperties xmlns:xd="http://uri.etsi.org/01903/v1.3.2#"></xd:QualifyingProperties>',
  ),
  outsider(
    'properties of another signature',
    'signature-structure',
    'xmlns:xd="http://uri.etsi.org/01903/v1.3.2#" Target="#idPackageSignature"',
    'xmlns:xd="http://uri.etsi.org/01903/v1.3.2#" Target="#idOther"',
  ),
  outsider(
    'Signature within a Signature',
    'second-signature',
    END,
    '<Object><Signature></Signature></Object></Signature>',
  ),
  outsider(
    'second SignatureValue',
    'signature-structure',
    '<KeyInfo>',
    '<SignatureValue>AAAA</SignatureValue><KeyInfo>',
  ),
  outsider('Signature renamed', 'signature-structure', /Id="idPackageSignature">/, 'Id="idOther">'),
  outsider(
    'attribute on the Signature',
    'signature-structure',
    'Id="idPackageSignature">',
    'Id="idPackageSignature" Evil="1">',
  ),
  outsider('text in the Signature', 'signature-structure', '<KeyInfo>', 'text<KeyInfo>'),
  outsider('another root', 'signature-structure', 'xmldsig#" Id=', 'xmldsig-x#" Id='),
  outsider('properties missing', 'signature-structure', /<Object><xd:Qual.*<\/Object>/s, ''),
  outsider('Manifest missing', 'object-altered', /<Manifest>.*<\/Manifest>/s, ''),
];

/** Signatures that were made for something else. */
const transplants: readonly HostileCase[] = [
  refused('whole signature of another workbook', 'part-altered', null, ({ signed, other }) =>
    repack(signed, (p) => p.set(SIGNATURE, partsOf(other).get(SIGNATURE) ?? new Uint8Array())),
  ),
  refused(
    'SignedInfo and value of another workbook',
    'object-altered',
    SIGNATURE,
    ({ signed, other }) =>
      repack(signed, (p) => {
        const foreign = textOf(partsOf(other), SIGNATURE);
        const both = /<SignedInfo>.*<\/SignatureValue>/s;
        replaceIn(p, SIGNATURE, both, piece(foreign, both));
      }),
  ),
  refused('value of another workbook', 'signature-value', SIGNATURE, ({ signed, other }) =>
    repack(signed, (p) => {
      const value = /<SignatureValue>.*<\/SignatureValue>/s;
      replaceIn(p, SIGNATURE, value, piece(textOf(partsOf(other), SIGNATURE), value));
    }),
  ),
  outsider('digest in SignedInfo changed', 'object-altered', /<DigestValue>./, '<DigestValue>/'),
  outsider(
    'digest in the Manifest changed',
    'object-altered',
    /(<Manifest>.*?<DigestValue>).{4}/s,
    (s) => `${piece(s, /<Manifest>.*?<DigestValue>/s)}AAAA`,
  ),
  outsider('time changed', 'object-altered', '<xd:SigningTime>2026', '<xd:SigningTime>2025'),
  outsider('comment changed', 'object-altered', '评审结果', '审评结果'),
];

const info = (
  name: string,
  reason: InvalidReason,
  from: string | RegExp,
  to: string,
): HostileCase => insider(name, reason, { signedInfo: (text) => text.replace(from, to) });

const manifestText = (
  name: string,
  reason: InvalidReason,
  from: string | RegExp,
  to: string,
  part = SIGNATURE,
): HostileCase =>
  refused(name, reason, part, ({ signed, expert }) =>
    forge(signed, expert, { packageObject: (text) => text.replace(from, to) }),
  );

const REFERENCE = (uri: string) =>
  new RegExp(`<Reference Type="[^"]*" URI="${uri}">.*?</Reference>`, 's');
const EXTRA = (uri: string) =>
  `<Reference URI="${uri}"><DigestMethod Algorithm="${SHA256}"></DigestMethod><DigestValue>AAAA</DigestValue></Reference></SignedInfo>`;
const STEP = `<Transform Algorithm="${C14N}"></Transform></Transforms>`;

/** SignedInfo by a working key: references and algorithms. */
const signedInfo: readonly HostileCase[] = [
  info('package object not referenced', 'reference-missing', REFERENCE('#idPackageObject'), ''),
  info('office object not referenced', 'reference-missing', REFERENCE('#idOfficeObject'), ''),
  info('properties not referenced', 'reference-missing', REFERENCE('#idSignedProperties'), ''),
  info(
    'reference to a web address',
    'reference-refused',
    '</SignedInfo>',
    EXTRA('http://example.org/'),
  ),
  info(
    'reference to a local file',
    'reference-refused',
    '</SignedInfo>',
    EXTRA('file:///etc/passwd'),
  ),
  info('reference to the whole document', 'reference-refused', '</SignedInfo>', EXTRA('')),
  info('reference by XPointer', 'reference-refused', '</SignedInfo>', EXTRA('#xpointer(/)')),
  info(
    'reference to the signature itself',
    'reference-refused',
    '</SignedInfo>',
    EXTRA('#idPackageSignature'),
  ),
  info('reference twice', 'reference-twice', '</SignedInfo>', EXTRA('#idOfficeObject')),
  info('reference with an Id', 'signature-structure', '<Reference Type', '<Reference Id="x" Type'),
  info(
    'references in another order',
    'signature-structure',
    /(<Reference .*?<\/Reference>)(<Reference .*?<\/Reference>)/s,
    '$2$1',
  ),
  info('whitespace in SignedInfo', 'signature-structure', '<SignatureMethod', ' <SignatureMethod'),
  info('HMAC', 'algorithm-refused', 'xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-sha256'),
  info(
    'RSA with SHA-1',
    'algorithm-refused',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  ),
  info('RSA with MD5', 'algorithm-refused', 'xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-md5'),
  info(
    'unknown signature algorithm',
    'algorithm-refused',
    'xmldsig-more#rsa-sha256',
    'xmldsig-more#none',
  ),
  info('no signature algorithm', 'algorithm-refused', / Algorithm="[^"]*rsa-sha256"/, ''),
  info(
    'ECDSA with an RSA key',
    'algorithm-refused',
    'xmldsig-more#rsa-sha256',
    'xmldsig-more#ecdsa-sha256',
  ),
  info(
    'parameters of the signature algorithm',
    'algorithm-refused',
    '</SignatureMethod>',
    '<HMACOutputLength>1</HMACOutputLength></SignatureMethod>',
  ),
  info(
    'exclusive canonical form',
    'algorithm-refused',
    `<CanonicalizationMethod Algorithm="${C14N}"`,
    '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
  ),
  info(
    'canonical form with comments',
    'algorithm-refused',
    `<CanonicalizationMethod Algorithm="${C14N}`,
    `<CanonicalizationMethod Algorithm="${C14N}#WithComments`,
  ),
  info(
    'canonical form 1.1',
    'algorithm-refused',
    `<CanonicalizationMethod Algorithm="${C14N}`,
    '<CanonicalizationMethod Algorithm="http://www.w3.org/2006/12/xml-c14n11',
  ),
  info('SHA-1 digest', 'algorithm-refused', SHA256, DIGEST),
  info('MD5 digest', 'algorithm-refused', SHA256, 'http://www.w3.org/2001/04/xmldsig-more#md5'),
  info('unknown digest', 'algorithm-refused', SHA256, 'urn:none'),
  info(
    'XSLT',
    'transform-refused',
    STEP,
    '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></Transform></Transforms>',
  ),
  info(
    'XPath filter',
    'transform-refused',
    STEP,
    '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"></Transform></Transforms>',
  ),
  info(
    'enveloped signature',
    'transform-refused',
    STEP,
    '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></Transform></Transforms>',
  ),
  info(
    'base64 transform',
    'transform-refused',
    STEP,
    '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></Transform></Transforms>',
  ),
  info(
    'canonical form twice',
    'signature-structure',
    STEP,
    `<Transform Algorithm="${C14N}"></Transform>${STEP}`,
  ),
  insider('value cut off', 'signature-value', { value: (value) => value.subarray(1) }),
  insider('value of zeros', 'signature-value', { value: (value) => new Uint8Array(value.length) }),
  insider('value with one bit flipped', 'signature-value', {
    value: (v) => v.map((byte, i) => (i === 9 ? byte ^ 1 : byte)),
  }),
  outsider(
    'value empty',
    'signature-value',
    /<SignatureValue>.*<\/SignatureValue>/s,
    '<SignatureValue></SignatureValue>',
  ),
  outsider('value not base64', 'signature-value', '<SignatureValue>', '<SignatureValue>*'),
];

const MANIFEST_SHEET = 'xl/worksheets/sheet2.xml';

/** The list of parts by a working key: what it leaves out, counts twice or transforms. */
const manifest: readonly HostileCase[] = [
  refused('sheet left out of the Manifest', 'part-added', MANIFEST_SHEET, ({ signed, expert }) =>
    forge(signed, expert, {
      manifest: (list) => list.filter(({ part }) => part !== MANIFEST_SHEET),
    }),
  ),
  refused('sheet twice in the Manifest', 'part-twice', MANIFEST_SHEET, ({ signed, expert }) =>
    forge(signed, expert, {
      manifest: (list) => list.flatMap((one) => (one.part === MANIFEST_SHEET ? [one, one] : [one])),
    }),
  ),
  refused('part that is not there', 'part-missing', 'xl/gone.xml', ({ signed, expert }) =>
    forge(signed, expert, {
      manifest: (list) => [
        ...list,
        { part: 'xl/gone.xml', type: 'application/xml', digest: 'AAAA', relationshipIds: null },
      ],
    }),
  ),
  refused(
    'relationship left out of the Manifest',
    'relationship-added',
    'xl/_rels/workbook.xml.rels',
    ({ signed, expert }) =>
      forge(signed, expert, {
        packageObject: (text) =>
          text.replace(
            /<mdssi:RelationshipReference [^>]*SourceId="rIdPayload"><\/mdssi:RelationshipReference>/,
            '',
          ),
      }),
  ),
  insider('Manifest in another order', 'manifest-altered', {
    manifest: (list) => [...list].reverse(),
  }),
  insider('Manifest covers the types', 'manifest-altered', {
    manifest: (list) => [
      ...list,
      {
        part: '[Content_Types].xml',
        type: 'application/xml',
        digest: 'AAAA',
        relationshipIds: null,
      },
    ],
  }),
  insider('empty Manifest of a package with parts', 'manifest-altered', {
    packageObject: (text) =>
      text.replace(
        '</SignatureProperties>',
        '</SignatureProperties><SignatureProperties></SignatureProperties>',
      ),
  }),
  manifestText(
    'attribute on the Manifest',
    'manifest-altered',
    '<Manifest>',
    '<Manifest Evil="1">',
  ),
  manifestText('part without a type', 'reference-refused', /\?ContentType=[^"]*"/, '"'),
  manifestText('part with a fragment', 'reference-refused', /\?ContentType=/, '#x?ContentType='),
  manifestText('part at a web address', 'reference-refused', 'URI="/', 'URI="http://example.org/'),
  manifestText('SHA-1 in the Manifest', 'algorithm-refused', SHA256, DIGEST),
  manifestText(
    'transform on an ordinary part',
    'transform-refused',
    /(URI="\/xl\/styles\.xml[^"]*">)/,
    `$1<Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></Transform></Transforms>`,
    'xl/styles.xml',
  ),
  manifestText(
    'relationship transform on an ordinary part',
    'transform-refused',
    /(URI="\/xl\/styles\.xml[^"]*">)/,
    `$1<Transforms><Transform Algorithm="http://schemas.openxmlformats.org/package/2006/RelationshipTransform"></Transform><Transform Algorithm="${C14N}"></Transform></Transforms>`,
    'xl/styles.xml',
  ),
  manifestText(
    'relationships without canonical form',
    'transform-refused',
    `<Transform Algorithm="${C14N}"></Transform>`,
    '',
    '_rels/.rels',
  ),
  manifestText(
    'relationships by type',
    'transform-refused',
    /mdssi:RelationshipReference/g,
    'mdssi:RelationshipsGroupReference',
    '_rels/.rels',
  ),
  manifestText(
    'relationships without transform',
    'transform-refused',
    /<Transforms>.*?<\/Transforms>/s,
    '',
    '_rels/.rels',
  ),
];

/** Signature structure, wrapping, transplants, algorithms. */
export const structureCases: readonly HostileCase[] = [
  ...wrapping,
  ...transplants,
  ...signedInfo,
  ...manifest,
];
