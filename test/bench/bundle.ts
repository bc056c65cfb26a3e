import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchedRound, makeRound } from './benched-round.ts';
import type { Cost } from './cost.ts';
import { bundleTasks, median, runTask, runTools } from './tool-run.ts';

/**
 * `npm run bench:bundle`: packs, takes in, opens and reads bundles beside ordinary tools on the same bytes, in one run, so that
 * the ratios hold on any machine. `--sizes 2,4` in GB; `--huge` adds 6 GB (ZIP64 at every place); `--folder` where four times
 * the largest size is free. Needs age, zip, bsdtar and sha256sum. Removes everything that it made.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '2,4' },
    huge: { type: 'boolean', default: false },
    folder: { type: 'string', default: tmpdir() },
  },
});

const work = mkdtempSync(path.join(values.folder, 'haizhi-bench-'));
const clean = () => rmSync(work, { recursive: true, force: true });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clean();
    process.exit(1);
  });
}
const at = (name: string) => path.join(work, name);
const documentBytes = 5_000_000;

const tasks = await bundleTasks(at('tasks'));

type Line = readonly [what: string, ours: Cost, tools: Cost, synced?: number];

try {
  const sizes = values.sizes
    .split(',')
    .filter((each) => each !== '')
    .map(Number);
  for (const size of [...sizes, ...(values.huge ? [6] : [])]) await benchSize(size);
  await benchApplications([1, 10, 100, 1_000]);
} finally {
  clean();
}

async function benchSize(size: number): Promise<void> {
  const applications = Math.max(Math.round(size * 20), 1);
  const documents = 10;
  console.log(`\n${size} GB: ${applications} applications of ${documents} documents of 5 MB`);
  mkdirSync(at('round'));
  const round = await makeRound(at('round'), { applications, documents, bytes: documentBytes });
  print(await packing(round));
  rmSync(at('round'), { recursive: true });
  print(await taking());
  for (const line of await reading(round)) print(line);
  rmSync(at('tools.age'));
  console.log(`  (a bundle of ${(statSync(at('ours.hzb')).size / 1e9).toFixed(2)} GB)`);
  rmSync(at('ours.hzb'));
  removeLibrary();
}

/** Both begin with the documents read a moment ago, or the second one would find them pushed out of the system's memory. */
async function packing(round: BenchedRound): Promise<Line> {
  const read = () => runTools('find round -type f -exec cat {} + > /dev/null', work);
  await read();
  const tools = await runTools(
    `zip -0 -q -r - round | age -r ${round.recipient} -o tools.age`,
    work,
  );
  const { wall } = await runTools('sync tools.age', work);
  await read();
  const ours = await runTask<Cost>(tasks, 'pack', { round, out: at('ours.hzb') });
  return ['pack and sync | zip -0, age', ours, tools, tools.wall + wall];
}

async function taking(): Promise<Line> {
  const tools = await runTools('sha256sum ours.hzb && cp ours.hzb copy', work);
  const { wall } = await runTools('sync copy', work);
  rmSync(at('copy'));
  const ours = await take();
  return ['verify, copy, sync | sha256sum, cp', ours, tools, tools.wall + wall];
}

function take(): Promise<Cost> {
  return runTask<Cost>(tasks, 'take', { file: at('ours.hzb'), target: at('library.hzb') });
}

function removeLibrary(): void {
  for (const name of ['library.hzb', 'library.hzb.blocks']) rmSync(at(name));
}

async function reading({ identity }: BenchedRound): Promise<readonly Line[]> {
  const decrypted = 'age -d -i identity tools.age | bsdtar';
  const listed = await runTools(`${decrypted} -tf -`, work);
  const listing = await runTask<Cost[]>(tasks, 'list', { file: at('library.hzb'), identity });
  const member = "'round/app-1/document 1.bin'";
  const extracted = await runTools(`${decrypted} -xOf - ${member}`, work);
  const documents = await runTask<Cost[]>(tasks, 'read', { file: at('library.hzb'), identity });
  return [
    ['open the list, first time | age -d, bsdtar', first(listing), listed],
    ['open the list, warm', warm(listing), listed],
    ['a document of 5 MB, first | age -d, bsdtar', first(documents), extracted],
    ['a document of 5 MB, warm', warm(documents), extracted],
  ];
}

async function benchApplications(counts: readonly number[]): Promise<void> {
  console.log('\nOpening the list by the number of applications (of one small document each)');
  for (const applications of counts) {
    mkdirSync(at('round'));
    const round = await makeRound(at('round'), { applications, documents: 1, bytes: 1_000 });
    const packed = await runTask<Cost>(tasks, 'pack', { round, out: at('ours.hzb') });
    const { identity } = round;
    await take();
    const runs = await runTask<Cost[]>(tasks, 'list', { file: at('library.hzb'), identity });
    const times = `first ${ms(first(runs).wall)}, warm ${ms(warm(runs).wall)}`;
    console.log(`  ${String(applications).padStart(5)}: ${times}; packed in ${ms(packed.wall)}`);
    rmSync(at('round'), { recursive: true });
    rmSync(at('ours.hzb'));
    removeLibrary();
  }
}

function first(runs: readonly Cost[]): Cost {
  return runs[0] as Cost;
}

function warm(runs: readonly Cost[]): Cost {
  const rest = runs.slice(1);
  const of = (value: (cost: Cost) => number) => median(rest.map(value));
  return {
    wall: of((each) => each.wall),
    cpu: of((each) => each.cpu),
    peak: rest.at(-1)?.peak ?? 0,
  };
}

function print([what, ours, tools, synced]: Line): void {
  const ratio = (ours.wall / tools.wall).toFixed(ours.wall < tools.wall / 10 ? 4 : 2);
  const durable = synced === undefined ? '' : `, ${(ours.wall / synced).toFixed(2)} × with sync`;
  console.log(
    `  ${what.padEnd(44)} ours ${ms(ours.wall)} (cpu ${ms(ours.cpu)}, ${ours.peak?.toFixed(0)} MB), ` +
      `tools ${ms(tools.wall)} (cpu ${ms(tools.cpu)}): ${ratio} ×${durable}`,
  );
}

function ms(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(1)} s`;
}
