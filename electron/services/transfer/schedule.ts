import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type BackupState, backupState } from '../../../shared/backup-methods.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { instant, sha256 } from '../../../shared/schema.ts';
import { writingFailure } from '../disk/disk-failure.ts';
import { removeDurably } from '../disk/durable-file.ts';
import { removeLeftovers } from '../disk/part-file.ts';
import { readPublicIdentity } from '../identity/identity-files.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import { describeBug } from '../log.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import type { Job } from '../work.ts';
import { takeSnapshot, writeSnapshot } from './backup.ts';
import { extension } from './layout.ts';

/** Under this name in the settings: losing it loses a convenience. */
const key = 'backup';
const stored = z.strictObject({
  folder: z.string().max(1_000).nullable(),
  hours: z.int().min(0).max(168),
  last: z.strictObject({ at: instant, name: z.string().max(255), mark: sha256 }).nullable(),
});
type Stored = z.infer<typeof stored>;

const nothing: Stored = { folder: null, hours: 0, last: null };
/** How often it is looked whether one is due, in milliseconds. */
const every = 60_000;
/** So many of the newest stay. */
const keeps = 3;
/** Milliseconds between a failure and the next try. */
const rest = 600_000;
const hour = 3_600_000;
const alone: Job = { signal: new AbortController().signal, report: () => undefined };

/**
 * Backups that are made by themselves while a person's identity is open: every so many hours, or when the app is closed, into
 * a folder that is there (a stick that is plugged in), and only where something has changed since the last. Nothing is locked.
 */
export class BackupSchedule {
  readonly #context: ServiceContext;
  readonly #timer: ReturnType<typeof setInterval>;
  #problem: BackupState['problem'] = null;
  /** After a try that wrote and failed the next one waits: by the time that this machine has been running. */
  #rests = 0;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#timer = setInterval(() => void this.tick(), every);
    this.#timer.unref();
  }

  /** What was chosen, and how the last one went. */
  get state(): BackupState {
    const { folder, hours, last } = this.#plan();
    const shown = last === null ? null : { at: last.at, name: last.name };
    return backupState.parse({ folder, hours, last: shown, problem: this.#problem });
  }

  /** Chooses; the next look finds out whether one is due. */
  choose(change: {
    readonly folder?: string | null | undefined;
    readonly hours?: number | undefined;
  }): ReturnType<typeof this.store> {
    this.#problem = null;
    this.#rests = 0;
    const before = this.#plan();
    const { folder = before.folder, hours = before.hours } = change;
    return this.store({ folder, hours, last: folder === before.folder ? before.last : null });
  }

  /** Makes one where it is due. */
  async tick(): Promise<void> {
    const { folder, hours, last } = this.#plan();
    if (folder === null || hours === 0 || performance.now() < this.#rests) return;
    const waited =
      last === null ? Number.POSITIVE_INFINITY : this.#now().getTime() - Date.parse(last.at);
    // A clock that went back would put it off for as long.
    if (waited < 0 || waited >= hours * hour) await this.run();
  }

  /** Makes one now where anything has changed since the last. Does nothing without a folder, a person, or in practice. */
  run(): Promise<void> {
    const { profile } = this.#context;
    return profile.exclusive(async () => {
      const plan = this.#plan();
      const unlocked = await profile.unlocked();
      if (plan.folder === null || !unlocked.ok || profile.isPractice) return;
      try {
        const made = await this.#make(unlocked.value, plan.folder, plan.last);
        this.#problem = made.ok ? null : made.failure;
        // A stick that is not there is looked for every minute; a full one is not written to as often.
        const isGone = !made.ok && made.failure.kind === 'not-readable';
        this.#rests = made.ok || isGone ? 0 : performance.now() + rest;
        if (made.ok && made.value !== null) this.store({ ...plan, last: made.value });
      } catch (error) {
        this.#context.platform.log.write('error', 'backup.failed', describeBug(error));
      }
    });
  }

  /** Ends the watch, with a last one where that was chosen. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    // Where nobody is, not even the settings are looked at: opening them makes their folder.
    if (!(await this.#context.profile.unlocked()).ok) return;
    const { folder, hours } = this.#plan();
    if (folder !== null && hours === 0) await this.run();
  }

  /** Keeps what was chosen. */
  store(plan: Stored) {
    const kept = this.#context.platform.settings.set({ [key]: plan });
    return kept.ok ? ok(this.state) : fail(writingFailure(kept.failure));
  }

  async #make(
    { paths, identity }: Unlocked,
    folder: string,
    last: Stored['last'],
  ): Promise<Result<Stored['last'], NonNullable<BackupState['problem']>>> {
    const there = await stat(folder).catch(() => null);
    if (there?.isDirectory() !== true) {
      return fail({ kind: 'not-readable', file: folder, detail: 'ENOENT' });
    }
    const person = await readPublicIdentity(paths);
    if (!person.ok) return person;
    const snapshot = await takeSnapshot(paths);
    const isThere = last !== null && (await isFile(path.join(folder, last.name)));
    if (isThere && snapshot.mark === last.mark) return ok(null);
    await removeLeftovers(folder);
    const now = this.#now();
    const name = nameOf(person.value.fingerprint, now);
    const content = { identity, target: path.join(folder, name), now };
    const written = await writeSnapshot(paths, snapshot, content, alone);
    if (!written.ok) {
      if (written.failure.kind === 'cancelled')
        throw new Error('nothing could have cancelled this');
      return fail(written.failure);
    }
    await removeOlder(folder, person.value.fingerprint);
    return ok({ at: now.toISOString(), name, mark: snapshot.mark });
  }

  #now(): Date {
    return this.#context.platform.now();
  }

  #plan(): Stored {
    const read = stored.safeParse(this.#context.platform.settings.get(key));
    return read.success ? read.data : nothing;
  }
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() === true;
}

/** By whose it is and when it was made, so that the newest is the last by name. */
function nameOf(fingerprint: string, now: Date): string {
  const at = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `haizhi-${fingerprint.slice(0, 8)}-${at}${extension}`;
}

/** Only this person's, and only such as a schedule has made. One that cannot be removed is in nobody's way. */
async function removeOlder(folder: string, fingerprint: string): Promise<void> {
  const own = new RegExp(`^haizhi-${fingerprint.slice(0, 8)}-\\d{8}-\\d{6}\\${extension}$`);
  const names = await readdir(folder).catch(() => []);
  const made = names.filter((name) => own.test(name)).toSorted();
  for (const name of made.slice(0, -keeps)) await removeDurably(path.join(folder, name));
}

/** The schedule of backups, as the page sees it. */
export function scheduleMethods(
  { files }: ServiceContext,
  schedule: BackupSchedule,
): Methods<'backup.read' | 'backup.schedule' | 'backup.run'> {
  return {
    'backup.read': async () => ok(schedule.state),
    'backup.schedule': async ({ folder: token, hours }) => {
      const folder = token == null ? token : files.pathOf(token);
      if (token != null && folder === null) return fail({ kind: 'unknown-file' });
      return schedule.choose({ folder, hours });
    },
    'backup.run': async () => {
      await schedule.run();
      return ok(schedule.state);
    },
  };
}
