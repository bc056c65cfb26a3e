import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type BackupState, backupState } from '../../../shared/backup-methods.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { instant, sha256 } from '../../../shared/schema.ts';
import { writingFailure } from '../disk/disk-failure.ts';
import { removeDurably } from '../disk/durable-file.ts';
import { createExclusive } from '../disk/exclusive.ts';
import { removeLeftovers } from '../disk/part-file.ts';
import { readPublicIdentity } from '../identity/identity-files.ts';
import type { Unlocked } from '../identity/profile-session.ts';
import { describeBug } from '../log.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { type Snapshot, takeSnapshot, writeSnapshot } from './backup.ts';
import { extension } from './layout.ts';

/** Under this name in the settings: losing it loses a convenience. */
const key = 'backup';
const stored = z.strictObject({
  folder: z.string().max(1_000).nullable(),
  hours: z.int().min(0).max(168),
  last: z.strictObject({ at: instant, name: z.string().max(255), mark: sha256 }).nullable(),
});
type Stored = z.infer<typeof stored>;

/** A person's profile as it stood when a backup was due. */
type Moment = Unlocked & { readonly snapshot: Snapshot };
/** One that lies in the folder. */
interface Made {
  readonly name: string;
  readonly count: number;
}
type MakingFailure = NonNullable<BackupState['problem']> | Failure<'cancelled'>;

const nothing: Stored = { folder: null, hours: 0, last: null };
/** How often it is looked whether one is due, in milliseconds. */
const every = 60_000;
/** So many of the newest stay. */
const keeps = 3;
/** Milliseconds between a failure and the next try. */
const rest = 600_000;
const hour = 3_600_000;
/**
 * Backups that are made by themselves while a person's identity is open: every so many hours, or when the app is closed, into
 * a folder that is there (a stick that is plugged in), and only where something has changed since the last. Nothing is locked,
 * and nothing waits for one: locking breaks off the one that is being written.
 */
export class BackupSchedule {
  readonly #context: ServiceContext;
  readonly #timer: ReturnType<typeof setInterval>;
  #problem: BackupState['problem'] = null;
  /** After a try that wrote and failed the next one waits: by the time that this machine has been running. */
  #rests = 0;
  /** One at a time; opening, locking and changing rounds go on beside it. */
  readonly #turn = createExclusive();
  #writing: AbortController | null = null;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#timer = setInterval(() => void this.tick(), every);
    this.#timer.unref();
    context.profile.onLock(async () => this.#writing?.abort());
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
    if (this.#writing !== null) return;
    const waited =
      last === null ? Number.POSITIVE_INFINITY : this.#now().getTime() - Date.parse(last.at);
    // A clock that went back would put it off for as long.
    if (waited < 0 || waited >= hours * hour) await this.run();
  }

  /** Makes one now where anything has changed since the last. Does nothing without a folder, a person, or in practice. */
  run(): Promise<void> {
    return this.#turn(async () => {
      const writing = new AbortController();
      this.#writing = writing;
      try {
        await this.#runOnce(writing.signal);
      } catch (error) {
        // What locking erased is missed by whatever was still being written.
        if (writing.signal.aborted) return;
        this.#context.platform.log.write('error', 'backup.failed', describeBug(error));
      } finally {
        this.#writing = null;
      }
    });
  }

  async #runOnce(signal: AbortSignal): Promise<void> {
    const { folder, last } = this.#plan();
    const moment = folder === null ? null : await this.#moment();
    if (folder === null || moment === null) return;
    const made = await this.#make(moment, { folder, last }, signal);
    const problem = made.ok ? null : made.failure;
    if (problem?.kind === 'cancelled') return;
    this.#problem = problem;
    // A stick that is not there is looked for every minute; a full one is not written to as often.
    this.#rests =
      problem === null || problem.kind === 'not-readable' ? 0 : performance.now() + rest;
    const plan = this.#plan();
    const isStillWanted = plan.folder === folder;
    if (made.ok && made.value !== null && isStillWanted) this.store({ ...plan, last: made.value });
  }

  /** What is to be kept; `null` where nobody's identity is open, or the practice round's. */
  #moment(): Promise<Moment | null> {
    const { profile } = this.#context;
    return profile.exclusive(async () => {
      const unlocked = await profile.unlocked();
      if (!unlocked.ok || profile.isPractice) return null;
      return { ...unlocked.value, snapshot: await takeSnapshot(unlocked.value.paths) };
    });
  }

  /** Ends the watch and breaks off what is being written, except for a last one where that was chosen. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#writing?.abort();
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
    { paths, identity, snapshot }: Moment,
    { folder, last }: { readonly folder: string; readonly last: Stored['last'] },
    signal: AbortSignal,
  ): Promise<Result<Stored['last'], MakingFailure>> {
    const there = await stat(folder).catch(() => null);
    if (there?.isDirectory() !== true) {
      return fail({ kind: 'not-readable', file: folder, detail: 'ENOENT' });
    }
    const person = await readPublicIdentity(paths);
    if (!person.ok) return person;
    const isThere = last !== null && (await isFile(path.join(folder, last.name)));
    if (isThere && snapshot.mark === last.mark) return ok(null);
    await removeLeftovers(folder);
    const now = this.#now();
    const { fingerprint } = person.value;
    const earlier = await madeIn(folder, fingerprint);
    const name = nameOf(fingerprint, (earlier.at(-1)?.count ?? 0) + 1, now);
    const content = { identity, target: path.join(folder, name), now };
    const job = { signal, report: () => undefined };
    const written = await writeSnapshot(paths, snapshot, content, job);
    if (!written.ok) return written;
    // One that cannot be removed is in nobody's way.
    for (const old of earlier.slice(0, 1 - keeps)) await removeDurably(path.join(folder, old.name));
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

/** Whose it is, the how-manieth in its folder, and when it was made by this machine's clock. */
function nameOf(fingerprint: string, count: number, now: Date): string {
  const at = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `haizhi-${fingerprint.slice(0, 8)}-${String(count).padStart(4, '0')}-${at}${extension}`;
}

/**
 * What a schedule has made of this person's in a folder, in the order of making: a clock that went back would have the
 * newest taken for the oldest, so the names count.
 */
async function madeIn(folder: string, fingerprint: string): Promise<readonly Made[]> {
  const own = new RegExp(
    `^haizhi-${fingerprint.slice(0, 8)}-(\\d{4,9})-\\d{8}-\\d{6}\\${extension}$`,
  );
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      const count = own.exec(name)?.[1];
      return count === undefined ? [] : [{ name, count: Number(count) }];
    })
    .toSorted((a, b) => a.count - b.count);
}

/** The schedule of backups, as the page sees it. */
export function scheduleMethods(
  { files, platform }: ServiceContext,
  schedule: BackupSchedule,
): Methods<'backup.read' | 'backup.places' | 'backup.schedule' | 'backup.run'> {
  return {
    'backup.read': async () => ok(schedule.state),
    'backup.places': async () => {
      const drives = (await platform.drives()).slice(0, 100);
      const minted = await Promise.all(drives.map((each) => files.mint(each)));
      // One that was pulled out meanwhile is none.
      const places = minted.flatMap((each, place) =>
        each.ok ? [{ folder: drives[place] ?? '', token: each.value.token }] : [],
      );
      return ok(places);
    },
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
