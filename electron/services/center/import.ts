import type { IntakeReport } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { IssuedRound } from '../registry/issued.ts';
import type { RegisteredWorkbook, Registry } from '../registry/registry.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import { bindingRefusal, reportOf, takeInEach, verdictRefusal } from '../workbook/intake.ts';
import { judgeWorkbook } from '../workbook/judging.ts';
import { keepWorkbook } from '../workbook/store.ts';
import type { Verification } from '../workbook/verification.ts';
import { type LogFailure, noteActs } from './center-log.ts';
import type { CenterPaths, CenterPublic } from './folder.ts';
import type { CenterKeys } from './keys.ts';
import { unlocked } from './unlocking.ts';

interface Import {
  readonly paths: CenterPaths;
  readonly center: CenterPublic;
  readonly keys: CenterKeys;
  readonly registry: Registry;
  readonly rounds: readonly IssuedRound[];
}

/**
 * Takes in result and panel workbooks, in any order and as often as anybody likes: the registry ends up the same. Only a
 * recusal after a hard deadline waits for the revision before it. Each file is kept whole before the registry names it; one
 * that is refused or cannot be read changes nothing and stops none of the others.
 */
export async function importWorkbooks(
  context: ServiceContext,
  files: readonly string[],
  job: Job,
): ReturnType<Methods<'center.import'>['center.import']> {
  const read = await unlocked(context);
  if (!read.ok) return read;
  const registry = await context.center.registry();
  if (!registry.ok) return registry;
  const rounds = await registry.value.rounds();
  if (!rounds.ok) return rounds;
  const open = { ...read.value, registry: registry.value, rounds: rounds.value };
  return takeInEach(context.files, { tokens: files, job }, (bytes, name) =>
    importOne(context, open, { bytes, name, job }),
  );
}

type ImportFailure = Failure<'registry-unavailable'> | LogFailure;

async function importOne(
  context: ServiceContext,
  open: Import,
  { bytes, name, job }: { readonly bytes: Uint8Array; readonly name: string; readonly job: Job },
): Promise<Result<IntakeReport, ImportFailure>> {
  const verification = await judgeWorkbook(
    context.compute,
    {
      bytes,
      authority: open.center.authority,
      now: context.platform.now(),
      revoked: open.center.revoked.map(({ serial, since }) => ({ serial, since })),
    },
    { signal: job.signal },
  );
  const report = reportOf(name, verification);
  const { payload, sha256 } = verification;
  const parent = await earlierOf(open.registry, payload);
  if (!parent.ok) return parent;
  const refused = refusalOf(verification, open, parent.value);
  const log = { ...open, platform: context.platform };
  if (refused !== null) {
    const { refusal } = refused;
    const noted = await noteActs(log, [{ kind: 'workbook.refused', workbook: sha256, refusal }]);
    return noted.ok ? ok({ report, outcome: 'refused', ...refused }) : noted;
  }
  if (payload === null) throw new Error('a workbook that belongs here has no payload');
  const kept = await keepWorkbook(open.paths.workbooks, sha256, bytes);
  if (!kept.ok) return kept;
  const { round, signer } = payload;
  const noted = await noteActs(log, [
    { kind: 'workbook.imported', round: round.id, workbook: sha256, signer: signer.id },
  ]);
  if (!noted.ok) return noted;
  const taken = await open.registry.take({ sha256, payload });
  if (!taken.ok) return taken;
  return ok({ report, outcome: taken.value, refusal: null, detail: '' });
}

/** The revision that this one says it follows, when that is here. */
async function earlierOf(
  registry: Registry,
  payload: Verification['payload'],
): Promise<Result<RegisteredWorkbook | undefined, Failure<'registry-unavailable' | 'disk-full'>>> {
  const parent = payload?.parent ?? null;
  if (payload === null || parent === null) return ok(undefined);
  const kept = await registry.workbooks(payload.round.id);
  return kept.ok ? ok(kept.value.find(({ sha256 }) => sha256 === parent)) : kept;
}

function refusalOf(
  verification: Verification,
  { center, rounds }: Import,
  parent: RegisteredWorkbook | undefined,
) {
  const { payload, signer } = verification;
  if (payload === null || signer === null) return verdictRefusal(verification);
  const issued = rounds.find((each) => each.id === payload.round.id);
  if (issued === undefined) {
    return { refusal: 'other-round', detail: payload.round.id } as const;
  }
  return bindingRefusal(payload, signer, {
    authority: center.fingerprint,
    bundles: issued.bundles.map(({ file, ...bundle }) => ({ ...bundle, ...file })),
    formats: ['haizhi.result', 'haizhi.panel'],
    earlier: (workbook) => (parent?.sha256 === workbook ? parent.payload : undefined),
  });
}
