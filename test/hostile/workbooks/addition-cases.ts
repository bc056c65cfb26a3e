import type { InvalidReason } from '../../../electron/services/opc/verify.ts';
import { type HostileCase, refused } from './hostile-case.ts';
import {
  addOverride,
  addPart,
  addRelationship,
  BOOK_RELS,
  OFFICE_RELATION,
  OFFICE_TYPE,
  ORIGIN,
  ORIGIN_RELS,
  type Parts,
  ROOT_RELS,
  repack,
  replaceIn,
  SIGNATURE,
  TYPES,
  textOf,
} from './repack.ts';

const PACKAGE_TYPE = 'application/vnd.openxmlformats-package';
const PACKAGE_RELATION = 'http://schemas.openxmlformats.org/package/2006/relationships';

const added = (
  name: string,
  reason: InvalidReason,
  part: string,
  edit: (parts: Parts) => void,
): HostileCase => refused(name, reason, part, ({ signed }) => repack(signed, edit));

const extraPart = (name: string, part: string, type: string, content = '<x/>'): HostileCase =>
  added(name, 'part-added', part, (p) => addPart(p, part, type, content));

/** Parts that no digest mentions: LibreOffice calls most of these valid. */
const unsignedParts: readonly HostileCase[] = [
  extraPart('macros', 'xl/vbaProject.bin', 'application/vnd.ms-office.vbaProject'),
  extraPart(
    'third sheet',
    'xl/worksheets/sheet3.xml',
    `${OFFICE_TYPE}.spreadsheetml.worksheet+xml`,
  ),
  extraPart('calculation chain', 'xl/calcChain.xml', `${OFFICE_TYPE}.spreadsheetml.calcChain+xml`),
  extraPart('author metadata', 'docProps/core.xml', `${PACKAGE_TYPE}.core-properties+xml`),
  extraPart(
    'external link',
    'xl/externalLinks/externalLink1.xml',
    `${OFFICE_TYPE}.spreadsheetml.externalLink+xml`,
  ),
  extraPart(
    'printer settings',
    'xl/printerSettings/p1.bin',
    `${OFFICE_TYPE}.spreadsheetml.printerSettings`,
  ),
  extraPart('second custom XML', 'customXml/item2.xml', 'application/xml'),
  extraPart('OLE object', 'xl/embeddings/o1.bin', `${OFFICE_TYPE}.oleObject`),
  extraPart('image', 'xl/media/i1.png', 'image/png'),
  added('relationships for a sheet', 'part-added', 'xl/worksheets/_rels/sheet2.xml.rels', (p) =>
    addRelationship(p, 'xl/worksheets/_rels/sheet2.xml.rels', {
      type: `${OFFICE_RELATION}/hyperlink`,
      target: 'https://example.org/',
      mode: 'External',
    }),
  ),
  added('macros, linked', 'relationship-added', BOOK_RELS, (p) => {
    addPart(p, 'xl/vbaProject.bin', 'application/vnd.ms-office.vbaProject', 'x');
    addRelationship(p, BOOK_RELS, {
      type: 'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
      target: 'vbaProject.bin',
    });
  }),
  added('thumbnail', 'relationship-added', ROOT_RELS, (p) => {
    addPart(p, 'docProps/thumbnail.jpeg', 'image/jpeg', 'x');
    addRelationship(p, ROOT_RELS, {
      type: `${PACKAGE_RELATION}/metadata/thumbnail`,
      target: 'docProps/thumbnail.jpeg',
    });
  }),
  added('ribbon of its own', 'relationship-added', ROOT_RELS, (p) => {
    addPart(p, 'customUI/customUI.xml', 'application/xml', '<customUI/>');
    addRelationship(p, ROOT_RELS, {
      type: 'http://schemas.microsoft.com/office/2006/relationships/ui/extensibility',
      target: 'customUI/customUI.xml',
    });
  }),
  added('author metadata, linked', 'relationship-added', ROOT_RELS, (p) => {
    addPart(p, 'docProps/app.xml', `${OFFICE_TYPE}.extended-properties+xml`, '<Properties/>');
    addRelationship(p, ROOT_RELS, {
      type: `${OFFICE_RELATION}/extended-properties`,
      target: 'docProps/app.xml',
    });
  }),
];

/** The corner of the package that no signature can cover: exactly ours, or refused. */
const signatureCorner: readonly HostileCase[] = [
  added(
    'relationships of the signature',
    'signature-parts',
    '_xmlsignatures/_rels/sig1.xml.rels',
    (p) =>
      addRelationship(p, '_xmlsignatures/_rels/sig1.xml.rels', {
        type: 'urn:x',
        target: 'sig1.xml',
      }),
  ),
  added('stray part beside the signature', 'signature-parts', '_xmlsignatures/x.xml', (p) =>
    addPart(p, '_xmlsignatures/x.xml', 'application/xml', '<x/>'),
  ),
  added('second signature', 'second-signature', ORIGIN_RELS, (p) => {
    addPart(
      p,
      '_xmlsignatures/sig2.xml',
      `${PACKAGE_TYPE}.digital-signature-xmlsignature+xml`,
      textOf(p, SIGNATURE),
    );
    addRelationship(p, ORIGIN_RELS, {
      type: `${PACKAGE_RELATION}/digital-signature/signature`,
      target: 'sig2.xml',
    });
  }),
  added('second signature, not linked', 'second-signature', 'xl/sig2.xml', (p) =>
    addPart(
      p,
      'xl/sig2.xml',
      `${PACKAGE_TYPE}.digital-signature-xmlsignature+xml`,
      textOf(p, SIGNATURE),
    ),
  ),
  added('second signature origin', 'second-signature', ORIGIN_RELS, (p) =>
    addRelationship(p, ROOT_RELS, {
      type: `${PACKAGE_RELATION}/digital-signature/origin`,
      target: 'xl/workbook.xml',
    }),
  ),
  added('content in the origin', 'signature-parts', ORIGIN, (p) => p.set(ORIGIN, Buffer.from('x'))),
  added('further relationship of the origin', 'signature-parts', ORIGIN_RELS, (p) =>
    addRelationship(p, ORIGIN_RELS, {
      type: `${PACKAGE_RELATION}/digital-signature/certificate`,
      target: '/xl/styles.xml',
    }),
  ),
  added('signature declared as another type', 'signature-parts', TYPES, (p) =>
    replaceIn(p, TYPES, 'digital-signature-xmlsignature+xml', 'digital-signature-certificate'),
  ),
  added('origin leads to a part elsewhere', 'signature-parts', ORIGIN_RELS, (p) => {
    addPart(p, 'xl/sig.xml', 'application/xml', textOf(p, SIGNATURE));
    replaceIn(p, ORIGIN_RELS, 'Target="sig1.xml"', 'Target="/xl/sig.xml"');
  }),
];

/** [Content_Types].xml that says more than, or other than, what is there. */
const types: readonly HostileCase[] = [
  added('default that nothing uses', 'content-types', TYPES, (p) =>
    replaceIn(
      p,
      TYPES,
      '<Override',
      '<Default Extension="bin" ContentType="application/x"/><Override',
    ),
  ),
  added('override for a part that is not there', 'content-types', TYPES, (p) =>
    addOverride(p, 'xl/vbaProject.bin', 'application/vnd.ms-office.vbaProject'),
  ),
  added('two overrides for a part', 'content-types', TYPES, (p) =>
    addOverride(p, 'xl/WORKBOOK.xml', 'application/xml'),
  ),
  added('two defaults for an extension', 'content-types', TYPES, (p) =>
    replaceIn(
      p,
      TYPES,
      '<Override',
      '<Default Extension="RELS" ContentType="application/xml"/><Override',
    ),
  ),
  added('unknown element among the types', 'content-types', TYPES, (p) =>
    replaceIn(p, TYPES, '</Types>', '<Other/></Types>'),
  ),
  added('unknown attribute among the types', 'content-types', TYPES, (p) =>
    replaceIn(p, TYPES, '<Override ', '<Override Extra="1" '),
  ),
  added('text among the types', 'content-types', TYPES, (p) =>
    replaceIn(p, TYPES, '</Types>', 'text</Types>'),
  ),
  added('types in another namespace', 'content-types', TYPES, (p) =>
    replaceIn(p, TYPES, 'package/2006/content-types', 'package/2099/content-types'),
  ),
  added('override of the types themselves', 'content-types', TYPES, (p) =>
    addOverride(p, '[Content_Types].xml', 'application/xml'),
  ),
  added('no types at all', 'content-types', TYPES, (p) => p.delete(TYPES)),
];

/** Additions that digests do not see. */
export const additionCases: readonly HostileCase[] = [
  ...unsignedParts,
  ...signatureCorner,
  ...types,
];
