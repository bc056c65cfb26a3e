import type { InvalidReason } from '../../../electron/services/opc/verify.ts';
import { type HostileCase, refused } from './hostile-case.ts';
import {
  BOOK_RELS,
  type Parts,
  ROOT_RELS,
  repack,
  replaceIn,
  SIGNATURE,
  TYPES,
  textOf,
} from './repack.ts';

type Edit = (parts: Parts) => void;
type Trick = (text: string) => string | Buffer;

const trick = (name: string, reason: InvalidReason, part: string, edit: Edit): HostileCase =>
  refused(`${name} in ${part}`, reason, part, ({ signed }) => repack(signed, edit));

/** What can be done to any XML document; each must be refused wherever the package's bookkeeping is read. */
const TRICKS: readonly (readonly [string, InvalidReason, Trick])[] = [
  ['DTD', 'xml-doctype', (t) => t.replace(/^<\?xml[^>]*\?>\s*/, '<!DOCTYPE x [<!ENTITY e "x">]>')],
  ['comment', 'xml-comment', (t) => t.replace(/<\/\w+>$/, '<!-- x -->$&')],
  ['instruction', 'xml-instruction', (t) => t.replace(/<\/\w+>$/, '<?x y?>$&')],
  ['CDATA', 'xml-cdata', (t) => t.replace(/<\/\w+>$/, '<![CDATA[ ]]>$&')],
  ['UTF-16', 'xml-encoding', (t) => Buffer.from(`\uFEFF${t}`, 'utf16le')],
  ['byte order mark', 'xml-encoding', (t) => `\uFEFF${t}`],
  [
    'other encoding declared',
    'xml-encoding',
    (t) => t.replace('encoding="UTF-8"', 'encoding="GBK"'),
  ],
  [
    'bytes that are no UTF-8',
    'xml-encoding',
    (t) => Buffer.concat([Buffer.from(t), Buffer.from([0xff])]),
  ],
  ['XML 1.1', 'xml-syntax', (t) => t.replace('version="1.0"', 'version="1.1"')],
  [
    'xml: attribute',
    'xml-namespace',
    (t) => t.replace(/(<(?:Types|Relationships|Signature))/, '$1 xml:space="preserve"'),
  ],
  ['end tag missing', 'xml-syntax', (t) => t.replace(/<\/\w+>$/, '')],
  ['second root', 'xml-syntax', (t) => `${t}<x/>`],
  [
    'attribute twice',
    'xml-syntax',
    (t) => t.replace(/(<\w+ [\w:]+="[^"]*")( [A-Z]\w*="[^"]*")/, '$1$2$2'),
  ],
  ['undeclared prefix', 'xml-syntax', (t) => t.replace(/<\/\w+>$/, '<p:x/>$&')],
  ['undefined entity', 'xml-syntax', (t) => t.replace(/<\/\w+>$/, '&x;$&')],
  ['control character', 'xml-syntax', (t) => t.replace(/<\/\w+>$/, '&#0;$&')],
  [
    'deep nesting',
    'xml-limit',
    (t) => t.replace(/<\/\w+>$/, `${'<x>'.repeat(99)}${'</x>'.repeat(99)}$&`),
  ],
  ['many elements', 'xml-limit', (t) => t.replace(/<\/\w+>$/, `${'<x/>'.repeat(70_000)}$&`)],
  ['megabytes', 'xml-limit', (t) => t.replace(/<\/\w+>$/, `${' '.repeat(4_100_000)}$&`)],
];

function applied(parts: Parts, part: string, change: Trick): void {
  const before = textOf(parts, part);
  const after = Buffer.from(change(before));
  if (after.equals(Buffer.from(before))) throw new Error(`the trick does nothing to ${part}`);
  parts.set(part, after);
}

const everywhere: readonly HostileCase[] = TRICKS.flatMap(([name, reason, change]) =>
  [TYPES, BOOK_RELS, SIGNATURE].map((part) =>
    trick(name, reason, part, (parts) => applied(parts, part, change)),
  ),
);

/** Relationships that readers resolve differently. */
const relationships: readonly HostileCase[] = [
  trick('second relationship of one Id', 'relationships', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, 'Id="rId2"', 'Id="rId1"'),
  ),
  trick('unknown attribute', 'relationships', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, '<Relationship ', '<Relationship Extra="1" '),
  ),
  trick('unknown element', 'relationships', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, '</Relationships>', '<Other/></Relationships>'),
  ),
  trick('nested relationship', 'relationships', BOOK_RELS, (p) =>
    replaceIn(
      p,
      BOOK_RELS,
      /\/><\/Relationships>/,
      '><Relationship/></Relationship></Relationships>',
    ),
  ),
  trick('unknown target mode', 'relationships', ROOT_RELS, (p) =>
    replaceIn(p, ROOT_RELS, '<Relationship ', '<Relationship TargetMode="internal" '),
  ),
  trick('Id with a space', 'relationships', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, 'Id="rId1"', 'Id="rId1 "'),
  ),
  trick('other namespace', 'relationships', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, 'package/2006/relationships"', 'package/2099/relationships"'),
  ),
  trick('empty target', 'relationships', BOOK_RELS, (p) =>
    replaceIn(p, BOOK_RELS, 'Target="styles.xml"', 'Target=""'),
  ),
  trick('relationships outside of a _rels folder', 'relationships', 'xl/x.rels', (p) =>
    p.set('xl/x.rels', Buffer.from('<Relationships/>')),
  ),
  trick('escaped target', 'relationship-target', ROOT_RELS, (p) =>
    replaceIn(
      p,
      ROOT_RELS,
      'Target="_xmlsignatures/origin.sigs"',
      'Target="_xmlsignatures/%6frigin.sigs"',
    ),
  ),
  trick('target that climbs out', 'relationship-target', ROOT_RELS, (p) =>
    replaceIn(
      p,
      ROOT_RELS,
      'Target="_xmlsignatures/origin.sigs"',
      'Target="../_xmlsignatures/origin.sigs"',
    ),
  ),
];

/** XML tricks in the parts that hold the package together. */
export const markupCases: readonly HostileCase[] = [...everywhere, ...relationships];
