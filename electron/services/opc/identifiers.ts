/** XML namespaces of a signed package (ECMA-376-2, XML-DSig, XAdES 1.3.2, MS-OFFCRYPTO 2.5.2). */
export const NAMESPACE = {
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  packageSignature: 'http://schemas.openxmlformats.org/package/2006/digital-signature',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
  office: 'http://schemas.microsoft.com/office/2006/digsig',
  relationships: 'http://schemas.openxmlformats.org/package/2006/relationships',
  contentTypes: 'http://schemas.openxmlformats.org/package/2006/content-types',
  spreadsheet: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  officeRelationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  x14ac: 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac',
  compatibility: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
} as const;

/** The only algorithms that are written or accepted. */
export const ALGORITHM = {
  canonical: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  relationships: 'http://schemas.openxmlformats.org/package/2006/RelationshipTransform',
  rsa: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  ecdsa: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
} as const;

const PACKAGE_TYPE = 'application/vnd.openxmlformats-package';
const OFFICE_TYPE = 'application/vnd.openxmlformats-officedocument';

/** Content types by what the part is. */
export const CONTENT_TYPE = {
  relationships: `${PACKAGE_TYPE}.relationships+xml`,
  signatureOrigin: `${PACKAGE_TYPE}.digital-signature-origin`,
  signature: `${PACKAGE_TYPE}.digital-signature-xmlsignature+xml`,
  workbook: `${OFFICE_TYPE}.spreadsheetml.sheet.main+xml`,
  worksheet: `${OFFICE_TYPE}.spreadsheetml.worksheet+xml`,
  styles: `${OFFICE_TYPE}.spreadsheetml.styles+xml`,
  sharedStrings: `${OFFICE_TYPE}.spreadsheetml.sharedStrings+xml`,
  table: `${OFFICE_TYPE}.spreadsheetml.table+xml`,
  theme: `${OFFICE_TYPE}.theme+xml`,
  customXml: 'application/xml',
  customXmlProperties: `${OFFICE_TYPE}.customXmlProperties+xml`,
} as const;

const PACKAGE_RELATION = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE_RELATION = NAMESPACE.officeRelationships;

/** Relationship types by what they point at. */
export const RELATION = {
  signatureOrigin: `${PACKAGE_RELATION}/digital-signature/origin`,
  signature: `${PACKAGE_RELATION}/digital-signature/signature`,
  coreProperties: `${PACKAGE_RELATION}/metadata/core-properties`,
  extendedProperties: `${OFFICE_RELATION}/extended-properties`,
  workbook: `${OFFICE_RELATION}/officeDocument`,
  worksheet: `${OFFICE_RELATION}/worksheet`,
  styles: `${OFFICE_RELATION}/styles`,
  sharedStrings: `${OFFICE_RELATION}/sharedStrings`,
  theme: `${OFFICE_RELATION}/theme`,
  table: `${OFFICE_RELATION}/table`,
  customXml: `${OFFICE_RELATION}/customXml`,
  customXmlProperties: `${OFFICE_RELATION}/customXmlProps`,
} as const;

/** Where the parts of our one signature lie; a package that puts them elsewhere is not ours. */
export const SIGNATURE_PART = {
  contentTypes: '[Content_Types].xml',
  rootRelationships: '_rels/.rels',
  folder: '_xmlsignatures/',
  origin: '_xmlsignatures/origin.sigs',
  originRelationships: '_xmlsignatures/_rels/origin.sigs.rels',
  signature: '_xmlsignatures/sig1.xml',
} as const;
