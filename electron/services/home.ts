import { createHash } from 'node:crypto';
import path from 'node:path';

/** Where one person keeps everything. Absolute paths; none of them need exist yet. */
export interface Home {
  readonly folder: string;
  /** The age passphrase file with the private keys. */
  readonly identity: string;
  /** What the person says about himself. */
  readonly profile: string;
  /** The enrolment request, PEM. */
  readonly request: string;
  /** The certificate of the center that was trusted at the first bundle, PEM. */
  readonly center: string;
  /** Random bytes on which the key of the browser's store rests: a new seed makes what it holds unreadable. */
  readonly projectionSeed: string;
  /** The passphrase as the operating system keeps it, where its person wants that. */
  readonly remembered: string;
  /** Files of a backup on their way into an empty profile. */
  readonly restoring: string;
  /** Files of a backup on their way into a profile whose keys are lost. */
  readonly repairing: string;
  /** The folders of all rounds. */
  readonly rounds: string;
  /** Diagnostics without content. */
  readonly log: string;
  /** The folder of one round. */
  round(round: string): RoundHome;
}

export interface RoundHome {
  readonly folder: string;
  /** The library's copy of the newest bundle: verified, still encrypted. */
  readonly bundle: string;
  /** The person's own review of the round. */
  readonly reviewJournal: string;
  /** The keys of what that review says inside each application. */
  readonly reviewKeys: string;
  /** What was said about applications from which the person is recused, for the center's eyes only. */
  readonly sealed: string;
  /** The chair's meeting. */
  readonly meetingJournal: string;
  /** Workbooks that the chair has taken in, and signed ones, kept as they are. */
  readonly workbooks: string;
}

/** The layout under `folder`. One function, so that every door finds the same files. */
export function homeIn(folder: string): Home {
  const root = path.resolve(folder);
  return {
    folder: root,
    identity: path.join(root, 'identity.age'),
    profile: path.join(root, 'profile.json'),
    request: path.join(root, 'request.csr.pem'),
    center: path.join(root, 'center.pem'),
    projectionSeed: path.join(root, 'projection.seed'),
    remembered: path.join(root, 'passphrase.sealed'),
    restoring: path.join(root, 'restoring'),
    repairing: path.join(root, 'repairing'),
    rounds: path.join(root, 'rounds'),
    log: path.join(root, 'log', 'haizhi.log'),
    round: (id) => roundIn(path.join(root, 'rounds', folderName(id))),
  };
}

/**
 * A folder name for any text, the same on every system: two ids never share one, also where the disk
 * ignores case, and none is a device name (`con`) or leads elsewhere (`..`).
 */
export function folderName(id: string): string {
  const readable = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  return `${readable}.${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
}

/** The layout of one round's folder. */
export function roundIn(folder: string): RoundHome {
  return {
    folder,
    bundle: path.join(folder, 'bundle.hzb'),
    reviewJournal: path.join(folder, 'review.journal'),
    reviewKeys: path.join(folder, 'review.keys'),
    sealed: path.join(folder, 'sealed'),
    meetingJournal: path.join(folder, 'meeting.journal'),
    workbooks: path.join(folder, 'workbooks'),
  };
}
