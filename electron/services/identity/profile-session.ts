import { stat } from 'node:fs/promises';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createExclusive, type Exclusive } from '../disk/exclusive.ts';
import { type Home, homeIn } from '../home.ts';
import { workIn } from './identity-files.ts';
import type { Identity } from './vault.ts';

/** An identity that is open. */
export interface Unlocked {
  readonly paths: Home;
  readonly identity: Identity;
}

/** Why no identity is open. */
type NotUnlocked = Failure<'no-identity' | 'identity-lost' | 'identity-locked'>;

/** The person who works here: the real profile, or the one of the practice round. */
export interface ProfileSession {
  readonly paths: Home;
  /** True while the sample round is being tried. */
  readonly isPractice: boolean;
  /** Opening, locking and changing rounds, one after another. */
  readonly exclusive: Exclusive;
  /** `lost`: the keys are gone, while somebody's work lies there. */
  state(): Promise<'none' | 'lost' | 'locked' | 'unlocked'>;
  unlocked(): Promise<Result<Unlocked, NotUnlocked>>;
  /** Takes over an open identity; the session locks it. */
  open(identity: Identity): void;
  /** Called before the keys are erased: closes journals, bundles and documents. */
  onLock(action: () => Promise<void>): void;
  /** Erases the keys; without an open identity it does nothing. */
  lock(): Promise<void>;
  /** Locks, then works on another folder. */
  enter(folder: string, isPractice: boolean): Promise<void>;
}

/** A session on a profile's folder, locked. */
export function createProfileSession(folder: string): ProfileSession {
  return new Session(folder);
}

class Session implements ProfileSession {
  readonly exclusive = createExclusive();
  readonly #closing: (() => Promise<void>)[] = [];
  #paths: Home;
  #isPractice = false;
  #identity: Identity | null = null;

  constructor(folder: string) {
    this.#paths = homeIn(folder);
  }

  get paths(): Home {
    return this.#paths;
  }

  get isPractice(): boolean {
    return this.#isPractice;
  }

  async state(): ReturnType<ProfileSession['state']> {
    if (this.#identity !== null) return 'unlocked';
    const found = await stat(this.#paths.identity).catch(() => null);
    if (found !== null) return 'locked';
    return (await workIn(this.#paths)) === null ? 'none' : 'lost';
  }

  async unlocked(): Promise<Result<Unlocked, NotUnlocked>> {
    const identity = this.#identity;
    if (identity !== null) return ok({ paths: this.#paths, identity });
    switch (await this.state()) {
      case 'none':
        return fail({ kind: 'no-identity' });
      case 'lost':
        return fail({ kind: 'identity-lost', file: this.#paths.identity });
      default:
        return fail({ kind: 'identity-locked' });
    }
  }

  open(identity: Identity): void {
    this.#identity?.lock();
    this.#identity = identity;
  }

  onLock(action: () => Promise<void>): void {
    this.#closing.push(action);
  }

  async lock(): Promise<void> {
    const identity = this.#identity;
    this.#identity = null;
    for (const close of this.#closing) await close();
    identity?.lock();
  }

  async enter(folder: string, isPractice: boolean): Promise<void> {
    await this.lock();
    this.#paths = homeIn(folder);
    this.#isPractice = isPractice;
  }
}
