import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../../../electron/services/opc/bytes.ts';
import {
  canonicalize,
  compareText,
  escapeAttribute,
} from '../../../../../electron/services/opc/canonical.ts';
import {
  childElements,
  parseXml,
  type XmlElement,
} from '../../../../../electron/services/opc/xml-tree.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

const parse = (text: string): XmlElement => parseXml(Buffer.from(text), 'test.xml');
const first = (text: string): XmlElement => {
  const child = childElements(parse(text))[0];
  if (!child) throw new Error('no child element');
  return child;
};

describe('canonical form', () => {
  it('orders namespaces and attributes, expands empty elements and resolves references', () => {
    const text = `<?xml version="1.0"?>\r\n<b:e  z='1' b:y="2" a:x="&#9;&lt;&quot;'&#13;" xmlns:b="urn:b" xmlns:a="urn:a" xmlns="urn:d"><f/>a&gt;&#xD;\r\nb</b:e>`;
    expect(canonicalize(parse(text))).toBe(
      `<b:e xmlns="urn:d" xmlns:a="urn:a" xmlns:b="urn:b" z="1" a:x="&#x9;&lt;&quot;'&#xD;" b:y="2"><f></f>a&gt;&#xD;\nb</b:e>`,
    );
  });

  it('writes the namespaces of ancestors on the element that is taken out', () => {
    expect(canonicalize(first('<r xmlns="urn:d" xmlns:a="urn:a"><c xmlns:b="urn:b"/></r>'))).toBe(
      '<c xmlns="urn:d" xmlns:a="urn:a" xmlns:b="urn:b"></c>',
    );
  });

  it('leaves out repeated declarations and keeps a default namespace that ends', () => {
    expect(canonicalize(parse('<r xmlns="urn:d"><c xmlns="urn:d"/><n xmlns=""/></r>'))).toBe(
      '<r xmlns="urn:d"><c></c><n xmlns=""></n></r>',
    );
  });

  it('orders by code point where UTF-16 units would say otherwise', () => {
    expect(compareText('\u{10000}', '\uFFFD')).toBeGreaterThan(0);
    expect(compareText('a\u{1F600}', 'a\u{1F601}')).toBeLessThan(0);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const points = (text: string) => [...text].map((one) => one.codePointAt(0) ?? 0);
        const [x, y] = [points(a), points(b)];
        const at = x.findIndex((point, index) => point !== y[index]);
        const expected = at < 0 ? x.length - y.length : (x[at] ?? 0) - (y[at] ?? -1);
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(expected));
      }),
    );
  });

  it('does not change what is canonical already', () => {
    fc.assert(
      fc.property(someElement(3), (text) => {
        const once = canonicalize(parse(`<r xmlns:a="urn:1" xmlns:b="urn:2">${text}</r>`));
        expect(canonicalize(parse(once))).toBe(once);
      }),
      { numRuns: 200 },
    );
  });
});

const URIS = ['urn:1', 'urn:2', 'urn:3'];
const characters = fc.constantFrom(
  ...'ab é表\u{1F600}\t\n',
  '&#9;',
  '&#10;',
  '&#13;',
  '&amp;',
  '&lt;',
  '&gt;',
  '>',
  '&quot;',
  '&apos;',
  '\r\n',
);
const someText = fc.array(characters, { maxLength: 6 }).map((all) => all.join(''));
const declarations = fc.array(
  fc.tuple(fc.constantFrom('', ':a', ':b'), fc.constantFrom('', ...URIS)),
  { maxLength: 3 },
);
const attributes = fc.uniqueArray(
  fc.tuple(fc.constantFrom('p', 'q', 'a:r', 'b:s', '表'), someText, fc.constantFrom('"', "'")),
  { selector: ([name]) => name, maxLength: 4 },
);

/** Any element of the subset that we read, with prefixes `a` and `b` in scope and sometimes declared anew. */
function someElement(depth: number): fc.Arbitrary<string> {
  const content =
    depth === 0 ? someText : fc.array(fc.oneof(someText, someElement(depth - 1)), { maxLength: 3 });
  return fc
    .tuple(fc.constantFrom('e', 'a:e', 'b:f'), declarations, attributes, content)
    .map(([name, spaces, fields, inside]) => {
      const unique = new Map(spaces.filter(([prefix, uri]) => prefix === '' || uri !== ''));
      const namespaces = [...unique].map(([prefix, uri]) => ` xmlns${prefix}="${uri}"`);
      const values = fields.map(([field, value, quote]) => ` ${field}=${quote}${value}${quote}`);
      const body = Array.isArray(inside) ? inside.join('') : inside;
      return `<${name}${namespaces.join('')}${values.join(' ')}>${body}</${name}>`;
    });
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/** A signature over many Objects, whose digests and HMAC are made with our canonical form. */
function signedWithOurs(objects: readonly string[], key: Uint8Array): string {
  const shell = (info: string, value: string) =>
    `<Signature xmlns="${DS}" xmlns:a="urn:1" xmlns:b="urn:2">${info}<SignatureValue>${value}</SignatureValue>${objects
      .map((text, index) => `<Object Id="o${index}">${text}</Object>`)
      .join('\n')}</Signature>`;
  const references = childElements(parse(shell('', ''))).slice(1);
  const info = `<SignedInfo><CanonicalizationMethod Algorithm="${C14N}"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"/>${references
    .map(
      (object, index) =>
        `<Reference URI="#o${index}"><Transforms><Transform Algorithm="${C14N}"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>${digestOf(canonicalize(object))}</DigestValue></Reference>`,
    )
    .join('')}</SignedInfo>`;
  const signed = canonicalize(first(shell(info, '')));
  return shell(info, createHmac('sha256', key).update(signed).digest('base64'));
}

describeWith(['xmlsec1'], 'canonical form against xmlsec1', (xmlsec1) => {
  const key = Buffer.from('a key of this test');

  function verify(text: string) {
    const folder = temporaryFolder('c14n');
    const [keyFile, file] = [path.join(folder, 'key'), path.join(folder, 'signature.xml')];
    writeFileSync(keyFile, key);
    writeFileSync(file, text);
    const options = ['--verify', '--hmackey', keyFile, '--id-attr:Id', `${DS}:Object`, file];
    const { status, stderr } = spawnSync(xmlsec1, options, { encoding: 'utf8' });
    return { status, stderr };
  }

  it('agrees on 200 random elements and on the SignedInfo over them', () => {
    const objects = fc.sample(someElement(3), { numRuns: 200, seed: 20261123 });
    const { status, stderr } = verify(signedWithOurs(objects, key));
    expect(stderr).toContain('SignedInfo References (ok/all): 200/200');
    expect(status).toBe(0);
  });

  it('would notice a difference', () => {
    const text = signedWithOurs(['<e>x</e>', '<e>y</e>'], key);
    expect(verify(text).status).toBe(0);
    expect(verify(text.replace('<e>y</e>', '<e>y </e>')).status).not.toBe(0);
  });
});

describe('escapes of attribute values', () => {
  it('survive reading', () => {
    const legal = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(legal, fc.constantFrom('\t', '\n', '\r', '"', '<', '&', ''), (text, more) => {
        const value = `${text}${more}${text}`;
        expect(parse(`<e v="${escapeAttribute(value)}"/>`).attributes[0]?.value).toBe(value);
      }),
    );
  });
});
