import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeBug, openLogFile } from '../../../../electron/services/log.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const clock = () => new Date('2026-05-06T07:08:09Z');

describe('the log', () => {
  it('is one JSON object a line', () => {
    const file = path.join(temporaryFolder('log'), 'log', 'haizhi.log');
    const log = openLogFile(file, clock);
    log.write('info', 'app.started');
    log.write('warning', 'bundle.refused', { reason: 'unsigned', size: 12 });
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const at = '2026-05-06T07:08:09.000Z';
    expect(lines).toEqual([
      { at, level: 'info', event: 'app.started' },
      { at, level: 'warning', event: 'bundle.refused', reason: 'unsigned', size: 12 },
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('never grows beyond two files of one MiB', () => {
    const file = path.join(temporaryFolder('log'), 'haizhi.log');
    const log = openLogFile(file, clock);
    for (let line = 0; line < 300; line++)
      log.write('info', 'filler', { text: 'x'.repeat(10_000) });
    expect(statSync(file).size).toBeLessThanOrEqual(1024 * 1024);
    expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(1024 * 1024);
  });

  it('stays silent where it cannot write', () => {
    const file = path.join(temporaryFolder('log'), 'haizhi.log');
    mkdirSync(file);
    expect(() => openLogFile(file, clock).write('error', 'x')).not.toThrow();
  });
});

describe('describeBug', () => {
  it('tells class, code and stack, never the message', () => {
    const detail = describeBug(attemptParse('{"opinion": CANARY}'));
    expect(detail).toMatchObject({ name: 'SyntaxError', code: null });
    expect(detail.stack).toContain('log.test.ts');
    expect(JSON.stringify(detail)).not.toContain('CANARY');
    expect(describeBug(Object.assign(new Error('CANARY\nCANARY'), { code: 'EIO' }))).toMatchObject({
      code: 'EIO',
    });
    expect(describeBug('CANARY')).toEqual({ thrown: 'string' });
  });
});

function attemptParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
