import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalText,
  normalized,
  payloadPart,
  readPayload,
} from '../../../../../electron/services/workbook/payload.ts';
import { must } from '../../../../../shared/result.ts';
import { anyPanel, anyResult } from './payload-arbitraries.ts';
import { sampleResult } from './sample-payloads.ts';

const sample = normalized(sampleResult('zh-CN'));
const part = Buffer.from(payloadPart(sample)).toString('utf8');
const readText = (text: string) => readPayload(Buffer.from(text));

describe('the payload part', () => {
  it('reads back as the payload that was written', () => {
    fc.assert(
      fc.property(fc.oneof(anyResult, anyPanel), (payload) => {
        const plain = normalized(payload);
        expect(must(readPayload(payloadPart(plain)))).toEqual(plain);
      }),
    );
  });

  it('is canonical JSON: keys sorted, no blanks', () => {
    expect(canonicalText(sample)).toMatch(
      /^\{"applications":\[\{"application":"a01","baseType":"work"/,
    );
    expect(JSON.parse(canonicalText(sample))).toEqual(sample);
  });

  it('is what an independent writer of canonical JSON writes', () => {
    fc.assert(
      fc.property(fc.oneof(anyResult, anyPanel), (payload) => {
        const plain = normalized(payload);
        expect(canonicalText(plain)).toBe(canonicalize(plain));
      }),
    );
    const odd = { ...sample, lateReason: '\u0000\u001f\u007f\u2028"\\/é😀' };
    expect(canonicalText(odd)).toBe(canonicalize(odd));
  });

  it('of any depth ends in a refusal', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const bytes = part.replace(/\{"applications".*\}(?=<)/s, () => deep);
    expect(readText(bytes)).toMatchObject({
      failure: { kind: 'content-invalid', detail: 'too-deep' },
    });
  });

  it('normalizes what XML cannot carry, and only that', () => {
    const odd = { ...sample, lateReason: '\uD800 \uFFFE \u0000 <&> \r' };
    expect(normalized(odd).lateReason).toBe('\uFFFD \uFFFD \u0000 <&> \r');
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'a blank',
      (text) => text.replace('{"applications"', '{ "applications"'),
      'not in canonical form',
    ],
    [
      'a key twice',
      (text) => text.replace('"year":2026', '"year":2026,"year":2026'),
      'duplicate-key',
    ],
    [
      'another order',
      (text) =>
        text.replace(
          '"id":"2026-A","kind":"accreditation"',
          '"kind":"accreditation","id":"2026-A"',
        ),
      'not in canonical form',
    ],
    [
      'an unknown key',
      (text) => text.replace('"year":2026', '"year":2026,"zz":1'),
      'Unrecognized key: "zz"',
    ],
    [
      'an escaped letter',
      (text) => text.replace('2026-A', '2026-\\u0041'),
      'not in canonical form',
    ],
    [
      'a comment',
      (text) => text.replace('</payload>', '<!-- x --></payload>'),
      'markup in the payload',
    ],
    ['an entity', (text) => text.replace('2026-A', '2026&#45;A'), 'markup in the payload'],
    ['another root', (text) => text.replace('<payload ', '<pay '), 'not a payload part'],
  ])('with %s is refused', (_, change, detail) => {
    const changed = change(part);
    expect(changed).not.toBe(part);
    expect(readText(changed)).toMatchObject({ failure: { kind: 'content-invalid', detail } });
  });

  it('names the place that breaks the schema', () => {
    const broken = readText(part.replace('"total":7275', '"total":10001'));
    expect(broken).toMatchObject({
      failure: { kind: 'content-invalid', path: '/applications/0/total' },
    });
  });

  it('is missing from an ordinary workbook', () => {
    expect(readPayload(undefined)).toMatchObject({ failure: { detail: 'no payload' } });
  });

  it('of a newer version is refused as such, even where its schema is unknown', () => {
    const newer = readText(
      part.replace('"version":1', '"version":2').replace('"year":2026', '"zz":1'),
    );
    expect(newer).toEqual({
      ok: false,
      failure: { kind: 'newer-version', format: 'haizhi.result', version: 2 },
    });
  });

  it('outside its schema is a bug of ours', () => {
    expect(() => normalized({ ...sample, revision: 0 })).toThrow();
  });
});
