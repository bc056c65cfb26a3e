import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { makeCheap } from '../support/cheap-identity.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { typed } from '../support/typed.ts';

/** How `haizhi` is called, and what it says to whoever calls it in a wrong way. */

const folder = temporaryFolder('usage');
const at = (name: string) => path.join(folder, name);
const passphrase = 'correct horse battery 2026';

describe('called in a wrong way, it ends with 2 and says how it is called', () => {
  it.each<[string, RegExp]>([
    ['', /用法：.*haizhi center init DIR --name NAME/s],
    ['frobnicate', /没有“frobnicate”这个命令。可用的命令：.*center init.*verify/],
    ['center', /没有“center”这个命令。可用的命令：center init, center enrol/],
    ['center frob x', /没有“center frob”这个命令/],
    ['center init', /缺少选项 --name。用法：haizhi center init DIR --name NAME/],
    ['center init --name x', /参数个数不对。用法：haizhi center init DIR --name NAME/],
    ['center init a b --name x', /参数个数不对/],
    ['center init a --nam x', /没有选项 --nam/],
    ['center init a --name', /选项 --name 后面缺少内容/],
    ['center init a --name=', /选项 --name 的内容是空的/],
    ['center init a --name x --json=yes', /选项 --json 后面不带内容/],
    ['center init a --name x --lang fr', /--lang 只能是 zh 或 en/],
    ['center init a --name x --passphrase secret', /口令不能写在命令行上/],
    ['center init a --name x', /需要口令/],
    ['center enrol a b --role king', /--role 只能是 expert 或 chair/],
    ['center list a --round T --format pdf', /只能是 xlsx、csv 或 json/],
    ['center list a --round T --format xlsx', /xlsx 格式需要用 --out/],
    ['center list a --round T --out list', /只能是 xlsx、csv 或 json/],
    ['verify', /参数个数不对。用法：haizhi verify/],
    ['expert open a b --round T', /没有选项 --round/],
    ['expert passphrase a --new-passphrase secret', /没有选项 --new-passphrase/],
    ['expert backup a', /缺少选项 --out/],
    ['expert restore a', /参数个数不对。用法：haizhi expert restore PROFILE FILE\.hzp/],
  ])('haizhi %s', async (line, words) => {
    const ran = await typed(line.split(' ').filter((each) => each !== ''));
    expect(ran.err).toMatch(words);
    expect([ran.status, ran.out]).toEqual([2, '']);
  });

  it('in English too, and as JSON for a script', async () => {
    const ran = await typed(['center', 'init', '--lang=en', '--json', '--nam', 'x']);
    expect(ran.status).toBe(2);
    expect(ran.err).toMatch(/There is no option --nam/);
    expect(JSON.parse(ran.out)).toMatchObject({ ok: false, usage: 'unknown-option' });
  });

  it.each<[readonly string[], RegExp]>([
    [['center', 'init', '', '--name', 'x'], /有一个参数是空的/],
    [['center', 'init', 'a', '--name', 'x'.repeat(65)], /--name 应为 1 到 64 个字符/],
    [['center', 'init', 'a', '--name', 'a\nb'], /--name 应为/],
  ])('with %j', async (args, words) => {
    const ran = await typed(args, { passphrase });
    expect([ran.status, ran.err]).toEqual([2, expect.stringMatching(words)]);
  });

  it('with a passphrase file that holds none', async () => {
    writeFileSync(at('empty'), '\nsecond line\n');
    const args = ['center', 'init', at('new'), '--name', 'x', '--passphrase-file', at('empty')];
    expect((await typed(args)).status).toBe(2);
    expect(existsSync(at('new'))).toBe(false);
  });
});

describe('asked for help', () => {
  it.each(['--help', '-h', 'help', 'center init --help'])(
    'with %s, it ends with 0',
    async (line) => {
      const ran = await typed(line.split(' '));
      expect([ran.status, ran.err]).toEqual([0, '']);
      expect(ran.out).toMatch(/haizhi center init DIR --name NAME\n {6}在 DIR 建立中心/);
      expect(ran.out).toMatch(/口令来自提示输入/);
    },
  );

  it('says what one command does', async () => {
    const { out } = await typed(['help', 'expert', 'open', '--lang', 'en']);
    expect(out).toContain('haizhi expert open PROFILE FILE.hzb [--trust SHA256]');
    expect(out).not.toContain('center init');
  });

  it('tells its version', async () => {
    expect(await typed(['--version'])).toEqual({
      status: 0,
      out: `${packageJson.version}\n`,
      err: '',
    });
  });
});

describe('asked for JSON', () => {
  it('prints one JSON text, with the value or with the failure, and says the failure beside it', async () => {
    const args = ['center', 'init', at('center'), '--name', ' 中心 ', '--json'];
    const made = await typed(args, { passphrase });
    expect(made).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(made.out)).toMatchObject({ ok: true, value: { name: '中心' } });
    const again = await typed(args, { passphrase });
    expect(again.status).toBe(1);
    const message = [expect.stringContaining('已经是一个中心')];
    const failure = { kind: 'center-exists', file: at('center') };
    expect(JSON.parse(again.out)).toEqual({ ok: false, failure, message });
    expect(again.err).toMatch(/已经是一个中心/);
  });
});

describe('a person at the prompt', () => {
  const init = (name: string) => ['center', 'init', at(name), '--name', 'x'];

  it('has three tries to type a new passphrase twice', async () => {
    const answers = [passphrase, 'other', passphrase, 'another', '', passphrase, 'third'];
    const ran = await typed(init('never'), { answers });
    expect(ran.status).toBe(1);
    expect(ran.err.match(/不一样/g)).toHaveLength(2);
    expect(ran.err).toMatch(/已取消/);
    expect(existsSync(at('never'))).toBe(false);
  });

  it('may leave at any question', async () => {
    for (const answers of [[null], [passphrase, null]]) {
      expect((await typed(init('left'), { answers })).err).toMatch(/已取消/);
    }
    expect(existsSync(at('left'))).toBe(false);
  });

  it('has three tries to open what is there', async () => {
    await typed(init('kept'), { passphrase });
    await makeCheap(path.join(at('kept'), 'keys.age'), passphrase);
    const dump = ['center', 'dump', at('kept')];
    const opened = await typed(dump, { answers: ['wrong one', 'wrong too', passphrase] });
    expect(opened.status).toBe(0);
    const refused = await typed(dump, { answers: ['a wrong one', 'another', 'third', passphrase] });
    expect([refused.status, refused.err.match(/口令不正确/g)?.length]).toEqual([1, 3]);
  });
});
