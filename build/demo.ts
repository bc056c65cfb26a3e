import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type App, openApp } from '../electron/app.ts';
import { applyAnswers } from '../electron/cli/apply-answers.ts';
import { applyDecisions } from '../electron/cli/apply-decisions.ts';
import type { Desk } from '../electron/cli/command.ts';
import { mintAll } from '../electron/cli/file-transfer.ts';
import { intakeLines, listLines } from '../electron/cli/report-lines.ts';
import { nodePlatform } from '../electron/platform-node.ts';
import { readJsonFile } from '../electron/services/json/json-file.ts';
import { textFor } from '../electron/services/text.ts';
import packageJson from '../package.json' with { type: 'json' };
import { answersFile, decisionsFile } from '../shared/answers.ts';
import type { HaizhiContract } from '../shared/contract.ts';
import { profileFile } from '../shared/enrolment.ts';
import { must } from '../shared/result.ts';
import { connect } from '../shared/rpc.ts';
import { inProject } from './project.ts';

/** Runs the sample round without a screen, from enrolment to the final list, on the real formats. */

const { values } = parseArgs({
  options: { out: { type: 'string', default: inProject('demo') }, lang: { type: 'string' } },
});
const text = textFor(values.lang === 'en' ? 'en' : 'zh-CN');
const { locale } = text;
const folder = path.resolve(process.env.INIT_CWD ?? '.', values.out);
const sample = (...names: string[]) => inProject('assets/sample', ...names);
const made = (...names: string[]) => path.join(folder, ...names);
const people = ['e1', 'e2', 'e3', 'e4', 'e5', 'chair'] as const;
const passphrase = 'sample round 2026';
const started = performance.now();
const apps: App[] = [];

await prepareFolder();
const center = await open(made('center'), true);
const { fingerprint } = must(
  await center.call('center.create', { name: text('demo.center-name'), passphrase }),
);
step('center', { fingerprint });

const desks = await enrolEverybody();
const bundle = await pack();
await Promise.all(people.map((person) => openBundle(person)));
for (const person of people) await review(person);
await consolidate();
await importTwice();
await writeList();
for (const app of apps) await app.close();
step('done', { seconds: ((performance.now() - started) / 1000).toFixed(0) });
console.log(
  text('demo.open-app', {
    profile: relative(made('e1')),
    chair: relative(made('chair')),
    center: relative(made('center')),
    passphrase,
  }),
);

/** A folder of an earlier demonstration is replaced; anything else is left alone. */
async function prepareFolder(): Promise<void> {
  const mark = made('.haizhi-demo');
  if (existsSync(folder) && !existsSync(mark)) {
    throw new Error(
      `${folder} exists and was not made by the demonstration: choose another with --out`,
    );
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(mark, '');
}

async function open(home: string, isCenter: boolean): Promise<Desk> {
  const app = await openApp({
    home,
    profile: home,
    center: isCenter ? home : null,
    door: 'cli',
    version: packageJson.version,
    platform: nodePlatform(home),
    dialogs: null,
  });
  apps.push(app);
  const { files, dumpRegistry } = app;
  return { call: connect<HaizhiContract>(app.call), files, dumpRegistry };
}

async function enrolEverybody(): Promise<ReadonlyMap<string, Desk>> {
  const opened = await Promise.all(
    people.map(async (person) => {
      const desk = await open(made(person), false);
      const file = sample('people', `${person}.profile.json`);
      const profile = must(await readJsonFile(file, file, profileFile));
      const created = must(await desk.call('identity.create', { profile, passphrase }));
      must(await desk.files.deliver(created.request.token, made(`${person}.csr.pem`)));
      must(await desk.call('identity.unlock', { passphrase }));
      return [person, desk] as const;
    }),
  );
  must(await center.call('center.unlock', { passphrase }));
  for (const person of people) {
    const files = must(await mintAll(center.files, [made(`${person}.csr.pem`)]));
    const role = person === 'chair' ? 'chair' : 'expert';
    const [enrolled] = must(await center.call('center.enrol', { files, role }));
    step('enrolled', { name: enrolled?.name ?? '', role: text(`domain.role.${role}`) });
  }
  return new Map(opened);
}

function desk(person: string): Desk {
  const found = desks.get(person);
  if (found === undefined) throw new Error(`no desk for ${person}`);
  return found;
}

async function pack(): Promise<string> {
  const [roundFolder = ''] = must(await mintAll(center.files, [sample('round')]));
  const packed = must(await center.call('center.pack', { folder: roundFolder, incomplete: true }));
  const out = made(`${packed.round}.hzb`);
  must(await center.files.deliver(packed.file.token, out));
  step('packed', { file: relative(out), megabytes: (packed.file.size / 1e6).toFixed(1) });
  for (const each of packed.warnings)
    console.log(`    ${text(`problem.${each.reason}`, { ...each })}`);
  return out;
}

async function openBundle(person: string): Promise<void> {
  const { call, files } = desk(person);
  const [file = ''] = must(await mintAll(files, [bundle]));
  must(await call('bundles.open', { file, trust: fingerprint }));
}

async function review(person: string): Promise<void> {
  const here = desk(person);
  const round = await roundId();
  const file = sample('answers', `${person}.answers.json`);
  const answers = must(await readJsonFile(file, file, answersFile));
  const { recorded } = must(await applyAnswers(here, round, answers, file));
  const signed = must(await here.call('review.sign', { round, passphrase, locale }));
  const out = made(`${person}.result.xlsx`);
  must(await here.files.deliver(signed.file.token, out));
  const [summary] = must(await here.call('rounds.list', {}));
  const recused = summary?.recused ?? 0;
  const name = must(await here.call('identity.read', {})).profile?.name ?? person;
  step('reviewed', { name, entries: recorded, recused, file: relative(out) });
}

async function roundId(): Promise<string> {
  const [summary] = must(await desk('chair').call('rounds.list', {}));
  return summary?.id ?? '';
}

async function consolidate(): Promise<void> {
  const chair = desk('chair');
  const round = await roundId();
  const workbooks = people.map((person) => made(`${person}.result.xlsx`));
  const files = must(await mintAll(chair.files, workbooks));
  must(await chair.call('panel.collect', { round, files }));
  const file = sample('decisions.json');
  must(
    await applyDecisions(chair, round, must(await readJsonFile(file, file, decisionsFile)), file),
  );
  const signed = must(await chair.call('panel.sign', { round, passphrase, locale }));
  const out = made('panel.xlsx');
  must(await chair.files.deliver(signed.file.token, out));
  const flags = must(await chair.call('panel.read', { round })).events.filter(
    ({ event }) => event.kind === 'flag.disposed',
  );
  step('consolidated', { workbooks: workbooks.length, flags: flags.length, file: relative(out) });
}

/** Importing again, in another order, changes nothing. */
async function importTwice(): Promise<void> {
  const workbooks = [made('panel.xlsx'), ...people.map((person) => made(`${person}.result.xlsx`))];
  for (const order of [workbooks, workbooks.toReversed()]) {
    const files = must(await mintAll(center.files, order));
    const reports = must(await center.call('center.import', { files }));
    const taken = reports.filter(({ outcome }) => outcome === 'taken').length;
    const known = reports.filter(({ outcome }) => outcome === 'known').length;
    step('imported', { taken, known });
    for (const refused of reports.filter(({ outcome }) => outcome === 'refused')) {
      throw new Error(intakeLines(refused, text).join('\n'));
    }
  }
}

async function writeList(): Promise<void> {
  const round = await roundId();
  for (const format of ['xlsx', 'csv', 'json'] as const) {
    const exported = must(await center.call('center.export', { round, format, locale }));
    must(await center.files.deliver(exported.token, made(`list.${format}`)));
  }
  const listed = must(await center.call('center.list', { round }));
  step('listed', { file: relative(made('list.xlsx')) });
  for (const line of listLines(listed, text)) console.log(`    ${line}`);
}

function relative(file: string): string {
  return path.relative(process.env.INIT_CWD ?? process.cwd(), file) || '.';
}

function step(key: string, values: Readonly<Record<string, string | number>>): void {
  console.log(`● ${text(`demo.${key}`, values)}`);
}
