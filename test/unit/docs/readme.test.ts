import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../build/project.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const blocks = [...readFileSync(inProject('README.md'), 'utf8').matchAll(/```sh\n(.*?)```/gs)].map(
  ([, code = '']) => code,
);
const shell = (script: string) =>
  spawnSync('bash', ['-euc', script], {
    cwd: inProject('.'),
    env: { ...process.env, HOME: temporaryFolder('readme') },
    encoding: 'utf8',
  });

describe('the chain in the README', () => {
  const opening = blocks.find((each) => each.includes('haizhi() {')) ?? expect.fail('no opening');
  const chain = blocks.find((each) => each.includes('haizhi center init')) ?? expect.fail('none');

  const ran = shell(`${opening}\nls -A\npwd`);

  it('is run from a folder of one’s own, by the place of the program and never by its name', () => {
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('haizhi center init DIR --name NAME');
    expect(ran.stdout.trimEnd().endsWith('/haizhi-work')).toBe(true);
    expect(
      readFileSync(inProject('README.md'), 'utf8').replace(/outside .*?registered/s, ''),
    ).not.toContain('npx haizhi');
  });

  it('names the sample by its place, with files that are there and commands that are known', () => {
    const places = [...chain.matchAll(/"\$R\/([^"]+)"/g)].map(([, place = '']) => place);
    expect(places.length).toBeGreaterThan(3);
    expect(places.filter((each) => !existsSync(inProject(each)))).toEqual([]);
    expect(chain).not.toMatch(/ assets\//);
    const help = ran.stdout;
    const commands = [...chain.matchAll(/^haizhi (\w+(?: [a-z]+)?)/gm)].map(
      ([, name = '']) => name,
    );
    const known = (name: string) =>
      help.includes(`haizhi ${name} `) || help.includes(`haizhi ${name.split(' ')[0]} `);
    expect(commands.filter((each) => !known(each))).toEqual([]);
  });
});
