import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { IdentityState } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { practicePassphrase } from '../../../shared/practice.ts';
import { fail, must, ok, type Result } from '../../../shared/result.ts';
import type { Frozen } from '../../../shared/rpc.ts';
import type { WritingFailure } from '../disk/disk-failure.ts';
import { homeIn } from '../home.ts';
import { identityState, openIdentity } from '../identity/identity.ts';
import { openBundleFile } from '../rounds/bundles.ts';
import { sampleFolder } from '../sample-folder.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import { makePracticeRound } from './round.ts';

/** Where the practice round lives, and where to come back to. */
interface PracticeFolders {
  readonly home: string;
  readonly profile: string;
}

/** The sample round, tried out in a profile of its own: nothing of it touches the real one. */
export function practiceMethods(
  context: ServiceContext,
  folders: PracticeFolders,
): Methods<'practice.start' | 'practice.leave'> {
  const { profile: session, work } = context;
  return {
    'practice.start': ({ work: id }) =>
      work.run(id, (job) => session.exclusive(() => start(context, folders, job))),
    'practice.leave': () =>
      session.exclusive(async () => {
        if (session.isPractice) await session.enter(folders.profile, false);
        return identityState(context);
      }),
  };
}

type StartFailure = Failure<'not-readable' | 'cancelled'> | WritingFailure;

/** Goes on where the practice was left; one that was never completed is made anew. */
async function start(
  context: ServiceContext,
  { home, profile }: PracticeFolders,
  job: Job,
): Promise<Result<Frozen<IdentityState>, StartFailure>> {
  job.signal.throwIfAborted();
  const folder = path.join(home, 'practice');
  const paths = homeIn(path.join(folder, 'profile'));
  const isComplete = (await stat(paths.center).catch(() => null)) !== null;
  const made = isComplete ? ok(null) : await make(folder, context, job);
  if (!made.ok) return made;
  await context.profile.enter(paths.folder, true);
  const identity = await openIdentity(paths, practicePassphrase);
  if (!identity.ok) return leave(context, profile, paths.identity, identity.failure.kind);
  context.profile.open(identity.value);
  if (made.value !== null) {
    const opened = await openBundleFile(context, made.value.source, made.value.fingerprint, job);
    if (!opened.ok) return leave(context, profile, made.value.source.name, opened.failure.kind);
  }
  return ok(must(await identityState(context)));
}

async function make(
  folder: string,
  context: ServiceContext,
  job: Job,
): Promise<
  Result<
    { readonly source: { path: string; name: string }; readonly fingerprint: string },
    StartFailure
  >
> {
  await rm(folder, { recursive: true, force: true });
  const places = {
    center: path.join(folder, 'center'),
    profile: homeIn(path.join(folder, 'profile')),
    sample: sampleFolder,
  };
  const made = await makePracticeRound(places, context, job);
  if (made.ok) {
    const { file, fingerprint } = made.value;
    return ok({ source: { path: file, name: path.basename(file) }, fingerprint });
  }
  const { failure } = made;
  const { kind } = failure;
  if (kind === 'input-invalid' || kind === 'registry-unavailable' || kind === 'center-log') {
    throw new Error(`the sample round is not sound: ${JSON.stringify(failure)}`);
  }
  return fail(failure);
}

/** Back to the real profile when the practice cannot be entered. */
async function leave(
  { profile: session }: ServiceContext,
  profile: string,
  file: string,
  detail: string,
): Promise<Result<never, StartFailure>> {
  await session.enter(profile, false);
  return fail({ kind: 'not-readable', file, detail });
}
