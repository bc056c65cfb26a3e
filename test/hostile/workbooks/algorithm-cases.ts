import type { InvalidReason } from '../../../electron/services/opc/verify.ts';
import { forge } from './forge.ts';
import { type HostileCase, refused } from './hostile-case.ts';
import { SIGNATURE } from './repack.ts';
import { insider, outsider } from './signature-edits.ts';

const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const DIGEST = 'http://www.w3.org/2000/09/xmldsig#sha1';

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

/** References, algorithms, transforms and the Manifest. */
export const algorithmCases: readonly HostileCase[] = [...signedInfo, ...manifest];
