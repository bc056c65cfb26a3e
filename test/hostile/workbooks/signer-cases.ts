import 'reflect-metadata';
import { KeyUsageFlags } from '@peculiar/x509';
import type { InvalidReason } from '../../../electron/services/opc/verify.ts';
import { emailProtection, roleUsage } from '../../../electron/services/pki/object-identifiers.ts';
import { EXPERT, type Leaf, type LeafOptions, makeCenter, makeLeaf } from './authority.ts';
import { forge } from './forge.ts';
import { type HostileCase, refused, untrusted } from './hostile-case.ts';
import { repack, replaceIn, SIGNATURE } from './repack.ts';
import { insider } from './signature-edits.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const X509 = /<X509Certificate>.*?<\/X509Certificate>/s;
const KEY_INFO = '</X509Data>';
const certificateXml = (leaf: Leaf) =>
  `<X509Certificate>${base64(leaf.certificate)}</X509Certificate>`;

/** A workbook that is intact, signed by a certificate of the honest center that differs in one respect. */
const issued = (
  name: string,
  reason: Parameters<typeof untrusted>[1],
  options: LeafOptions,
): HostileCase =>
  untrusted(name, reason, async ({ signed, center }) =>
    forge(signed, await makeLeaf(center, options), {}),
  );

const keyInfo = (
  name: string,
  reason: InvalidReason,
  from: string | RegExp,
  to: string,
): HostileCase =>
  refused(name, reason, SIGNATURE, ({ signed }) =>
    repack(signed, (parts) => replaceIn(parts, SIGNATURE, from, to)),
  );

/** Who signed: everything that an honest key of the wrong person can look like. */
const people: readonly HostileCase[] = [
  untrusted('same names and serial from another center', 'other-authority', async ({ signed }) =>
    forge(signed, await makeLeaf(await makeCenter()), {}),
  ),
  untrusted('issued by another expert', 'other-authority', async ({ signed, expert }) =>
    forge(signed, await makeLeaf(expert), {}),
  ),
  untrusted(
    'issued by an expert with the name of the center',
    'other-authority',
    async ({ signed, center }) => {
      const posing = await makeLeaf(center, { name: center.x509.subject, isAuthority: true });
      return forge(signed, await makeLeaf(posing), {});
    },
  ),
  issued('expired when signed', 'expired', { notAfter: new Date('2026-10-01T00:00:00Z') }),
  issued('not yet valid when signed', 'not-yet-valid', {
    notBefore: new Date('2026-12-01T00:00:00Z'),
  }),
  issued('certificate for bundles', 'wrong-usage', { usages: [roleUsage.bundle], key: 'ecdsa' }),
  issued('certificate for servers', 'wrong-usage', { usages: ['1.3.6.1.5.5.7.3.1'] }),
  issued('certificate for mail only', 'wrong-usage', { usages: [emailProtection] }),
  issued('certificate of two roles', 'wrong-usage', {
    usages: [roleUsage.expert, roleUsage.chair],
  }),
  issued('key agreement only', 'wrong-usage', { keyUsage: KeyUsageFlags.keyAgreement }),
  issued('certificate of a sub-authority', 'is-authority', { isAuthority: true }),
  issued('expert with an elliptic key', 'weak-key', { key: 'ecdsa' }),
  refused('RSA key of 1024 bits', 'key-refused', SIGNATURE, async ({ signed, center }) =>
    forge(signed, await makeLeaf(center, { key: 'weak-rsa' }), {}),
  ),
];

/** Which certificate: the one in the file must be the one that was signed. */
const binding: readonly HostileCase[] = [
  refused(
    'certificate of a colleague put in',
    'certificate-binding',
    SIGNATURE,
    async ({ signed, center }) => {
      const colleague = await makeLeaf(center, { name: 'CN=李 教授', serial: '777777' });
      return repack(signed, (p) => replaceIn(p, SIGNATURE, X509, certificateXml(colleague)));
    },
  ),
  refused(
    'second certificate for the same key put in',
    'certificate-binding',
    SIGNATURE,
    async ({ signed, center }) => {
      const again = await makeLeaf(center, { usages: [roleUsage.chair] });
      return repack(signed, (p) => replaceIn(p, SIGNATURE, X509, certificateXml(again)));
    },
  ),
  refused(
    'second certificate behind the first',
    'second-certificate',
    SIGNATURE,
    async ({ signed, center }) => {
      const second = certificateXml(await makeLeaf(center, { serial: '777777' }));
      return repack(signed, (p) => replaceIn(p, SIGNATURE, KEY_INFO, `${second}${KEY_INFO}`));
    },
  ),
  refused(
    'second certificate before the first',
    'second-certificate',
    SIGNATURE,
    async ({ signed, center }) => {
      const second = certificateXml(await makeLeaf(center, { serial: '777777' }));
      return repack(signed, (p) => replaceIn(p, SIGNATURE, '<X509Data>', `<X509Data>${second}`));
    },
  ),
  refused(
    'second certificate in data of its own',
    'second-certificate',
    SIGNATURE,
    async ({ signed, center }) => {
      const second = certificateXml(await makeLeaf(center, { serial: '777777' }));
      return repack(signed, (p) =>
        replaceIn(p, SIGNATURE, '</KeyInfo>', `<X509Data>${second}</X509Data></KeyInfo>`),
      );
    },
  ),
  refused(
    'signed with the key of another',
    'signature-value',
    SIGNATURE,
    async ({ signed, center, expert }) => {
      const elliptic = await makeLeaf(center, { key: 'weak-rsa' });
      return forge(signed, { certificate: expert.certificate, sign: elliptic.sign }, {});
    },
  ),
  keyInfo('no certificate', 'key-info', X509, ''),
  keyInfo(
    'empty certificate',
    'certificate-unreadable',
    X509,
    '<X509Certificate></X509Certificate>',
  ),
  keyInfo(
    'certificate that is none',
    'certificate-unreadable',
    X509,
    `<X509Certificate>${base64(Buffer.from(EXPERT))}</X509Certificate>`,
  ),
  refused(
    'byte behind the certificate',
    'certificate-unreadable',
    SIGNATURE,
    ({ signed, expert }) =>
      repack(signed, (p) => {
        const longer = base64(Buffer.concat([expert.certificate, Buffer.from([0])]));
        replaceIn(p, SIGNATURE, X509, `<X509Certificate>${longer}</X509Certificate>`);
      }),
  ),
  keyInfo(
    'plain key beside the certificate',
    'key-info',
    KEY_INFO,
    `${KEY_INFO}<KeyValue></KeyValue>`,
  ),
  keyInfo('key by name', 'key-info', '<X509Data>', '<KeyName>x</KeyName><X509Data>'),
  keyInfo(
    'key from elsewhere',
    'key-info',
    '<X509Data>',
    '<RetrievalMethod URI="http://example.org/"></RetrievalMethod><X509Data>',
  ),
  keyInfo(
    'subject name beside the certificate',
    'key-info',
    '<X509Data>',
    '<X509Data><X509SubjectName>CN=x</X509SubjectName>',
  ),
  insider('other serial number signed', 'certificate-binding', {
    certificate: (c) => ({ ...c, serial: '1' }),
  }),
  insider('other issuer signed', 'certificate-binding', {
    certificate: (c) => ({ ...c, issuer: 'CN=Other' }),
  }),
  insider('digest of another certificate signed', 'certificate-binding', {
    signedProperties: (t) => t.replace(/<DigestValue>.{4}/, '<DigestValue>AAAA'),
  }),
  insider('two certificates signed', 'certificate-binding', {
    signedProperties: (t) => t.replace(/<xd:Cert>.*<\/xd:Cert>/s, '$&$&'),
  }),
  insider('certificate digest by SHA-1', 'signature-structure', {
    signedProperties: (t) =>
      t.replace(
        'http://www.w3.org/2001/04/xmlenc#sha256',
        'http://www.w3.org/2000/09/xmldsig#sha1',
      ),
  }),
  insider('claimed role in the properties', 'signature-structure', {
    signedProperties: (t) =>
      t.replace(
        '</xd:SignaturePolicyIdentifier>',
        '</xd:SignaturePolicyIdentifier><xd:SignerRole></xd:SignerRole>',
      ),
  }),
  insider('office details of another kind', 'signature-structure', {
    officeObject: (t) => t.replace('<SignatureType>1<', '<SignatureType>2<'),
  }),
];

/** When: a claimed time that is under the signature, once, and possible. */
const times: readonly HostileCase[] = [
  insider('no time for XAdES', 'time-unsigned', {
    signedProperties: (t) => t.replace(/<xd:SigningTime>.*<\/xd:SigningTime>/, ''),
  }),
  insider('no time for Office', 'time-unsigned', {
    packageObject: (t) => t.replace(/<mdssi:Value>.*<\/mdssi:Value>/, ''),
  }),
  insider('two different times', 'time-unsigned', {
    packageObject: (t) => t.replace('<mdssi:Value>2026', '<mdssi:Value>2025'),
  }),
  insider('second time in the properties', 'time-unsigned', {
    signedProperties: (t) => t.replace(/<xd:SigningTime>.*<\/xd:SigningTime>/, '$&$&'),
  }),
  insider('local time', 'time-malformed', { time: '2026-11-23T08:00:00+08:00' }),
  insider('day that does not exist', 'time-malformed', { time: '2026-02-30T08:00:00Z' }),
  insider('time in the future', 'time-future', { time: '2027-01-01T00:00:00Z' }),
];

/** Certificate games and times. */
export const signerCases: readonly HostileCase[] = [...people, ...binding, ...times];
