import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createAgeIdentity } from '../../../../../electron/services/age/recipient.ts';
import { importBundle } from '../../../../../electron/services/bundle/import.ts';
import { inspectBundle } from '../../../../../electron/services/bundle/inspect.ts';
import { openBundle } from '../../../../../electron/services/bundle/open.ts';
import {
  type PackedBundle,
  type Progress,
  packBundle,
} from '../../../../../electron/services/bundle/pack.ts';
import { fingerprint } from '../../../../../electron/services/pki/certificate.ts';
import { toPem } from '../../../../../electron/services/pki/pem.ts';
import { must } from '../../../../../shared/result.ts';
import { describeBundle, type TestBundle } from '../../../../support/bundle.ts';
import { foundCenter, type TestCenter } from '../../../../support/center.ts';
import { noise } from '../../../../support/pieces.ts';
import { profileKey } from '../../../../support/profile-key.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = temporaryFolder('bundle');
const at = (name: string) => path.join(folder, name);
let center: TestCenter;
let made: TestBundle;
let packed: PackedBundle;
let authority: string;

beforeAll(async () => {
  center = await foundCenter();
  authority = fingerprint(center.authority.certificate);
  made = await describeBundle(folder, center);
  packed = must(await packBundle(made.input));
});

const openAs = async (identity: string, file = made.input.out) =>
  openBundle({ path: file, identities: [identity], authority, origin: 'outside' });

describe('a packed bundle', () => {
  it('lists its entries with sizes and hashes, under a signature of the center', async () => {
    const summary = must(await inspectBundle(made.input.out));
    expect(summary.manifest).toMatchObject({
      format: 'haizhi.bundle',
      version: 1,
      bundle: 'b-1',
      round: '2026-accreditation',
      sequence: 1,
      created: '2026-12-01T08:00:00Z',
    });
    expect(summary.manifest.files.map((file) => file.path)).toEqual([
      'round.age',
      'a/w-01.age',
      'a/o-02.age',
    ]);
    expect(summary).toMatchObject({
      manifest: packed.manifest,
      digest: packed.digest,
      authority: { name: '北京科技国际交流中心', fingerprint: authority },
      signer: { role: 'bundle', fingerprint: fingerprint(center.bundle.certificate) },
      size: statSync(made.input.out).size,
    });
  });

  it('opens for the expert: round, applications and every document, byte for byte', async () => {
    const bundle = must(await openAs(made.expert.identity));
    expect(bundle.applications).toEqual(['w-01', 'o-02']);
    expect(Buffer.from(must(await bundle.round()))).toEqual(made.input.roundFile);
    const seen = new Map<string, Buffer>();
    for (const id of bundle.applications) {
      const application = must(await bundle.application(id));
      expect(JSON.parse(Buffer.from(application.application).toString())).toMatchObject({ id });
      for (const document of application.documents) {
        const bytes = Buffer.from(must(await application.document(document.id)));
        expect(document.name).toBe(`${document.id} 申请表.pdf`);
        expect(document.size).toBe(bytes.length);
        seen.set(`${id}/${document.id}`, bytes);
      }
    }
    expect(seen).toEqual(made.documents);
    await bundle.close();
  });

  it('gives the recused person the round and the other application, and no key to this one', async () => {
    const bundle = must(await openAs(made.recused.identity));
    expect((await bundle.round()).ok).toBe(true);
    expect((await bundle.application('w-01')).ok).toBe(true);
    expect(await bundle.application('o-02')).toEqual({
      ok: false,
      failure: { kind: 'not-a-recipient', entry: 'a/o-02.age' },
    });
    await bundle.close();
  });

  it('gives a stranger nothing but the list', async () => {
    const { identity } = await createAgeIdentity();
    const bundle = must(await openAs(identity));
    expect(await bundle.round()).toEqual({
      ok: false,
      failure: { kind: 'not-a-recipient', entry: 'round.age' },
    });
    await bundle.close();
  });

  it('knows what it does not hold', async () => {
    const bundle = must(await openAs(made.expert.identity));
    for (const application of ['x-99', '../w-01', '']) {
      expect(await bundle.application(application)).toEqual({
        ok: false,
        failure: { kind: 'unknown-application', application },
      });
    }
    const reader = must(await bundle.application('w-01'));
    expect(await reader.document('f/000001')).toEqual({
      ok: false,
      failure: { kind: 'unknown-document', document: 'f/000001' },
    });
    await bundle.close();
  });

  it('forgets its applications when closed', async () => {
    const bundle = must(await openAs(made.expert.identity));
    const reader = must(await bundle.application('w-01'));
    await bundle.close();
    expect((await reader.document('form')).ok).toBe(false);
  });

  it('belongs to its center and no other of the same name', async () => {
    const impostor = await foundCenter();
    const expected = fingerprint(impostor.authority.certificate);
    const input = {
      path: made.input.out,
      identities: [made.expert.identity],
      origin: 'unhashed',
    } as const;
    expect(await openBundle({ ...input, authority: expected })).toEqual({
      ok: false,
      failure: {
        kind: 'other-center',
        name: '北京科技国际交流中心',
        fingerprint: authority,
        expected,
      },
    });
  });

  it('from outside of the library is hashed before an application opens', async () => {
    const altered = readFileSync(made.input.out);
    const place = altered.indexOf('a/o-02.age') + 5_000;
    altered[place] = (altered[place] as number) ^ 1;
    writeFileSync(at('outside.hzb'), altered);
    const bundle = must(await openAs(made.expert.identity, at('outside.hzb')));
    expect((await bundle.application('w-01')).ok).toBe(true);
    expect(await bundle.application('o-02')).toEqual({
      ok: false,
      failure: { kind: 'altered', entry: 'a/o-02.age' },
    });
    await bundle.close();
  });

  it('differs in every byte that is secret when packed again, and in none that is not', async () => {
    const again = must(await packBundle({ ...made.input, out: at('again.hzb') }));
    expect(again.manifest.files.map(({ path, size }) => ({ path, size }))).toEqual(
      packed.manifest.files.map(({ path, size }) => ({ path, size })),
    );
    expect(again.digest).not.toBe(packed.digest);
  });
});

describe('packing', () => {
  it('tells its progress up to the end', async () => {
    const told: Progress[] = [];
    const onProgress = (progress: Progress) => told.push(progress);
    must(await packBundle({ ...made.input, out: at('progress.hzb'), onProgress }));
    expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
    const content = [...made.documents.values()].reduce((sum, each) => sum + each.length, 0);
    expect(told.at(-1)?.total).toBeGreaterThan(content);
  });

  it('leaves nothing behind when cancelled, and what was there stays', async () => {
    const controller = new AbortController();
    writeFileSync(at('kept.hzb'), 'an older bundle');
    const before = readdirSync(folder);
    let pieces = 0;
    const sign = async (bytes: Uint8Array) => {
      controller.abort();
      pieces += 1;
      return center.signer.sign(bytes);
    };
    const input = { ...made.input, out: at('kept.hzb'), signal: controller.signal };
    const result = await packBundle({ ...input, signer: { ...center.signer, sign } });
    expect(result).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(pieces).toBe(1);
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(at('kept.hzb'), 'utf8')).toBe('an older bundle');
  });

  it('does not begin when cancelled before', async () => {
    const result = await packBundle({
      ...made.input,
      out: at('no.hzb'),
      signal: AbortSignal.abort(),
    });
    expect(result).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(existsSync(at('no.hzb'))).toBe(false);
  });

  it('names a document that is missing, a folder, or too many of anything', async () => {
    const [first, second] = made.input.applications;
    if (first === undefined || second === undefined) throw new Error('two applications');
    const withDocument = (change: object) => ({
      applications: [{ ...first, documents: [{ ...first.documents[0], ...change }] }, second],
    });
    const { recipient } = made.expert;
    const cases: readonly (readonly [object, object])[] = [
      [
        withDocument({ path: at('none') }),
        { kind: 'cannot-read', code: 'ENOENT', entry: 'a/w-01.age!f/000001' },
      ],
      [
        withDocument({ path: folder }),
        { kind: 'cannot-read', code: 'EISDIR', entry: 'a/w-01.age!f/000001' },
      ],
      [withDocument({ id: '../x' }), { flaw: 'id', entry: 'a/w-01.age' }],
      [withDocument({ name: 'a/b.pdf' }), { flaw: 'name', entry: 'a/w-01.age' }],
      [{ applications: [first, { ...second, id: 'W-01' }] }, { flaw: 'id' }],
      [{ applications: [{ ...first, id: 'nul' }] }, { flaw: 'id' }],
      [
        { applications: [{ ...first, recipients: [] }] },
        { flaw: 'recipients', entry: 'a/w-01.age' },
      ],
      [{ roundRecipients: [recipient, recipient] }, { flaw: 'recipients', entry: 'round.age' }],
      [{ roundRecipients: ['age1nobody'] }, { flaw: 'recipients', entry: 'round.age' }],
      [{ roundFile: Buffer.alloc(17 * 1024 * 1024) }, { flaw: 'too-large', entry: 'round.age' }],
      [{ bundle: 'b/1' }, { flaw: 'id', entry: '' }],
    ];
    for (const [change, failure] of cases) {
      const result = await packBundle({ ...made.input, out: at('never.hzb'), ...change });
      expect(result).toMatchObject({ ok: false, failure });
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([]);
  });

  it('refuses a document that grows while it is packed', async () => {
    const [first, second] = made.input.applications;
    if (first === undefined || second === undefined) throw new Error('two applications');
    writeFileSync(at('large'), noise(3_000_000));
    writeFileSync(at('growing'), 'half of it');
    const document = (name: string) => [{ id: name, name, path: at(name) }];
    const applications = [
      { ...first, documents: document('large') },
      { ...second, documents: document('growing') },
    ];
    const onProgress = () => writeFileSync(at('growing'), 'half of it and the rest');
    const result = await packBundle({
      ...made.input,
      out: at('never.hzb'),
      onProgress,
      applications,
    });
    expect(result).toEqual({
      ok: false,
      failure: { kind: 'altered', entry: 'a/o-02.age!f/000001' },
    });
  });

  it('says when it cannot write', async () => {
    const result = await packBundle({ ...made.input, out: path.join(folder, 'none', 'x.hzb') });
    expect(result).toEqual({ ok: false, failure: { kind: 'cannot-write', code: 'ENOENT' } });
    if (existsSync('/dev/full')) {
      const full = await packBundle({ ...made.input, out: '/dev/full/x.hzb' });
      expect(full).toMatchObject({ failure: { kind: 'cannot-write', code: 'ENOTDIR' } });
    }
  });
});

describe('importing', () => {
  const importing = (change: object = {}) =>
    importBundle({
      source: made.input.out,
      target: at('library.hzb'),
      authority,
      digest: packed.digest,
      profileKey,
      ...change,
    });

  it('makes a copy, byte for byte', async () => {
    const told: Progress[] = [];
    const summary = must(
      await importing({ onProgress: (progress: Progress) => told.push(progress) }),
    );
    expect(summary.digest).toBe(packed.digest);
    expect(readFileSync(at('library.hzb')).equals(readFileSync(made.input.out))).toBe(true);
    const { size } = statSync(made.input.out);
    expect(told.at(-1)).toEqual({ done: size, total: size });
  });

  it('refuses another center and an exchanged bundle', async () => {
    expect(await importing({ authority: '0'.repeat(64) })).toMatchObject({
      failure: { kind: 'other-center', fingerprint: authority },
    });
    expect(await importing({ digest: '0'.repeat(64) })).toEqual({
      ok: false,
      failure: { kind: 'exchanged' },
    });
  });

  it('leaves nothing behind when cancelled or when an entry is altered', async () => {
    const before = readdirSync(folder);
    expect(await importing({ target: at('x.hzb'), signal: AbortSignal.abort() })).toEqual({
      ok: false,
      failure: { kind: 'cancelled' },
    });
    const altered = readFileSync(made.input.out);
    altered[altered.indexOf('a/o-02.age') + 5_000] =
      (altered[altered.indexOf('a/o-02.age') + 5_000] as number) ^ 1;
    writeFileSync(at('altered'), altered);
    expect(await importing({ source: at('altered'), target: at('x.hzb') })).toEqual({
      ok: false,
      failure: { kind: 'altered', entry: 'a/o-02.age' },
    });
    expect(readdirSync(folder).filter((name) => name !== 'altered')).toEqual(before);
  });
});

describeWith(['unzip', 'age', 'openssl'], 'ordinary tools', (unzip, age, openssl) => {
  const key = (identity: string): string => {
    writeFileSync(at('key'), `${identity}\n`);
    return at('key');
  };
  const decrypt = (entry: string, identity: string) => {
    const sealed = execFileSync(unzip, ['-p', made.input.out, entry]);
    return spawnSync(age, ['-d', '-i', key(identity)], { input: sealed });
  };

  it('unzip and age open an application for the expert, and refuse the recused person', () => {
    expect(execFileSync(unzip, ['-t', made.input.out]).toString()).toContain('No errors detected');
    const opened = decrypt('a/o-02.age', made.expert.identity);
    writeFileSync(at('inner.zip'), opened.stdout);
    expect(execFileSync(unzip, ['-t', at('inner.zip')]).toString()).toContain('No errors detected');
    const document = execFileSync(unzip, ['-p', at('inner.zip'), 'f/000001']);
    expect(document.equals(made.documents.get('o-02/form') ?? Buffer.alloc(0))).toBe(true);
    const list = JSON.parse(
      execFileSync(unzip, ['-p', at('inner.zip'), 'manifest.json']).toString(),
    );
    expect(list.documents[0].sha256).toBe(createHash('sha256').update(document).digest('hex'));
    const refused = decrypt('a/o-02.age', made.recused.identity);
    expect(refused.status).not.toBe(0);
    expect(refused.stdout.length).toBe(0);
    expect(decrypt('a/w-01.age', made.recused.identity).status).toBe(0);
    expect(decrypt('round.age', made.recused.identity).stdout).toEqual(made.input.roundFile);
  });

  it('openssl verifies the list and finds the hashes of the entries in it', () => {
    writeFileSync(at('ca.pem'), toPem('CERTIFICATE', center.authority.certificate));
    for (const name of ['manifest.json', 'manifest.p7s']) {
      writeFileSync(at(name), execFileSync(unzip, ['-p', made.input.out, name]));
    }
    const verified = execFileSync(
      openssl,
      [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        at('manifest.p7s'),
        '-content',
        at('manifest.json'),
        '-CAfile',
        at('ca.pem'),
        '-attime',
        '1800000000',
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    for (const file of JSON.parse(verified.toString()).files) {
      const sealed = execFileSync(unzip, ['-p', made.input.out, file.path]);
      expect(sealed.length).toBe(file.size);
      expect(createHash('sha256').update(sealed).digest('hex')).toBe(file.sha256);
    }
  });
});
