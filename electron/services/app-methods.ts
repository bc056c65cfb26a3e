import { fail, ok } from '../../shared/result.ts';
import type { Dialogs } from './dialogs.ts';
import { writingFailure } from './disk/disk-failure.ts';
import { releaseLocksOf } from './disk/file-lock.ts';
import type { Methods, ServiceContext } from './service-context.ts';
import { changeSettings, loadSettings } from './settings.ts';

type AppMethod =
  | 'app.info'
  | 'app.takeOver'
  | 'settings.read'
  | 'settings.write'
  | 'files.pick'
  | 'files.save'
  | 'work.read'
  | 'work.cancel';

/** What the door says about itself. */
interface DoorFacts {
  readonly door: 'electron' | 'browser' | 'cli';
  readonly version: string;
  readonly dialogs: Dialogs | null;
  /** Whether a center's folder was named. */
  readonly hasCenter: boolean;
}

/** The app itself: settings, files, long work. */
export function appMethods(context: ServiceContext, facts: DoorFacts): Methods<AppMethod> {
  const { files, platform, work } = context;
  const { dialogs, door, version, hasCenter } = facts;
  return {
    'app.info': async () => ok({ version, door, dialogs: dialogs !== null, center: hasCenter }),
    'app.takeOver': ({ host }) =>
      context.profile.exclusive(async () => {
        const center = context.center.paths();
        const folders = [context.profile.paths.folder, ...(center.ok ? [center.value.folder] : [])];
        const released = await Promise.all(folders.map((each) => releaseLocksOf(host, each)));
        platform.log.write('warning', 'locks.taken-over', { host });
        return ok({ released: released.reduce((sum, each) => sum + each, 0) });
      }),
    'settings.read': async () => {
      const { settings, note } = loadSettings(platform.settings);
      if (note !== null) platform.log.write('warning', note.kind, { keys: note.keys.length });
      return ok(settings);
    },
    'settings.write': async (change) => {
      const changed = changeSettings(platform.settings, change);
      return changed.ok ? changed : fail(writingFailure(changed.failure));
    },
    'files.pick': async ({ purpose }) => {
      const chosen = (await dialogs?.pick(purpose)) ?? null;
      if (chosen === null) return fail({ kind: 'cancelled' });
      const minted = [];
      for (const each of chosen) {
        const reference = await files.mint(each);
        if (!reference.ok) return reference;
        minted.push(reference.value);
      }
      return ok(minted);
    },
    'files.save': async ({ file }) => {
      const name = files.nameOf(file);
      if (name === null) return fail({ kind: 'unknown-file' });
      const target = (await dialogs?.save(name)) ?? null;
      return target === null ? fail({ kind: 'cancelled' }) : files.deliver(file, target);
    },
    'work.read': async ({ work: id }) => ok(work.read(id)),
    'work.cancel': async ({ work: id }) => {
      work.cancel(id);
      return ok({});
    },
  };
}
