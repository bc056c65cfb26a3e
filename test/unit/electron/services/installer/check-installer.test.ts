import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { checkInstaller } from '../../../../../electron/services/installer/check-installer.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

describeWith(['openssl'], 'a downloaded installer', (openssl) => {
  const folder = temporaryFolder('installer');
  const at = (name: string) => path.join(folder, name);
  const run = (...args: readonly string[]) => execFileSync(openssl, args, { stdio: 'pipe' });
  const installer = at('haizhi-review-1.0.0-setup.exe');

  /** Keys as whoever releases would make them, and the signature that the release carries. */
  beforeAll(() => {
    writeFileSync(installer, Buffer.alloc(3_000_000, 'installer'));
    for (const name of ['release', 'other']) {
      const key = at(`${name}.pem`);
      run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', key);
      run('pkey', '-in', key, '-pubout', '-out', at(`${name}-public.pem`));
    }
    run('dgst', '-sha512', '-sign', at('release.pem'), '-out', `${installer}.sig`, installer);
  });

  it('that the release key signed is genuine, as openssl says too', async () => {
    const said = run(
      ...['dgst', '-sha512', '-verify', at('release-public.pem')],
      ...['-signature', `${installer}.sig`, installer],
    );
    expect(String(said)).toContain('Verified OK');
    const sha256 = String(run('dgst', '-sha256', '-r', installer)).slice(0, 64);
    expect(await checkInstaller(installer, at('release-public.pem'))).toEqual({
      verdict: 'genuine',
      sha256,
    });
  });

  it('may be signed with RSA as well', async () => {
    const [file, key] = [at('rsa.exe'), at('rsa.pem')];
    writeFileSync(file, 'installer');
    run('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072', '-out', key);
    run('pkey', '-in', key, '-pubout', '-out', at('rsa-public.pem'));
    run('dgst', '-sha512', '-sign', key, '-out', `${file}.sig`, file);
    expect(await checkInstaller(file, at('rsa-public.pem'))).toMatchObject({ verdict: 'genuine' });
  });

  it('that was changed by one byte, or signed by another key, is not', async () => {
    const changed = at('changed.exe');
    copyFileSync(installer, changed);
    copyFileSync(`${installer}.sig`, `${changed}.sig`);
    appendFileSync(changed, '!');
    expect(await checkInstaller(changed, at('release-public.pem'))).toMatchObject({
      verdict: 'altered',
    });
    expect(await checkInstaller(installer, at('other-public.pem'))).toMatchObject({
      verdict: 'altered',
    });
  });

  it('without a readable signature, or a copy without a key, is never called genuine', async () => {
    const lonely = at('lonely.exe');
    writeFileSync(lonely, 'x');
    const judge = async (key = 'release-public.pem') =>
      (await checkInstaller(lonely, at(key))).verdict;
    expect(await judge()).toBe('no-signature');
    writeFileSync(`${lonely}.sig`, Buffer.alloc(5_000));
    expect(await judge()).toBe('unreadable');
    writeFileSync(`${lonely}.sig`, 'no signature');
    expect(await judge()).toBe('altered');
    expect(await judge('missing.pem')).toBe('no-key');
    writeFileSync(at('broken.pem'), 'no key');
    expect(await judge('broken.pem')).toBe('no-key');
    rmSync(lonely);
    expect(await judge()).toBe('unreadable');
  });
});
