import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { HaizhiContract } from '../../../shared/contract.ts';
import type { RoundList } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import type { Output } from '../../../shared/rpc.ts';
import type { IssuedRound, RegisteredBundle } from '../registry/issued.ts';
import type { Registry, Unavailable as RegistryFailure } from '../registry/registry.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { textFor } from '../text.ts';
import { buildListWorkbook } from '../workbook/write.ts';
import { noteActs } from './center-log.ts';
import { listCsv } from './list-csv.ts';
import { listOf } from './round-list.ts';
import { unlocked } from './unlocking.ts';

type RoundLine = Output<HaizhiContract, 'center.read'>['rounds'][number];
type Unavailable = Failure<
  'center-missing' | 'center-damaged' | 'registry-unavailable' | 'disk-full'
>;

/** All issued rounds and how far they are, by id. A registry that was never used is not created for that. */
export async function roundSummaries(
  context: ServiceContext,
): Promise<Result<readonly RoundLine[], Unavailable>> {
  const paths = context.center.paths();
  if (!paths.ok) return paths;
  const isUsed = (await context.center.hasServer()) || (await isFolder(paths.value.registry));
  if (!isUsed) return ok([]);
  const registry = await context.center.registry();
  if (!registry.ok) return registry;
  const rounds = await registry.value.rounds();
  if (!rounds.ok) return rounds;
  const lines: RoundLine[] = [];
  for (const issued of rounds.value) {
    const list = await listIn(registry.value, issued);
    if (!list.ok) return list;
    lines.push(...issued.bundles.slice(-1).map((each) => lineOf(each, list.value)));
  }
  return ok(lines);
}

function lineOf({ file, sequence, issuedAt }: RegisteredBundle, list: RoundList): RoundLine {
  const { id, title, kind, year, deadline } = file.round;
  const results = list.panels.flatMap((each) => each.results);
  return {
    id,
    title,
    kind,
    year,
    deadline: deadline.at,
    sequence,
    issuedAt,
    panels: list.panels.length,
    members: results.length,
    applications: list.applications.length,
    results: results.filter((each) => each.revision !== null || each.forked).length,
    decided: list.decided,
  };
}

/** What a round has come to so far. */
export async function listRound(
  context: ServiceContext,
  id: string,
): Promise<Result<RoundList, Unavailable | Failure<'unknown-round'>>> {
  const registry = await context.center.registry();
  if (!registry.ok) return registry;
  const rounds = await registry.value.rounds();
  if (!rounds.ok) return rounds;
  const issued = rounds.value.find((each) => each.id === id);
  if (issued === undefined) return fail({ kind: 'unknown-round', round: id });
  return listIn(registry.value, issued);
}

async function listIn(
  registry: Registry,
  issued: IssuedRound,
): Promise<Result<RoundList, RegistryFailure>> {
  const workbooks = await registry.workbooks(issued.id);
  if (!workbooks.ok) return workbooks;
  const choices = await registry.choices(issued.id);
  return choices.ok ? ok(listOf(issued, workbooks.value, choices.value)) : choices;
}

/** The list as a file, held in memory until it is saved. */
export async function exportList(
  context: ServiceContext,
  { round, format, locale }: Parameters<Methods<'center.export'>['center.export']>[0],
): ReturnType<Methods<'center.export'>['center.export']> {
  const open = await unlocked(context);
  if (!open.ok) return open;
  const listed = await listRound(context, round);
  if (!listed.ok) return listed;
  const log = { ...open.value, platform: context.platform };
  const noted = await noteActs(log, [{ kind: 'list.exported', round, format }]);
  if (!noted.ok) return noted;
  const bytes = await encode(listed.value, format, locale);
  const held = await context.files.hold(bytes, `${round}.${format}`);
  if (!held.ok) throw new Error('bytes in memory were not readable');
  return held;
}

function encode(
  list: RoundList,
  format: 'xlsx' | 'csv' | 'json',
  locale: 'zh-CN' | 'en',
): Promise<Uint8Array> | Uint8Array {
  switch (format) {
    case 'xlsx':
      return buildListWorkbook(list, locale);
    case 'csv':
      return listCsv(list, textFor(locale));
    case 'json':
      return Buffer.from(`${JSON.stringify(list, null, 2)}\n`);
    default:
      return assertNever(format);
  }
}

async function isFolder(folder: string): Promise<boolean> {
  const found = await stat(path.join(folder, 'PG_VERSION')).catch(() => null);
  return found !== null;
}
