import { describe, expect, it } from 'vitest';
import {
  isRelationshipsPart,
  parseRelationships,
  type Relationship,
  relationshipsPartOf,
  resolveTarget,
  sourceOf,
  transformRelationships,
  writeRelationships,
} from '../../../../../electron/services/opc/relationships.ts';

const to = (target: string): Relationship => ({ id: 'r1', type: 'urn:t', target, external: false });

describe('names', () => {
  it.each([
    ['', '_rels/.rels'],
    ['a.xml', '_rels/a.xml.rels'],
    ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'],
  ])('of the relationships of "%s"', (source, part) => {
    expect(relationshipsPartOf(source)).toBe(part);
    expect(sourceOf(part)).toBe(source);
    expect(isRelationshipsPart(part)).toBe(true);
  });

  it('elsewhere are not relationships', () => {
    expect(isRelationshipsPart('xl/workbook.xml.rels')).toBe(false);
    expect(isRelationshipsPart('xl/_RELS/workbook.xml.rels')).toBe(false);
  });
});

describe('targets', () => {
  it.each([
    ['xl/workbook.xml', 'worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
    ['xl/workbook.xml', '/customXml/item1.xml', 'customXml/item1.xml'],
    ['xl/workbook.xml', '../customXml/./item1.xml', 'customXml/item1.xml'],
    ['', 'xl/workbook.xml', 'xl/workbook.xml'],
  ])('from "%s" to %s', (source, target, part) => {
    expect(resolveTarget(source, to(target))).toBe(part);
  });

  it.each([
    '../x.xml',
    'a//b.xml',
    'a%2fb.xml',
    'a b.xml',
    'http://x',
    'x?y',
    'x#y',
    'x\\y',
    '//x',
  ])('that mean different things to different readers are refused: %s', (target) => {
    expect(() => resolveTarget('', to(target))).toThrow(/relationship-target/);
  });
});

describe('the relationship transform', () => {
  const list: readonly Relationship[] = [
    { id: 'rId10', type: 'urn:t&1', target: 'b.xml', external: false },
    { id: 'rId2', type: 'urn:t', target: 'a.xml', external: true },
  ];

  it('sorts by Id as text and writes the target mode out', () => {
    expect(transformRelationships(list)).toBe(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        '<Relationship Id="rId10" Target="b.xml" TargetMode="Internal" Type="urn:t&amp;1"></Relationship>' +
        '<Relationship Id="rId2" Target="a.xml" TargetMode="External" Type="urn:t"></Relationship>' +
        '</Relationships>',
    );
  });

  it('says the same of what is written and read back', () => {
    const again = parseRelationships(writeRelationships([...list].reverse()), '_rels/.rels');
    expect(transformRelationships(again)).toBe(transformRelationships(list));
  });
});
