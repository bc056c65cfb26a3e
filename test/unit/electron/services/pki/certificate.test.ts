import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthority, issue } from '../../../../../electron/services/pki/authority.ts';
import {
  checkAuthority,
  checkCertificate,
  fingerprint,
} from '../../../../../electron/services/pki/certificate.ts';
import { encodeName } from '../../../../../electron/services/pki/distinguished-name.ts';
import { readEnrolmentRequest } from '../../../../../electron/services/pki/enrolment-request.ts';
import {
  anyUsage,
  type CertificateRole,
  roleUsage,
} from '../../../../../electron/services/pki/object-identifiers.ts';
import { toPem } from '../../../../../electron/services/pki/pem.ts';
import { centerAlgorithm, importPair } from '../../../../../electron/services/pki/signing-key.ts';
import {
  certify,
  enrolPerson,
  foundCenter,
  issuing,
  type TestCenter,
} from '../../../../support/center.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

// Keys are made and thousands of signatures judged: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const at = new Date('2027-05-01T00:00:00Z');
const everyRole: readonly CertificateRole[] = ['bundle', 'expert', 'chair'];
let center: TestCenter;
let impostor: TestCenter;
let expert: Uint8Array;
let chair: Uint8Array;

beforeAll(async () => {
  center = await foundCenter();
  impostor = await foundCenter();
  const person = await enrolPerson();
  expert = await certify(center, person, 'expert');
  chair = await certify(center, person, 'chair');
});

function check(leaf: Uint8Array, more: object = {}) {
  const policy = { authority: center.authority.certificate, at, roles: everyRole };
  return checkCertificate(leaf, { ...policy, ...more });
}

/** A certificate by the center's authority with whatever a hostile or careless issuer would put in. */
async function leafWith(change: {
  readonly usages?: string[];
  readonly keyUsage?: number;
  readonly isAuthority?: boolean;
  readonly more?: Extension[];
  readonly key?: 'P-384';
}): Promise<Uint8Array> {
  const issuer = new X509Certificate(new Uint8Array(center.authority.certificate));
  const namedCurve = change.key ?? 'P-256';
  const { publicKey } = generateKeyPairSync('ec', { namedCurve });
  const own = {
    privateKey: center.authority.privateKey,
    publicKey: new Uint8Array(issuer.publicKey.rawData),
  };
  const issuerKeys = await importPair(own, centerAlgorithm);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '4711',
    subject: encodeName({ name: '李明', organisation: '' }),
    issuer: issuer.subjectName,
    notBefore: issuing.now,
    notAfter: new Date('2029-01-01T00:00:00Z'),
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    signingKey: issuerKeys.privateKey,
    signingAlgorithm: centerAlgorithm,
    extensions: [
      new BasicConstraintsExtension(change.isAuthority ?? false, undefined, true),
      new KeyUsagesExtension(change.keyUsage ?? KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(change.usages ?? [roleUsage.bundle]),
      ...(change.more ?? []),
    ],
  });
  return new Uint8Array(certificate.rawData);
}

describe('a certificate of the right role', () => {
  it('gives the person, the role, the dates and the key', async () => {
    const result = await check(expert);
    expect(result).toMatchObject({
      ok: true,
      value: {
        name: '李明',
        organisation: '清华大学',
        role: 'expert',
        fingerprint: createHash('sha256').update(expert).digest('hex'),
        notBefore: issuing.now,
        notAfter: new Date('2029-11-01T00:00:00Z'),
      },
    });
  });

  it('is accepted in its own role only', async () => {
    expect((await check(chair, { roles: ['chair'] })).ok).toBe(true);
    expect(await check(chair, { roles: ['expert'] })).toMatchObject({
      failure: { kind: 'wrong-usage' },
    });
    expect(await check(expert, { roles: ['bundle'] })).toMatchObject({
      failure: { kind: 'wrong-usage' },
    });
    expect((await check(center.bundle.certificate, { roles: ['bundle'] })).ok).toBe(true);
  });

  it('counts from its first to its last second', async () => {
    const kinds: string[] = [];
    for (const time of [
      '2026-10-31T23:59:59Z',
      '2026-11-01T00:00:00Z',
      '2029-11-01T00:00:00Z',
      '2029-11-01T00:00:01Z',
    ]) {
      const result = await check(expert, { at: new Date(time) });
      kinds.push(result.ok ? 'ok' : result.failure.kind);
    }
    expect(kinds).toEqual(['not-yet-valid', 'ok', 'ok', 'expired']);
  });

  it('is refused from the time on at which its serial number is revoked', async () => {
    const accepted = await check(expert);
    const serial = accepted.ok ? accepted.value.serial : '';
    expect(serial).toMatch(/^[0-9a-f]{32}$/);
    const since = new Date('2027-01-01T00:00:00Z');
    const kindAt = async (at: string) => {
      const result = await check(expert, { at: new Date(at), revoked: new Map([[serial, since]]) });
      return result.ok ? 'ok' : result.failure.kind;
    };
    expect(await kindAt('2026-12-31T23:59:59Z')).toBe('ok');
    expect(await kindAt('2027-01-01T00:00:00Z')).toBe('revoked');
    expect(await kindAt('2027-06-01T00:00:00Z')).toBe('revoked');
  });
});

describe('a certificate that must not be believed', () => {
  it('comes from another authority of the same name', async () => {
    const policy = { authority: impostor.authority.certificate, at, roles: everyRole };
    expect(await checkCertificate(expert, policy)).toMatchObject({
      failure: { kind: 'other-authority' },
    });
  });

  it('is the authority itself, or a leaf taken for the authority', async () => {
    expect(await check(center.authority.certificate)).toMatchObject({
      failure: { kind: 'is-authority' },
    });
    const policy = { authority: center.bundle.certificate, at, roles: everyRole };
    expect(await checkCertificate(expert, policy)).toMatchObject({
      failure: { kind: 'other-authority' },
    });
  });

  it('may sign certificates', async () => {
    const kinds: string[] = [];
    for (const leaf of [
      await leafWith({ isAuthority: true }),
      await leafWith({ keyUsage: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign }),
    ]) {
      const result = await check(leaf);
      kinds.push(result.ok ? 'ok' : result.failure.kind);
    }
    expect(kinds).toEqual(['is-authority', 'is-authority']);
  });

  it('has no role, several roles, every role or no signing use', async () => {
    const wrong = [
      await leafWith({ usages: ['1.3.6.1.5.5.7.3.4'] }),
      await leafWith({ usages: [roleUsage.bundle, roleUsage.expert] }),
      await leafWith({ usages: [roleUsage.bundle, roleUsage.bundle] }),
      await leafWith({ usages: [roleUsage.bundle, anyUsage] }),
      await leafWith({ keyUsage: KeyUsageFlags.keyAgreement }),
    ];
    for (const leaf of wrong) {
      expect(await check(leaf)).toEqual({ ok: false, failure: { kind: 'wrong-usage' } });
    }
    expect((await check(await leafWith({}))).ok).toBe(true);
  });

  it('has a key of the wrong kind for its role', async () => {
    for (const leaf of [
      await leafWith({ usages: [roleUsage.expert] }),
      await leafWith({ key: 'P-384' }),
    ]) {
      expect(await check(leaf)).toEqual({ ok: false, failure: { kind: 'weak-key' } });
    }
  });

  it('has a critical extension that we do not know; an uncritical one does no harm', async () => {
    const extension = (critical: boolean) =>
      new Extension('2.5.29.30', critical, Buffer.from('3000', 'hex'));
    expect(await check(await leafWith({ more: [extension(true)] }))).toMatchObject({
      failure: { kind: 'unknown-extension' },
    });
    expect((await check(await leafWith({ more: [extension(false)] }))).ok).toBe(true);
  });

  it('has bytes behind it', async () => {
    expect(await check(Buffer.concat([expert, Buffer.from([0])]))).toMatchObject({
      failure: { kind: 'unreadable' },
    });
  });

  it('was changed in any one bit', async () => {
    const positions = fc.nat({ max: expert.length * 8 - 1 });
    await fc.assert(
      fc.asyncProperty(positions, async (bit) => {
        const changed = Buffer.from(expert);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        expect((await check(changed)).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('is anything at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await check(bytes)).toEqual({ ok: false, failure: { kind: 'unreadable' } });
      }),
      { numRuns: 100 },
    );
  });
});

describe('an authority', () => {
  it('shows its name and the fingerprint to pin', async () => {
    const result = await checkAuthority(center.authority.certificate);
    expect(result).toMatchObject({
      ok: true,
      value: {
        name: '北京科技国际交流中心',
        fingerprint: fingerprint(center.authority.certificate),
        notAfter: new Date('2038-11-01T00:00:00Z'),
      },
    });
  });

  it('is refused when it is a leaf', async () => {
    expect(await checkAuthority(expert)).toMatchObject({ failure: { kind: 'wrong-usage' } });
  });

  it('needs a name of 1 to 64 characters', async () => {
    for (const name of ['', ' 中心', 'x'.repeat(65), '中心\n']) {
      expect(await createAuthority({ name, organisation: '' }, issuing)).toEqual({
        ok: false,
        failure: { kind: 'bad-name' },
      });
    }
  });

  it('keeps quotes, commas and backslashes of a name', async () => {
    const name = '"A, B" = C+D \\ #1; <李>';
    const made = await createAuthority({ name, organisation: 'x'.repeat(80) }, issuing);
    const read = await checkAuthority(made.ok ? made.value.certificate : new Uint8Array());
    expect(read).toMatchObject({
      ok: true,
      value: { name, organisation: `${'x'.repeat(63)}…` },
    });
  });

  it('gives no certificate beyond its own end, and none after it', async () => {
    const person = await enrolPerson('王芳');
    const late = { ...issuing, now: new Date('2037-11-01T00:00:00Z') };
    const request = await readEnrolmentRequest(Buffer.from(person.request));
    if (!request.ok) throw new Error(request.failure.kind);
    const certificate = await issue(center.authority, request.value, 'expert', late);
    const end = certificate.ok
      ? new X509Certificate(new Uint8Array(certificate.value)).notAfter
      : null;
    expect(end).toEqual(new Date('2038-11-01T00:00:00Z'));
    const over = { ...issuing, now: new Date('2039-01-01T00:00:00Z') };
    expect(await issue(center.authority, request.value, 'expert', over)).toEqual({
      ok: false,
      failure: { kind: 'authority-expired' },
    });
  });
});

describeWith(['openssl'], 'openssl reads our certificates', (openssl) => {
  const folder = temporaryFolder('certificate');
  const save = (name: string, der: Uint8Array): string => {
    const file = path.join(folder, name);
    writeFileSync(file, toPem('CERTIFICATE', der));
    return file;
  };

  it('and finds the chain, names and usages right', () => {
    const authority = save('ca.pem', center.authority.certificate);
    const leaf = save('expert.pem', expert);
    const verified = execFileSync(openssl, [
      'verify',
      '-x509_strict',
      '-purpose',
      'smimesign',
      '-attime',
      '1800000000',
      '-CAfile',
      authority,
      leaf,
    ]);
    expect(verified.toString().trim()).toBe(`${leaf}: OK`);
    const text = execFileSync(openssl, [
      'x509',
      '-in',
      leaf,
      '-noout',
      '-text',
      '-nameopt',
      'utf8,sep_comma_plus',
    ]).toString();
    expect(text).toContain('Subject: CN=李明,O=清华大学');
    expect(text).toContain(`${roleUsage.expert}, E-mail Protection, 1.3.6.1.5.5.7.3.36`);
    expect(text).toContain('Digital Signature, Non Repudiation');
    expect(text).toContain('Public-Key: (3072 bit)');
    const printed = execFileSync(openssl, [
      'x509',
      '-in',
      leaf,
      '-noout',
      '-fingerprint',
      '-sha256',
    ]);
    const hex = printed.toString().trim().split('=')[1]?.replaceAll(':', '').toLowerCase();
    expect(hex).toBe(fingerprint(expert));
  });
});
