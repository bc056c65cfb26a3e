import { type HostileCase, refused } from './hostile-case.ts';
import { partsOf, repack, replaceIn, SIGNATURE, textOf } from './repack.ts';
import { outsider } from './signature-edits.ts';

const piece = (signature: string, pattern: RegExp): string => {
  const found = pattern.exec(signature)?.[0];
  if (!found) throw new Error(`the case expects ${pattern}`);
  return found;
};
const PACKAGE_OBJECT = /<Object Id="idPackageObject">.*?<\/Object>/s;
const SIGNED_INFO = /<SignedInfo>.*?<\/SignedInfo>/s;
const END = '</Signature>';
const packageObject = (signature: string) => piece(signature, PACKAGE_OBJECT);

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

/** Wrapping, and signatures that were made for something else. */
export const wrappingCases: readonly HostileCase[] = [...wrapping, ...transplants];
