import 'reflect-metadata';
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ChallengePasswordAttribute, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createAgeIdentity } from '../../../../../electron/services/age/recipient.ts';
import { fingerprint } from '../../../../../electron/services/pki/certificate.ts';
import { encodeName } from '../../../../../electron/services/pki/distinguished-name.ts';
import {
  createEnrolmentRequest,
  type EnrolmentContent,
  readEnrolmentRequest,
} from '../../../../../electron/services/pki/enrolment-request.ts';
import { fromPem, toPem } from '../../../../../electron/services/pki/pem.ts';
import {
  createExpertKey,
  expertAlgorithm,
  importPair,
  type KeyPair,
} from '../../../../../electron/services/pki/signing-key.ts';
import { must } from '../../../../../shared/result.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

// Keys are made and thousands of signatures judged: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let content: EnrolmentContent;
let request: string;

beforeAll(async () => {
  const { recipient } = await createAgeIdentity();
  const profile = { name: '李明', fields: ['半导体', 'robotics'], affiliations: [] };
  content = {
    name: '李明',
    organisation: '清华大学',
    recipient,
    profile,
    keys: await createExpertKey(),
  };
  request = must(await createEnrolmentRequest(content));
});

const read = (text: string) => readEnrolmentRequest(Buffer.from(text));
const derOf = (text: string) => fromPem('CERTIFICATE REQUEST', text) ?? new Uint8Array();

describe('an enrolment request', () => {
  it('tells what it was made from', async () => {
    expect(await read(request)).toEqual({
      ok: true,
      value: {
        name: '李明',
        organisation: '清华大学',
        recipient: content.recipient,
        profile: content.profile,
        publicKey: content.keys.publicKey,
        fingerprint: fingerprint(derOf(request)),
      },
    });
  });

  it('is taken with Windows line ends and blank lines around it', async () => {
    expect((await read(`\r\n${request.replaceAll('\n', '\r\n')}\r\n`)).ok).toBe(true);
  });

  it('carries any name and profile unchanged', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() === text && !/\p{Cc}/u.test(text) && text.isWellFormed());
    const key = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__proto__');
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
    const profile = fc.dictionary(key, value, { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(name, profile, async (name, profile) => {
        const text = must(await createEnrolmentRequest({ ...content, name, profile }));
        expect(await read(text)).toMatchObject({ ok: true, value: { name, profile } });
      }),
      { numRuns: 25 },
    );
  });

  it('is not made for an impossible name, recipient or profile', async () => {
    const kinds: string[] = [];
    for (const change of [
      { name: '' },
      { name: '李\u0000明' },
      { recipient: content.recipient.toUpperCase() },
      { recipient: `${content.recipient.slice(0, -1)}x` },
      { profile: 'x'.repeat(33_000) },
    ]) {
      const made = await createEnrolmentRequest({ ...content, ...change });
      kinds.push(made.ok ? 'ok' : made.failure.kind);
    }
    expect(kinds).toEqual([
      'bad-name',
      'bad-name',
      'bad-recipient',
      'bad-recipient',
      'bad-profile',
    ]);
  });
});

describe('a request that is not taken', () => {
  it('is no request, or far too large', async () => {
    for (const text of [
      '',
      'hello',
      toPem('CERTIFICATE', derOf(request)),
      `${request}${request}`,
    ]) {
      expect(await read(text)).toEqual({ ok: false, failure: { kind: 'unreadable' } });
    }
    const padded = Buffer.concat([derOf(request), Buffer.from([5, 0])]);
    expect(await read(toPem('CERTIFICATE REQUEST', padded))).toMatchObject({
      failure: { kind: 'unreadable' },
    });
    expect(await read('x'.repeat(70_000))).toEqual({ ok: false, failure: { kind: 'too-large' } });
  });

  it('has a key of another kind, too short, or with a small exponent', async () => {
    const weak = [
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
      generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 3 }),
    ];
    for (const pair of weak) {
      const keys: KeyPair = {
        privateKey: new Uint8Array(pair.privateKey.export({ type: 'pkcs8', format: 'der' })),
        publicKey: new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })),
      };
      const made = must(await createEnrolmentRequest({ ...content, keys }));
      expect(await read(made)).toEqual({ ok: false, failure: { kind: 'weak-key' } });
    }
  });

  it('asks for a key that its maker does not hold', async () => {
    const other = await createExpertKey();
    const stolen = { privateKey: other.privateKey, publicKey: content.keys.publicKey };
    const made = must(await createEnrolmentRequest({ ...content, keys: stolen }));
    expect(await read(made)).toEqual({ ok: false, failure: { kind: 'not-proven' } });
  });

  it('was changed in any one byte', async () => {
    const der = derOf(request);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: der.length - 1 }), async (at) => {
        const changed = Buffer.from(der);
        changed[at] = (changed[at] as number) ^ 0x01;
        expect((await read(toPem('CERTIFICATE REQUEST', changed))).ok).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('carries something else, or nothing', async () => {
    const keys = await importPair(content.keys, expertAlgorithm);
    for (const attributes of [[], [new ChallengePasswordAttribute('secret')]]) {
      const made = await Pkcs10CertificateRequestGenerator.create({
        name: encodeName(content),
        keys,
        signingAlgorithm: expertAlgorithm,
        attributes,
      });
      const text = toPem('CERTIFICATE REQUEST', new Uint8Array(made.rawData));
      expect(await read(text)).toEqual({ ok: false, failure: { kind: 'unexpected-content' } });
    }
  });
});

describeWith(['openssl'], 'openssl reads our requests', (openssl) => {
  const folder = temporaryFolder('request');

  it('verifies the proof of possession and prints what is in it', () => {
    const file = path.join(folder, 'li.csr.pem');
    writeFileSync(file, request);
    const run = spawnSync(openssl, [
      'req',
      '-in',
      file,
      '-noout',
      '-verify',
      '-text',
      '-nameopt',
      'utf8,sep_comma_plus',
    ]);
    const told = run.stdout.toString() + run.stderr.toString();
    expect(run.status).toBe(0);
    expect(told).toMatch(/verify OK/);
    expect(told).toContain('Subject: CN=李明,O=清华大学');
    expect(told).toContain('Public-Key: (3072 bit)');
    expect(told).toContain(`URI:age:${content.recipient}`);
    expect(told).toContain('2.25.185925909523041524787057676794791298037.4:');
  });

  it('prints the profile as it was written', () => {
    const file = path.join(folder, 'profile.csr.pem');
    writeFileSync(file, request);
    const parsed = execFileSync(openssl, ['asn1parse', '-in', file]).toString();
    const line = parsed.split('\n').findIndex((each) => each.includes('791298037.4'));
    const hex = parsed.split('\n')[line + 1]?.split('[HEX DUMP]:')[1] ?? '';
    const text = Buffer.from(hex, 'hex').toString('utf8');
    expect(text.slice(text.indexOf('{'))).toBe(JSON.stringify(content.profile));
  });
});
