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

/** A figure that the product aims at, and whether this run is within it. */
type Aim = readonly [what: string, found: number, most: number, unit: string];

interface Line {
  readonly what: string;
  readonly ours: Cost;
  readonly tools: Cost;
  /** What the tools and a sync of what they wrote took, in seconds. */
  readonly synced?: number;
  readonly aims: readonly Aim[];
}

const times = (most: number, { wall }: Cost, tools: Cost): Aim => [
  `within ${most} × of the tools`,
  wall / tools.wall,
  most,
  ' ×',
];
const within = (most: number, { wall }: Cost): Aim => [
  `at most ${most} ms`,
  wall * 1000,
  most,
  ' ms',
];
const memory = ({ peak = Number.NaN }: Cost): Aim => ['at most 200 MB', peak, 200, ' MB'];
/** Warm openings by size of the bundle, in seconds. */
const openings = new Map<number, number>();

try {
  const sizes = values.sizes
    .split(',')
    .filter((each) => each !== '')
    .map(Number);
  for (const size of [...sizes, ...(values.huge ? [6] : [])]) await benchSize(size);
  judgeGrowth();
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
  for (const line of await reading(round, size)) print(line);
  rmSync(at('tools.age'));
  console.log(`  (a bundle of ${(statSync(at('ours.hzb')).size / 1e9).toFixed(2)} GB)`);
  rmSync(at('ours.hzb'));
  removeLibrary();
  removeCenter();
}

/** Both begin with the documents read a moment ago, or the second one would find them pushed out of the system's memory. */
async function packing(round: BenchedRound): Promise<Line> {
  const read = () => runTools('find round -type f -exec cat {} + > /dev/null', work);
  await read();
  const panel = round.recipients.map((each) => `-r ${each}`).join(' ');
  const tools = await runTools(`zip -0 -q -r - round | age ${panel} -o tools.age`, work);
  const { wall } = await runTools('sync tools.age', work);
  await read();
  const ours = await runTask<Cost>(tasks, 'pack', { round, out: at('ours.hzb') });
  const aims = [times(2, ours, tools), memory(ours)];
  return { what: 'center.pack | zip -0, age', ours, tools, synced: tools.wall + wall, aims };
}

async function taking(): Promise<Line> {
  const tools = await runTools('sha256sum ours.hzb && cp ours.hzb copy', work);
  const { wall } = await runTools('sync copy', work);
  rmSync(at('copy'));
  const ours = await take();
  const aims = [times(2, ours, tools), memory(ours)];
  return { what: 'verify, copy | sha256sum, cp', ours, tools, synced: tools.wall + wall, aims };
}

function take(): Promise<Cost> {
  return runTask<Cost>(tasks, 'take', { file: at('ours.hzb'), target: at('library.hzb') });
}

function removeLibrary(): void {
  for (const name of ['library.hzb', 'library.hzb.blocks']) rmSync(at(name));
}

async function reading({ identity }: BenchedRound, size: number): Promise<readonly Line[]> {
  const decrypted = 'age -d -i identity tools.age | bsdtar';
  const listed = await runTools(`${decrypted} -tf -`, work);
  const listing = await runTask<Cost[]>(tasks, 'list', { file: at('library.hzb'), identity });
  const member = "'round/app-1/document 1.bin'";
  const extracted = await runTools(`${decrypted} -xOf - ${member}`, work);
  const documents = await runTask<Cost[]>(tasks, 'read', { file: at('library.hzb'), identity });
  openings.set(size, warm(listing).wall);
  const line = (what: string, ours: Cost, tools: Cost, least: readonly Aim[]): Line => {
    return { what, ours, tools, aims: [...least, times(0.1, ours, tools), memory(ours)] };
  };
  const opened = 'open the list | age -d, bsdtar';
  const read = 'a document of 5 MB | age -d, bsdtar';
  return [
    line(`${opened}, first`, first(listing), listed, [within(300, first(listing))]),
    line(`${opened}, warm`, warm(listing), listed, [within(300, warm(listing))]),
    line(`${read}, first`, first(documents), extracted, []),
    line(`${read}, warm`, warm(documents), extracted, [within(60, warm(documents))]),
  ];
}

/** Whether opening takes the same for bundles of all sizes, or only longer by what their applications are more. */
function judgeGrowth(): void {
  const [[least, small] = [0, 0], ...others] = [...openings].toSorted(([a], [b]) => a - b);
  for (const [size, wall] of others) {
    judge([`opening ${size} GB as ${least} GB`, wall / small, size / least, ' ×']);
  }
}

async function benchApplications(counts: readonly number[]): Promise<void> {
  console.log('\nOpening the list by the number of applications (of one small document each)');
  const opened: (readonly [number, number])[] = [];
  for (const applications of counts) {
    mkdirSync(at('round'));
    const round = await makeRound(at('round'), { applications, documents: 1, bytes: 1_000 });
    const packed = await runTask<Cost>(tasks, 'pack', { round, out: at('ours.hzb') });
    const { identity } = round;
    await take();
    const runs = await runTask<Cost[]>(tasks, 'list', { file: at('library.hzb'), identity });
    const took = `first ${ms(first(runs).wall)}, warm ${ms(warm(runs).wall)}`;
    console.log(`  ${String(applications).padStart(5)}: ${took}; packed in ${ms(packed.wall)}`);
    rmSync(at('round'), { recursive: true });
    rmSync(at('ours.hzb'));
    removeLibrary();
    removeCenter();
    opened.push([applications, warm(runs).wall]);
  }
  // Ten times the applications may take ten times as long, and the fixed part makes it less.
  const [, [ten, atTen] = [1, 1], , [most, atMost] = [1, 1]] = opened;
  judge([`linear from ${ten} to ${most} applications`, atMost / atTen, most / ten, ' ×']);
}

function removeCenter(): void {
  rmSync(at('center'), { recursive: true });
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

function print({ what, ours, tools, synced, aims }: Line): void {
  const ratio = (ours.wall / tools.wall).toFixed(ours.wall < tools.wall / 10 ? 4 : 2);
  const durable = synced === undefined ? '' : `, ${(ours.wall / synced).toFixed(2)} × with sync`;
  console.log(
    `  ${what.padEnd(40)} ours ${ms(ours.wall)} (cpu ${ms(ours.cpu)}, ${ours.peak?.toFixed(0)} MB), ` +
      `tools ${ms(tools.wall)} (cpu ${ms(tools.cpu)}): ${ratio} ×${durable}`,
  );
  for (const aim of aims) judge(aim);
}

function judge([what, found, most, unit]: Aim): void {
  const measured = `${found.toFixed(found < 1 ? 4 : 2)}${unit}`;
  console.log(`      ${found <= most ? 'met   ' : 'MISSED'} ${what}: ${measured}`);
}

function ms(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(1)} s`;
}
