import { type HostileCase, refused } from './hostile-case.ts';
import {
  ORIGIN,
  ORIGIN_RELS,
  type Parts,
  ROOT_RELS,
  repack,
  replaceIn,
  SIGNATURE,
  TYPES,
} from './repack.ts';

const stripped = (name: string, edit: (parts: Parts) => void): HostileCase =>
  refused(name, 'signature-stripped', SIGNATURE, ({ signed }) => repack(signed, edit));

function dropTypes(parts: Parts): void {
  replaceIn(parts, TYPES, /<Default Extension="sigs"[^>]*\/>/, '');
  replaceIn(parts, TYPES, /<Override PartName="\/_xmlsignatures\/sig1\.xml"[^>]*\/>/, '');
}

function dropLink(parts: Parts): void {
  replaceIn(parts, ROOT_RELS, /<Relationship [^>]*digital-signature[^>]*\/>/, '');
}

function dropParts(parts: Parts): void {
  for (const name of [SIGNATURE, ORIGIN, ORIGIN_RELS]) parts.delete(name);
}

/** The signature taken away, wholly (an unsigned workbook) or with traces left. */
export const strippingCases: readonly HostileCase[] = [
  stripped('signature part removed', (p) => p.delete(SIGNATURE)),
  stripped('link to the signature removed', dropLink),
  stripped('relationships of the origin removed', (p) => p.delete(ORIGIN_RELS)),
  stripped('link in the origin removed', (p) =>
    replaceIn(p, ORIGIN_RELS, /<Relationship [^>]*\/>/, ''),
  ),
  stripped('parts and link removed, types left', (p) => {
    dropParts(p);
    dropLink(p);
  }),
  stripped('parts removed, link left', dropParts),
  stripped('link and types removed, parts left', (p) => {
    dropLink(p);
    dropTypes(p);
  }),
  stripped('signature folder in capitals', (p) => {
    p.set('_XMLSIGNATURES/sig1.xml', p.get(SIGNATURE) ?? new Uint8Array());
    p.delete(SIGNATURE);
  }),
  {
    name: 'no trace of a signature left',
    make: ({ signed }) =>
      repack(signed, (p) => {
        dropParts(p);
        dropLink(p);
        dropTypes(p);
      }),
    expected: { kind: 'unsigned' },
  },
  { name: 'never signed', make: ({ unsigned }) => unsigned, expected: { kind: 'unsigned' } },
];
