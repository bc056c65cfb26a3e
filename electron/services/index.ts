import type { HaizhiContract } from '../../shared/contract.ts';
import type { Implementation } from '../../shared/rpc.ts';
import { appMethods } from './app-methods.ts';
import { centerMethods } from './center/center.ts';
import { createCenterSession } from './center/session.ts';
import { compute } from './compute/compute.ts';
import type { Dialogs } from './dialogs.ts';
import { createFileStore, type FileStore } from './files.ts';
import { beforeFirstCall } from './first-call.ts';
import { identityMethods } from './identity/identity.ts';
import { passphraseMethods } from './identity/passphrase-methods.ts';
import { createProfileSession } from './identity/profile-session.ts';
import { tidyProfile } from './identity/tidy-profile.ts';
import { IdleLock, type Watched } from './idle-lock.ts';
import { describeBug } from './log.ts';
import { createMeetingShelf } from './panel/meeting-shelf.ts';
import { panelMethods } from './panel/panel.ts';
import type { Platform } from './platform.ts';
import { practiceMethods } from './practice/practice.ts';
import { logMethods } from './recovery/log-methods.ts';
import { reviewMethods } from './review/review.ts';
import { bundleMethods } from './rounds/bundles.ts';
import { DocumentCache } from './rounds/document-cache.ts';
import { documentMethods } from './rounds/documents.ts';
import { createRoundShelf } from './rounds/round-shelf.ts';
import { roundMethods } from './rounds/rounds.ts';
import type { ServiceContext } from './service-context.ts';
import { loadSettings } from './settings.ts';
import { BackupSchedule, scheduleMethods } from './transfer/schedule.ts';
import { transferMethods } from './transfer/transfer.ts';
import { createWorkRegistry } from './work.ts';
import { verifyMethods } from './workbook/verify-files.ts';

export type { FileStore } from './files.ts';

/** Which folders the services work on, and through which door they are reached. */
interface ServiceOptions {
  readonly platform: Platform;
  /** The expert's or chair's folder. */
  readonly profile: string;
  /** A center's folder, where one is worked on. */
  readonly center: string | null;
  readonly door: 'electron' | 'browser' | 'cli';
  readonly version: string;
  /** The system's own file dialogs; `null`: the page uploads and downloads. */
  readonly dialogs: Dialogs | null;
  /** A PostgreSQL server for the center's registry; left out: `HAIZHI_REGISTRY_URL`, then what `center.json` says, then a folder. */
  readonly registryUrl?: string | null;
}

/** The privileged side, running. */
interface Services {
  readonly implementation: Implementation<HaizhiContract>;
  readonly files: FileStore;
  /** Everything in the center's registry as canonical text; `null` when it cannot be had. */
  readonly dumpRegistry: () => Promise<string | null>;
  /** Stops long work, erases keys, closes every file. A second call does nothing. */
  readonly close: () => Promise<void>;
}

/** Puts the privileged side together. Nothing is read or written before the first call. */
export function createServices(options: ServiceOptions): Services {
  const context = contextOf(options);
  const { dialogs, door, version, center, platform } = options;
  const idle = new IdleLock(watchedIn(context));
  const schedule = new BackupSchedule(context);
  const methods = {
    ...appMethods(context, { dialogs, door, version, hasCenter: center !== null }),
    ...identityMethods(context),
    ...passphraseMethods(context),
    ...transferMethods(context),
    ...scheduleMethods(context, schedule),
    ...practiceMethods(context, { home: platform.home.folder, profile: options.profile }),
    ...bundleMethods(context),
    ...roundMethods(context),
    ...documentMethods(context),
    ...reviewMethods(context),
    ...logMethods(context),
    ...panelMethods(context),
    ...centerMethods(context),
    ...verifyMethods(context),
  };
  return {
    implementation: idle.guard(beforeFirstCall(methods, () => tidyUp(context))),
    files: context.files,
    dumpRegistry: async () => {
      const registry = await context.center.registry();
      const dumped = registry.ok ? await registry.value.dump() : registry;
      return dumped.ok ? dumped.value : null;
    },
    close: async () => {
      idle.stop();
      context.work.cancelAll();
      await schedule.close();
      await context.profile.exclusive(() => context.profile.lock());
      await context.center.exclusive(() => context.center.close());
    },
  };
}

/** What cannot be removed (a medium that may only be read) is in nobody's way. */
async function tidyUp({ profile, platform }: ServiceContext): Promise<void> {
  try {
    await tidyProfile(profile.paths);
  } catch (error) {
    platform.log.write('warning', 'tidy.failed', describeBug(error));
  }
}

/** The practice identity is nobody's: nothing is erased while the sample round is tried. */
function watchedIn({ profile, center, platform }: ServiceContext): Watched {
  const isPerson = async () => !profile.isPractice && (await profile.state()) === 'unlocked';
  return {
    limit: () => loadSettings(platform.settings).settings.autoLock * 60_000,
    now: () => platform.now(),
    isOpen: async () => center.keys().ok || (await isPerson()),
    lock: async () => {
      if (await isPerson()) await profile.exclusive(() => profile.lock());
      await center.exclusive(() => center.close());
      platform.log.write('info', 'idle.locked');
    },
  };
}

function contextOf({ platform, profile, center, registryUrl }: ServiceOptions): ServiceContext {
  const session = createProfileSession(profile);
  const files = createFileStore();
  const shelf = createRoundShelf(session, platform, compute);
  const meetings = createMeetingShelf();
  const documents = new DocumentCache();
  session.onLock(async () => {
    documents.close(() => true);
    files.forgetBytes();
    await meetings.closeAll();
    await shelf.closeAll();
  });
  const url = registryUrl ?? process.env.HAIZHI_REGISTRY_URL ?? null;
  return {
    platform,
    compute,
    files,
    work: createWorkRegistry(),
    profile: session,
    shelf,
    meetings,
    documents,
    center: createCenterSession(center, url),
  };
}
