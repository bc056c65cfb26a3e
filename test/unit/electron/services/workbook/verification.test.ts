import { describe, expect, it } from 'vitest';
import { signPackage } from '../../../../../electron/services/opc/sign.ts';
import { claimedSubject } from '../../../../../electron/services/pki/certificate.ts';
import { signWith } from '../../../../../electron/services/pki/signing-key.ts';
import { signWorkbook } from '../../../../../electron/services/workbook/signing.ts';
import { verifyWorkbook } from '../../../../../electron/services/workbook/verification.ts';
import { buildWorkbook } from '../../../../../electron/services/workbook/write.ts';
import type { WorkbookPayload } from '../../../../../shared/workbook.ts';
import { hash, samplePanel, sampleResult } from './sample-payloads.ts';
import { certified, type Signer, signedBy } from './signer.ts';

const now = new Date('2026-11-24T00:00:00Z');
const [expert, chair] = await Promise.all([certified('expert'), certified('chair')]);

/** Signs whatever it is given, as an insider with a changed program could. */
async function forced(signer: Signer, payload: WorkbookPayload, time = payload.signedAt) {
  const { certificate, privateKey, authority } = signer;
  const sign = { certificate, sign: signWith(privateKey) };
  const bytes = await signPackage(await buildWorkbook(payload), sign, { time: new Date(time) });
  return verifyWorkbook({ bytes, authority, now });
}

describe('a signed workbook', () => {
  it('is valid, reads back, and is the same bytes when it is signed again', async () => {
    for (const [signer, role, sample] of [
      [expert, 'expert', sampleResult('zh-CN')],
      [chair, 'chair', samplePanel('en')],
    ] as const) {
      const payload = signedBy(signer, role, sample);
      const bytes = await signWorkbook({ ...signer, payload });
      expect(Buffer.from(await signWorkbook({ ...signer, payload }))).toEqual(Buffer.from(bytes));
      const verdict = await verifyWorkbook({ bytes, authority: signer.authority, now });
      expect(verdict).toMatchObject({ verdict: 'valid', payload, signedAt: payload.signedAt });
    }
  });

  it('of somebody else’s name is refused, though its signature holds', async () => {
    const payload = signedBy(expert, 'expert', sampleResult('en'));
    const others: readonly WorkbookPayload['signer'][] = [
      { ...payload.signer, id: hash(77) },
      { ...payload.signer, name: '王建国' },
      { ...payload.signer, role: 'chair' },
    ];
    for (const signer of others) {
      expect(await forced(expert, { ...payload, signer })).toMatchObject({
        verdict: 'invalid',
        reason: 'signer-differs',
        payload: null,
      });
    }
  });

  it('of the panel is refused from an expert', async () => {
    const payload = signedBy(expert, 'expert', samplePanel('en'));
    expect(await forced(expert, payload)).toMatchObject({
      verdict: 'invalid',
      reason: 'wrong-role',
      payload: null,
    });
  });

  it('that tells another time than its signature is refused', async () => {
    const payload = signedBy(expert, 'expert', sampleResult('en'));
    expect(await forced(expert, payload, '2026-11-23T08:00:06Z')).toMatchObject({
      verdict: 'invalid',
      reason: 'content-invalid',
      part: '/signedAt',
    });
  });

  it('of another center is not trusted, and says who claims to have signed it, and when', async () => {
    const bytes = await signWorkbook({
      ...expert,
      payload: signedBy(expert, 'expert', sampleResult('en')),
    });
    for (const authority of [chair.authority, null]) {
      expect(await verifyWorkbook({ bytes, authority, now })).toMatchObject({
        verdict: 'untrusted',
        signer: null,
        claimed: claimedSubject(expert.certificate),
        signedAt: '2026-11-23T08:00:05Z',
        payload: null,
      });
    }
    expect(claimedSubject(expert.certificate)).toMatchObject({ name: expect.stringMatching(/./) });
  });

  it('is not made where it would not be believed', async () => {
    const payload = signedBy(expert, 'chair', sampleResult('en'));
    await expect(signWorkbook({ ...expert, payload })).rejects.toThrow('signer-differs');
  });
});
