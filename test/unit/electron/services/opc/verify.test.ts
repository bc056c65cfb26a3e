import { beforeAll, describe, expect, it } from 'vitest';
import { signPackage } from '../../../../../electron/services/opc/sign.ts';
import { type PackageVerdict, verifyPackage } from '../../../../../electron/services/opc/verify.ts';
import { fail, ok } from '../../../../../shared/result.ts';
import {
  type Honest,
  judge,
  makeHonest,
  makeWorkbook,
  NOW,
  SIGNED_AT,
} from '../../../../hostile/workbooks/honest.ts';
import { damageBytes, damageParts } from '../../../../hostile/workbooks/random-damage.ts';
import {
  partsOf,
  repack,
  replaceIn,
  SCORES,
  SIGNATURE,
} from '../../../../hostile/workbooks/repack.ts';

let honest: Honest;
let reference: Extract<PackageVerdict, { kind: 'valid' }>;

beforeAll(async () => {
  honest = await makeHonest();
  const verdict = await judge(honest.signed, honest.center);
  if (verdict.kind !== 'valid') throw new Error(JSON.stringify(verdict));
  reference = verdict;
}, 60_000);

describe('a valid verdict', () => {
  it('hands over signer, claimed time, comment and exactly the signed parts', () => {
    expect(reference.signer).toEqual(honest.expert.certificate);
    expect(reference.time).toBe('2026-11-23T08:00:00Z');
    expect(reference.comment).toBe('评审结果');
    const all = partsOf(honest.signed);
    const covered = [...all].filter(
      ([name]) => name !== '[Content_Types].xml' && !name.startsWith('_xmlsignatures/'),
    );
    expect(new Map([...reference.parts].sort())).toEqual(new Map(covered.sort()));
  });

  it('holds for workbooks of any size', async () => {
    for (const rows of [1, 100, 2000]) {
      const unsigned = await makeWorkbook(rows);
      const signed = await signPackage(unsigned, honest.expert, { time: SIGNED_AT });
      expect((await judge(signed, honest.center)).kind).toBe('valid');
    }
  });
});

describe('the trust policy', () => {
  it('is asked with the leaf and the claimed time, once', async () => {
    const asked: unknown[] = [];
    const checkSigner = async (leaf: Uint8Array, at: Date) => {
      asked.push(leaf, at);
      return ok();
    };
    await verifyPackage(honest.signed, { now: NOW, checkSigner });
    expect(asked).toEqual([honest.expert.certificate, SIGNED_AT]);
  });

  it('is not asked about a package that is not intact', async () => {
    const altered = repack(honest.signed, (p) => replaceIn(p, SCORES, '<v>61</v>', '<v>91</v>'));
    const checkSigner = () => Promise.reject(new Error('asked'));
    expect(await verifyPackage(altered, { now: NOW, checkSigner })).toMatchObject({
      kind: 'invalid',
    });
  });

  it('makes an intact package untrusted, with its reason', async () => {
    const checkSigner = async () => fail({ kind: 'not-on-the-roster', detail: 'x' });
    const verdict = await verifyPackage(honest.signed, { now: NOW, checkSigner });
    const signer = honest.expert.certificate;
    expect(verdict).toEqual({
      kind: 'untrusted',
      reason: 'not-on-the-roster',
      signer,
      time: '2026-11-23T08:00:00Z',
      detail: 'x',
    });
  });

  it('lets its own bugs through', async () => {
    const checkSigner = () => Promise.reject(new Error('bug'));
    await expect(verifyPackage(honest.signed, { now: NOW, checkSigner })).rejects.toThrow('bug');
  });
});

describe('the claimed time', () => {
  it('may be a day ahead of the clock, not more', async () => {
    const earlier = (hours: number) => new Date(SIGNED_AT.getTime() - hours * 3_600_000);
    const kind = async (now: Date) => (await judge(honest.signed, honest.center, now)).kind;
    expect(await kind(earlier(24))).toBe('valid');
    expect(await kind(earlier(24.01))).toBe('invalid');
  });
});

describe('details', () => {
  it('never carry control or bidi characters of the file', async () => {
    const bytes = repack(honest.signed, (p) =>
      replaceIn(p, SIGNATURE, 'xmldsig-more#rsa-sha256', 'x&#x202E;&#xA;&#x85;y'.repeat(40)),
    );
    const verdict = await judge(bytes, honest.center);
    expect(verdict).toMatchObject({ kind: 'invalid', reason: 'algorithm-refused' });
    if (verdict.kind !== 'invalid') return;
    expect(verdict.detail).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(verdict.detail.length).toBeLessThanOrEqual(200);
  });
});

describe('300 random edits', () => {
  it('of the bytes are never taken for what was signed', () => damageBytes(honest, 300));
  it('of the parts are never taken for what was signed', () => damageParts(honest, 300));
});
