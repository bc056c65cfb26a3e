import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fingerprint } from '../../../../../electron/services/pki/certificate.ts';
import { type CmsPolicy, signCms, verifyCms } from '../../../../../electron/services/pki/cms.ts';
import { toPem } from '../../../../../electron/services/pki/pem.ts';
import { signWith } from '../../../../../electron/services/pki/signing-key.ts';
import {
  certify,
  enrolPerson,
  foundCenter,
  signerOf,
  type TestCenter,
} from '../../../../support/center.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

// Keys are made and thousands of signatures judged: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const signedAt = new Date('2026-12-01T08:00:00Z');
const content = Buffer.from('{"round": "2026-accreditation"}\n');
const policy: CmsPolicy = { roles: ['bundle'] };
let center: TestCenter;
let signature: Uint8Array;

beforeAll(async () => {
  center = await foundCenter();
  signature = await signCms(content, center.signer, signedAt);
});

async function flawOf(bytes: Uint8Array, of: Uint8Array = content): Promise<string> {
  const result = await verifyCms(bytes, of, policy);
  if (result.ok) return 'ok';
  return `${result.failure.kind}: ${result.failure.flaw}`;
}

describe('a detached signature', () => {
  it('names signer, center and time', async () => {
    const result = await verifyCms(signature, content, policy);
    expect(result).toMatchObject({
      ok: true,
      value: {
        leaf: { role: 'bundle', fingerprint: fingerprint(center.bundle.certificate) },
        authority: {
          name: '北京科技国际交流中心',
          fingerprint: fingerprint(center.authority.certificate),
          certificate: center.authority.certificate,
        },
        signedAt,
      },
    });
  });

  it('does not hold for other content', async () => {
    expect(await flawOf(signature, Buffer.from(`${content} `))).toBe('signature: other-content');
  });

  it('holds for any content and no other', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (one, other) => {
        const signed = await signCms(one, center.signer, signedAt);
        expect((await verifyCms(signed, one, policy)).ok).toBe(true);
        const same = Buffer.from(one).equals(Buffer.from(other));
        expect((await verifyCms(signed, other, policy)).ok).toBe(same);
      }),
      { numRuns: 30 },
    );
  });

  it('is refused after any one changed bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: signature.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(signature);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(await flawOf(changed)).not.toBe('ok');
      }),
      { numRuns: 120 },
    );
  });

  it('is refused when anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await flawOf(bytes)).toBe('signature: unreadable');
      }),
      { numRuns: 100 },
    );
    expect(await flawOf(Buffer.alloc(100_000))).toBe('signature: unreadable');
  });

  it('is refused with bytes behind it', async () => {
    expect(await flawOf(Buffer.concat([signature, Buffer.from([0])]))).not.toBe('ok');
  });
});

describe('a signature by somebody else', () => {
  it('of an expert of the same center is refused by role', async () => {
    const person = await enrolPerson();
    const certificate = await certify(center, person, 'expert');
    const expert = signerOf({ certificate, privateKey: person.keys.privateKey }, center.authority);
    const forged = await signCms(content, expert, signedAt);
    expect(await flawOf(forged)).toBe('certificate: wrong-usage');
  });

  it("under the center's certificate is mathematically wrong", async () => {
    const impostor = await foundCenter();
    const borrowed = { ...center.signer, sign: signWith(impostor.bundle.privateKey) };
    expect(await flawOf(await signCms(content, borrowed, signedAt))).toBe('signature: forged');
  });

  it('under a center of the same name and another key is refused', async () => {
    const impostor = await foundCenter();
    const mixed = { ...impostor.signer, authority: center.authority.certificate };
    expect(await flawOf(await signCms(content, mixed, signedAt))).toBe(
      'certificate: other-authority',
    );
  });

  it('by the authority itself, or by a leaf in its place, is refused', async () => {
    const itself = signerOf(center.authority, center.authority);
    expect(await flawOf(await signCms(content, itself, signedAt))).toBe(
      'certificate: is-authority',
    );
    const leaf = signerOf(center.bundle, center.bundle);
    expect(await flawOf(await signCms(content, leaf, signedAt))).toBe('certificate: wrong-usage');
  });

  it("before or after the certificate's time is refused", async () => {
    const early = await signCms(content, center.signer, new Date('2026-10-01T00:00:00Z'));
    expect(await flawOf(early)).toBe('certificate: not-yet-valid');
    const late = await signCms(content, center.signer, new Date('2031-01-01T00:00:00Z'));
    expect(await flawOf(late)).toBe('certificate: expired');
  });
});

describeWith(['openssl'], 'openssl and we agree on signatures', (openssl) => {
  const folder = temporaryFolder('cms');
  const save = (name: string, bytes: Uint8Array | string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };
  const verify = (signed: Uint8Array, of: Uint8Array) =>
    spawnSync(openssl, [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-attime',
      '1800000000',
      '-in',
      save('list.p7s', signed),
      '-content',
      save('list.json', of),
      '-CAfile',
      save('ca.pem', toPem('CERTIFICATE', center.authority.certificate)),
    ]);

  it('accepts ours and gives back the exact bytes', () => {
    const run = verify(signature, content);
    expect(run.stderr.toString()).toMatch(/verification successful/i);
    expect(run.stdout.equals(content)).toBe(true);
    expect(verify(signature, Buffer.from(`${content}x`)).status).not.toBe(0);
  });

  function openssled(more: readonly string[]): Buffer {
    return execFileSync(openssl, [
      'cms',
      '-sign',
      '-binary',
      '-outform',
      'DER',
      '-md',
      'sha256',
      '-in',
      save('in.json', content),
      '-signer',
      save('leaf.pem', toPem('CERTIFICATE', center.bundle.certificate)),
      '-inkey',
      save('key.pem', toPem('PRIVATE KEY', center.bundle.privateKey)),
      ...more,
    ]);
  }

  it('and what openssl signs in other forms is refused by its form', async () => {
    const pem = (der: Uint8Array) => toPem('CERTIFICATE', der);
    const both = pem(center.bundle.certificate) + pem(center.authority.certificate);
    const ours = ['-nocerts', '-certfile', save('both.pem', both)];
    const second = await foundCenter();
    const cosigner = [
      '-signer',
      save('leaf2.pem', pem(second.bundle.certificate)),
      '-inkey',
      save('key2.pem', toPem('PRIVATE KEY', second.bundle.privateKey)),
    ];
    const flaws: string[] = [];
    for (const options of [
      [],
      ['-nocerts'],
      [...ours, '-nodetach'],
      [...ours, '-noattr'],
      [...ours, '-keyid'],
      ours,
      [...ours, ...cosigner],
    ]) {
      flaws.push(await flawOf(openssled(options)));
    }
    expect(flaws).toEqual([
      'signature: certificates',
      'signature: certificates',
      'signature: attached',
      'signature: form',
      'signature: certificates',
      'signature: certificates',
      'signature: signers',
    ]);
  });
});
