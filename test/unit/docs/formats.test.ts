import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import { beforeAll, expect, it } from 'vitest';
import { inProject } from '../../../build/project.ts';
import { published, schemaText } from '../../../build/schemas.ts';
import { packBundle } from '../../../electron/services/bundle/pack.ts';
import { toPem } from '../../../electron/services/pki/pem.ts';
import { must } from '../../../shared/result.ts';
import { describeBundle, type TestBundle } from '../../support/bundle.ts';
import { enrolPerson, foundCenter } from '../../support/center.ts';
import { makeIdentity, passphrase } from '../../support/small-round.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { describeWith } from '../../support/tools.ts';

const folder = temporaryFolder('formats');
const at = (name: string) => path.join(folder, name);
const text = readFileSync(inProject('docs/formats.md'), 'utf8');
const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? '');
let made: TestBundle;

beforeAll(async () => {
  const center = await foundCenter();
  made = await describeBundle(folder, center);
  must(await packBundle(made.input));
  writeFileSync(at('authority.pem'), toPem('CERTIFICATE', center.authority.certificate));
  writeFileSync(at('key.txt'), `${made.expert.identity}\n`);
  writeFileSync(at('recused.txt'), `${made.recused.identity}\n`);
  writeFileSync(at('request.csr.pem'), (await enrolPerson()).request);
});

/** A backup of somebody's profile, and the keys in it as `age -d` gives them. */
async function backUp(): Promise<void> {
  const { desk } = await makeIdentity(at('profile'), 'li@formats.example');
  const { token } = must(await desk.call('profile.backup', { passphrase }));
  must(await desk.files.deliver(token, at('profile.hzp')));
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const sealed = readFileSync(at('profile/identity.age'));
  writeFileSync(at('key.txt'), await decrypter.decrypt(sealed));
}

it.each(Object.keys(published))('docs/schemas/%s.schema.json is what the product reads', (name) => {
  const file = inProject('docs/schemas', `${name}.schema.json`);
  expect(readFileSync(file, 'utf8')).toBe(schemaText(name));
  if (name.startsWith('bundle-')) expect(text).toContain(`docs/schemas/${name}.schema.json`);
});

describeWith(['bash', 'age', 'unzip', 'openssl'], 'the commands of docs/formats.md', (bash) => {
  const run = (block: string | undefined) =>
    execFileSync(bash, ['-euo', 'pipefail', '-c', block ?? 'false'], {
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).toString();

  it('read a request', () => {
    expect(blocks).toHaveLength(4);
    expect(run(blocks[0])).toContain('URI:age:age1');
  });

  it('verify a bundle, and every entry by the list', () => {
    const said = run(blocks[1]);
    for (const entry of ['round.age', 'a/w-01.age', 'a/o-02.age']) {
      expect(said).toContain(`${entry} is as listed`);
    }
  });

  it('open round, application and document; the recused person opens nothing', () => {
    const document = made.documents.get('o-02/form') ?? Buffer.alloc(0);
    expect(run(blocks[2])).toContain(createHash('sha256').update(document).digest('hex'));
    expect(readFileSync(at('round.json'))).toEqual(made.input.roundFile);
    const options = ['-d', '-i', at('recused.txt'), at('bundle/a/o-02.age')];
    const refused = spawnSync('age', options);
    expect(refused.status).not.toBe(0);
    expect(refused.stdout.length).toBe(0);
  });

  it('check the seal of a backup, and open it', async () => {
    await backUp();
    const said = run(blocks[3]);
    expect(said).toMatch(/profile\.age: OK\nthe seal is the owner's/);
    expect(said).toMatch(/profile\.json\n.*request\.csr\.pem/s);
    const keys = readFileSync(at('key.txt'), 'utf8');
    const another = `# profile-key: ${Buffer.alloc(32).toString('base64')}`;
    writeFileSync(at('key.txt'), keys.replace(/^# profile-key: .*$/m, another));
    expect(run(blocks[3])).not.toContain('the seal');
  });
});
