import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  defaultWorkFactor,
  openWithPassphrase,
  sealWithPassphrase,
} from '../../../../../electron/services/age/passphrase.ts';
import { noise } from '../../../../support/pieces.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

vi.setConfig({ testTimeout: 120_000 });

const secret = Buffer.from('AGE-SECRET-KEY-1…\n');
const quick = 10;
const header = (sealed: Uint8Array) => Buffer.from(sealed).toString('latin1').split('\n')[1];

describe('a secret under a passphrase', () => {
  it('opens with the passphrase and no other', async () => {
    const sealed = await sealWithPassphrase(secret, '评审 2026 correct horse', quick);
    const opened = await openWithPassphrase(sealed, '评审 2026 correct horse');
    expect(opened.ok && Buffer.from(opened.value)).toEqual(secret);
    expect(await openWithPassphrase(sealed, '评审 2026 correct horsf')).toEqual({
      ok: false,
      failure: { kind: 'wrong-passphrase' },
    });
  });

  it('costs 2^16 rounds of scrypt unless told otherwise', async () => {
    expect(defaultWorkFactor).toBe(16);
    expect(header(await sealWithPassphrase(secret, 'x'))).toMatch(/^-> scrypt \S{22} 16$/);
  });

  it('opens however the letters of the passphrase were composed', async () => {
    const sealed = await sealWithPassphrase(secret, 'cafe\u0301', quick);
    expect((await openWithPassphrase(sealed, 'caf\u00e9')).ok).toBe(true);
  });

  it('may be as large as a mebibyte, and empty', async () => {
    for (const size of [0, 1024 * 1024]) {
      const opened = await openWithPassphrase(
        await sealWithPassphrase(noise(size), 'x', quick),
        'x',
      );
      expect(opened.ok && noise(size).equals(opened.value)).toBe(true);
    }
    await expect(sealWithPassphrase(noise(1024 * 1024 + 1), 'x', quick)).rejects.toThrow(
      RangeError,
    );
  });

  it('is not sealed or opened with more than 2^18 rounds', async () => {
    await expect(sealWithPassphrase(secret, 'x', 19)).rejects.toThrow(RangeError);
    const sealed = Buffer.from(await sealWithPassphrase(secret, 'x', quick)).toString('latin1');
    for (const factor of ['19', '30', '99']) {
      const file = Buffer.from(sealed.replace(/^(-> scrypt \S+) 10$/m, `$1 ${factor}`), 'latin1');
      expect(await openWithPassphrase(file, 'x')).toEqual({
        ok: false,
        failure: { kind: 'work-factor' },
      });
    }
  });

  it('is told damaged when it was cut, changed, or never sealed', async () => {
    const sealed = Buffer.from(await sealWithPassphrase(secret, 'x', quick));
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
    const weaker = Buffer.from(sealed.toString('latin1').replace(/ 10$/m, ' 010'), 'latin1');
    for (const file of [
      sealed.subarray(0, -1),
      changed,
      Buffer.from('hello'),
      weaker,
      noise(3_000_000),
    ]) {
      expect(await openWithPassphrase(file, 'x')).toEqual({
        ok: false,
        failure: { kind: 'damaged' },
      });
    }
  });
});

/** `age` asks for passphrases at a terminal only: `script` gives it one. */
describeWith(['age', 'script'], 'the age command', (age, script) => {
  const folder = temporaryFolder('passphrase');
  const at = (name: string) => path.join(folder, name);
  const type = (command: string, lines: string) =>
    execFileSync(script, ['-qec', command, '/dev/null'], {
      input: lines,
      stdio: ['pipe', 'ignore', 'ignore'],
    });

  it('opens what we sealed', async () => {
    writeFileSync(at('ours.age'), await sealWithPassphrase(secret, 'correct horse', quick));
    type(`${age} -d -o ${at('ours')} ${at('ours.age')}`, 'correct horse\n');
    expect(readFileSync(at('ours'))).toEqual(secret);
  });

  it('seals what we open', async () => {
    writeFileSync(at('plain'), secret);
    type(`${age} -p -o ${at('theirs.age')} ${at('plain')}`, 'correct horse\ncorrect horse\n');
    const opened = await openWithPassphrase(readFileSync(at('theirs.age')), 'correct horse');
    expect(opened.ok && Buffer.from(opened.value)).toEqual(secret);
  });
});
