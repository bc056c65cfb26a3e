import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../support/desk.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { typed } from '../support/typed.ts';

/** One's own keys by the command line: another passphrase, and the way to another laptop. */

const folder = temporaryFolder('command-keys');
const at = (...names: string[]) => path.join(folder, ...names);
const passphrase = 'correct horse battery 2026';
const next = 'another harbour 海 seven';
const profile = { name: '李 专家', organisation: '测试大学', email: 'li@keys.example' };

beforeAll(async () => {
  writeFileSync(at('profile.json'), JSON.stringify(profile));
  for (const who of ['li', 'zhao']) {
    const files = ['--profile', at('profile.json'), '--out', at(`${who}.csr.pem`)];
    await typed(['expert', 'init', at(who), ...files], { passphrase });
  }
});

/** Whether a passphrase opens somebody's keys. */
async function opens(who: string, given: string): Promise<boolean> {
  const out = ['--out', at('probe.hzp')];
  return (await typed(['expert', 'backup', at(who), ...out], { passphrase: given })).status === 0;
}

describe('haizhi expert passphrase', () => {
  it('puts the same keys under the new one', async () => {
    const args = ['expert', 'passphrase', at('li'), '--lang', 'en'];
    const ran = await typed(args, { passphrase, newPassphrase: next });
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(ran.out).toMatch(/The passphrase was changed\. .*\n.*cannot be recovered/);
    expect([await opens('li', passphrase), await opens('li', next)]).toEqual([false, true]);
  });

  it('takes the new one from a file, and answers a script as JSON', async () => {
    writeFileSync(at('new'), `${passphrase}\n`);
    const args = ['expert', 'passphrase', at('li'), '--new-passphrase-file', at('new'), '--json'];
    const ran = await typed(args, { passphrase: next });
    expect(JSON.parse(ran.out)).toEqual({ ok: true, value: {} });
    expect(await opens('li', passphrase)).toBe(true);
  });

  it('asks a person for the present one, then twice for the new one', async () => {
    const answers = ['a wrong one', passphrase, next, 'mistyped', next, next];
    const ran = await typed(['expert', 'passphrase', at('li')], { answers });
    expect(ran.status).toBe(0);
    expect(ran.err).toMatch(/口令：口令不正确.*新口令：再输入一次口令：.*不一样.*新口令：/s);
    expect(await opens('li', next)).toBe(true);
  });

  it('changes nothing for a wrong, a weak or a missing one', async () => {
    const before = contentOf(at('li'));
    const change = (present: string, newPassphrase?: string) =>
      typed(['expert', 'passphrase', at('li')], {
        passphrase: present,
        ...(newPassphrase === undefined ? {} : { newPassphrase }),
      });
    expect(await change(passphrase, next)).toMatchObject({ status: 1, out: '' });
    const weak = await change(next, '1234567890');
    expect([weak.status, weak.err]).toEqual([1, expect.stringMatching(/口令/)]);
    const missing = await change(next);
    expect([missing.status, missing.err]).toEqual([2, expect.stringMatching(/需要新口令/)]);
    expect(contentOf(at('li'))).toEqual(before);
  });
});

describe('haizhi expert backup and restore', () => {
  it('carry a profile to another folder', async () => {
    const backup = ['expert', 'backup', at('zhao'), '--out', at('zhao.hzp')];
    const made = await typed([...backup, '--json'], { passphrase });
    expect(made.status).toBe(0);
    const { value } = JSON.parse(made.out);
    expect(value).toEqual({ out: at('zhao.hzp'), size: readFileSync(at('zhao.hzp')).length });
    const restore = ['expert', 'restore', at('moved'), at('zhao.hzp')];
    const moved = await typed(restore, { passphrase });
    expect(moved).toMatchObject({ status: 0, err: '' });
    expect(moved.out).toMatch(/李 专家 的身份、材料包和评审记录已恢复于 .*moved.*\n.*只在一台/);
    const kept = (who: string) => readFileSync(at(who, 'identity.age'));
    expect(kept('moved').equals(kept('zhao'))).toBe(true);
    expect(await opens('moved', passphrase)).toBe(true);
  });

  it('never over somebody who is there', async () => {
    const before = contentOf(at('li'));
    const ran = await typed(['expert', 'restore', at('li'), at('zhao.hzp')], { passphrase });
    expect([ran.status, contentOf(at('li'))]).toEqual([1, before]);
  });

  it.each([
    ['a wrong passphrase', 'zhao.hzp', next, /口令不正确/],
    ['something else', 'profile.json', passphrase, /不是身份备份文件/],
    ['nothing', 'none.hzp', passphrase, /无法读取.*不存在/],
  ])('not for %s', async (_name, file, given, words) => {
    const ran = await typed(['expert', 'restore', at('fresh'), at(file)], { passphrase: given });
    expect([ran.status, ran.err]).toEqual([1, expect.stringMatching(words)]);
    expect(existsSync(at('fresh', 'identity.age'))).toBe(false);
  });

  it('bring lost keys back, and go on with what was left open on another computer', async () => {
    cpSync(at('zhao'), at('lost'), { recursive: true });
    mkdirSync(at('lost', 'rounds', 'x.0123456789ab'), { recursive: true });
    rmSync(at('lost', 'identity.age'));
    const lost = await typed(['expert', 'backup', at('lost'), '--out', at('again.hzp')], {});
    expect([lost.status, lost.err]).toEqual([1, expect.stringMatching(/不见了/)]);
    const restore = ['expert', 'restore', at('lost'), at('zhao.hzp')];
    const restored = await typed(restore, { passphrase });
    expect([restored.status, restored.err]).toEqual([0, '']);
    const lock = at('lost', 'rounds', 'x.0123456789ab', 'review.journal.lock');
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'old-laptop', start: null }));
    const taken = await typed(['take-over', at('lost'), 'old-laptop'], {});
    expect([taken.status, taken.out]).toEqual([0, expect.stringMatching(/1 个文件/)]);
    expect(existsSync(lock)).toBe(false);
  });

  it('write no backup for nobody, nor over what they read', async () => {
    const nobody = ['expert', 'backup', at('empty'), '--out', at('x.hzp')];
    expect((await typed(nobody, { passphrase })).status).toBe(1);
    const own = ['expert', 'backup', at('zhao'), '--out', at('zhao', 'identity.age')];
    expect((await typed(own, { passphrase })).status).toBe(1);
    expect(existsSync(at('x.hzp'))).toBe(false);
  });
});
