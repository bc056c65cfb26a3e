import { describe, expect, it } from 'vitest';
import { childOf, readXml, wordsOf } from '../../../../../renderer/viewers/ofd/xml-tree.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('XML of a hostile file', () => {
  it('is read whatever prefix and namespace it uses', () => {
    const root = readXml(bytes('<x:A xmlns:x="urn:1" x:ID="7"><B> 文字 </B></x:A>'));
    expect(root.name).toBe('A');
    expect(root.attributes.get('ID')).toBe('7');
    expect(wordsOf(root, 'B')).toBe('文字');
    expect(childOf(root, 'C')).toBe(undefined);
  });

  it('is read in GB18030 where it says so', () => {
    const head = bytes('<?xml version="1.0" encoding="GBK"?><A>');
    const words = new Uint8Array([...head, 0xce, 0xc4, 0xd7, 0xd6, ...bytes('</A>')]);
    expect(readXml(words).text).toBe('文字');
  });

  it.each([
    ['a document type', '<!DOCTYPE A [<!ENTITY b "c">]><A>&b;</A>'],
    ['an external entity', '<!DOCTYPE A SYSTEM "file:///etc/passwd"><A/>'],
    ['an unknown entity', '<A>&b;</A>'],
    ['a cut', '<A><B>'],
    ['two roots', '<A/><A/>'],
    ['nothing', ''],
    ['no XML', 'PK\x03\x04'],
  ])('is refused with %s', (_, text) => {
    expect(() => readXml(bytes(text))).toThrow(/damaged/);
  });

  it('is refused when it is nested without end', () => {
    expect(() => readXml(bytes('<A>'.repeat(100_000)))).toThrow(/too-large/);
  });
});
