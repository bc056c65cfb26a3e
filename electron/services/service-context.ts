import type { HaizhiContract } from '../../shared/contract.ts';
import type { Implementation } from '../../shared/rpc.ts';
import type { CenterSession } from './center/session.ts';
import type { Compute } from './compute/compute.ts';
import type { Tasks } from './compute/tasks.ts';
import type { FileStore } from './files.ts';
import type { ProfileSession } from './identity/profile-session.ts';
import type { MeetingShelf } from './panel/meeting-shelf.ts';
import type { Platform } from './platform.ts';
import type { DocumentCache } from './rounds/document-cache.ts';
import type { RoundShelf } from './rounds/round-shelf.ts';
import type { WorkRegistry } from './work.ts';

/** What every service works with. */
export interface ServiceContext {
  readonly platform: Platform;
  readonly compute: Compute<Tasks>;
  readonly files: FileStore;
  readonly work: WorkRegistry;
  readonly profile: ProfileSession;
  readonly shelf: RoundShelf;
  readonly meetings: MeetingShelf;
  readonly documents: DocumentCache;
  readonly center: CenterSession;
}

/** A part of the contract's implementation. */
export type Methods<K extends keyof HaizhiContract> = Pick<Implementation<HaizhiContract>, K>;
