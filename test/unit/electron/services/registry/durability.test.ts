import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { inProject } from '../../../../../build/project.ts';
import { type Ran, run } from '../../../../support/command-line.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

describeWith(['strace'], 'the disk under a registry in a folder', (strace) => {
  const folder = temporaryFolder('durability');
  const at = (name: string) => path.join(folder, name);
  let calls: readonly string[];

  beforeAll(async () => {
    await write('registry', '某站', ['-e', 'trace=fsync,rename,write']);
    calls = tracedCalls();
  }, 120_000);

  const tracedCalls = () => readFileSync(at('calls'), 'utf8').split('\n');

  /** Runs the writer on a registry; strace prints descriptors with the paths behind them. */
  function write(registry: string, applicant: string, options: readonly string[]): Promise<Ran> {
    const tracing = ['-f', '-y', '--seccomp-bpf', '-o', at('calls'), ...options];
    const script = inProject('test/support/registry-writer.ts');
    const writer = [process.execPath, script, at(registry), applicant];
    return run(strace, [...tracing, ...writer], { cwd: folder });
  }

  /** The writer's own word, as a call. */
  const said = (word: string) => {
    const place = calls.findIndex((each) => each.includes(`"${word}`));
    expect(place, word).toBeGreaterThan(0);
    return place;
  };

  it('has every file and folder of a new one before the registry has its name', () => {
    const renamed = calls.findIndex((each) => /rename\(".*registry\.new", ".*registry"/.test(each));
    const synced = pathsSynced(calls.slice(0, renamed));
    const names = readdirSync(at('registry'), { recursive: true, encoding: 'utf8' });
    // Of what lies there now, PostgreSQL's own tables, which nobody has touched since.
    const own = names.filter((each) => /^base(\/\d+(\/\d{1,4}(_fsm|_vm)?)?)?$/.test(each));
    expect(own.length).toBeGreaterThan(500);
    expect(own.filter((each) => !synced.has(path.join(at('registry.new'), each)))).toEqual([]);
    const next = calls.slice(renamed).find((each) => each.includes('fsync('));
    expect(next).toContain(`<${folder}>`);
  });

  it.each([
    ['2021 done', 'open'],
    ['2022 done', '2021 done'],
    ['2023 done', '2022 done'],
    ['2024 done', '2023 done'],
  ])('has a record before it is answered', (answer, before) => {
    const synced = pathsSynced(calls.slice(said(before), said(answer)));
    expect([...synced].filter((each) => /pg_wal\/[0-9A-F]{24}$/.test(each))).toHaveLength(1);
  });

  it('that refuses a sync has the record refused; those before and after are kept', async () => {
    cpSync(at('registry'), at('copy'), { recursive: true });
    await write('copy', '另站', ['-e', 'trace=fsync,write']);
    const untouched = tracedCalls();
    const end = untouched.findIndex((each) => each.includes('"2022 done'));
    // The kernel's tracer counts by thread: of the one that runs the database.
    const thread = untouched[end]?.split(' ')[0] ?? '';
    const own = untouched.slice(0, end).filter((each) => each.startsWith(`${thread} `));
    const fault = `inject=fsync:error=EIO:when=${pathsSyncedInOrder(own).length}`;
    const ran = await write('registry', '另站', ['-e', 'trace=fsync', '-e', fault]);
    expect(tracedCalls().filter((each) => each.includes('(INJECTED)'))).toHaveLength(1);
    expect(ran.out.split('\n')).toEqual([
      'open',
      '2021 done',
      '2022 registry-unavailable',
      '2023 done',
      '2024 done',
      expect.stringMatching(/^kept 2021 (2022 )?2023 2024$/),
      '',
    ]);
  }, 120_000);
});

function pathsSynced(calls: readonly string[]): ReadonlySet<string> {
  return new Set(pathsSyncedInOrder(calls));
}

function pathsSyncedInOrder(calls: readonly string[]): readonly string[] {
  return calls.flatMap((each) => /fsync\(\d+<(.*?)>/.exec(each)?.[1] ?? []);
}
