import { rm } from 'node:fs/promises';
import path from 'node:path';
import { bundleVersion, pledgeVersion, type RoundFile } from '../../../shared/bundle.ts';
import type { CenterEvent } from '../../../shared/center-log.ts';
import type { Application } from '../../../shared/domain/application.ts';
import { centerRecusal } from '../../../shared/domain/panel.ts';
import type { RosterEntry } from '../../../shared/enrolment.ts';
import type { Failure, Problem } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Frozen } from '../../../shared/rpc.ts';
import type { BundleFailure } from '../bundle/bundle-failure.ts';
import { openBundle } from '../bundle/open.ts';
import { type PackedApplication, packBundle } from '../bundle/pack.ts';
import { folderName } from '../home.ts';
import { problemAt } from '../intake/problem.ts';
import { type TakenRound, takeRound } from '../intake/round-intake.ts';
import { signWith } from '../pki/signing-key.ts';
import type { Platform } from '../platform.ts';
import { panelsOf } from '../registry/issued.ts';
import type { Registry } from '../registry/registry.ts';
import type { Job } from '../work.ts';
import type { LogFailure } from './center-log.ts';
import type { CenterPaths, CenterPublic } from './folder.ts';
import type { CenterKeys } from './keys.ts';
import { panelProblems, panelWarnings } from './other-panels.ts';
import { certificateFlaw } from './revocation.ts';

/** An open center, and what it packs with. */
interface PackingCenter {
  readonly paths: CenterPaths;
  readonly center: CenterPublic;
  readonly keys: CenterKeys;
  /** Knows what was issued before and who is barred, and takes note of the new bundle. */
  readonly registry: Pick<Registry, 'bars' | 'rounds' | 'issue'>;
  readonly platform: Platform;
  /** Puts the act into the center's log; refused, it does not take place. */
  readonly note: (event: CenterEvent) => Promise<Result<void, LogFailure>>;
}

/** A bundle that has been packed and registered. */
interface IssuedBundle {
  readonly file: string;
  readonly round: string;
  readonly bundle: { readonly sequence: number; readonly manifest: string };
  readonly warnings: readonly Problem[];
}

/** Why a round was not packed. */
export type PackFailure =
  | Failure<'input-invalid' | 'registry-unavailable' | 'not-readable' | 'cancelled'>
  | LogFailure;

/** A round's folder as staff prepared it. */
interface RoundSource {
  readonly folder: string;
  /** Somebody has read the names of files in applicants' ZIP files whose encoding is a guess, and they are right. */
  readonly namesConfirmed: boolean;
  /** Somebody has read which materials are missing, and the panel is to judge without them. */
  readonly incompleteConfirmed: boolean;
}

/**
 * Takes in a round's folder and issues its next bundle. The bundle's file is complete and durable before the registry
 * knows of it; when anything fails, the file goes and nothing has changed.
 */
export async function packRound(
  { folder, namesConfirmed, incompleteConfirmed }: RoundSource,
  packing: PackingCenter,
  job: Job,
): Promise<Result<IssuedBundle, PackFailure>> {
  const isBarred = await packing.registry.bars();
  if (!isBarred.ok) return isBarred;
  const taken = await takeRound(folder, {
    people: packing.center.people,
    certificateFlaw: (person) =>
      certificateFlaw(person, packing.center.revoked, packing.platform.now()),
    isBarred: isBarred.value,
    namesConfirmed,
    incompleteConfirmed,
    signal: job.signal,
    onProgress: (done, total) => job.report('read', done, total),
  });
  if (!taken.ok) return taken;
  const { round } = taken.value;
  const rounds = await packing.registry.rounds();
  if (!rounds.ok) return rounds;
  const issued = rounds.value.find((each) => each.id === round.id);
  const panels = issued === undefined ? [] : panelsOf(issued);
  const problems = panelProblems(round, panels);
  if (problems.length > 0) return fail({ kind: 'input-invalid', problems: [...problems] });
  const warnings = [...taken.value.warnings, ...panelWarnings(round, panels)];
  // Counted over all panels: whoever moves from one to another has the newer bundle of the round then.
  const sequence = (issued?.bundles.at(-1)?.sequence ?? 0) + 1;
  const out = path.join(packing.paths.issued, `${folderName(round.id)}-${sequence}.hzb`);
  return issue({ taken: { ...taken.value, warnings }, sequence, out }, packing, job);
}

interface Issue {
  readonly taken: TakenRound;
  readonly sequence: number;
  readonly out: string;
}

async function issue(
  { taken, sequence, out }: Issue,
  packing: PackingCenter,
  job: Job,
): Promise<Result<IssuedBundle, PackFailure>> {
  const { platform } = packing;
  const created = platform.now();
  const file = roundFileOf(taken, packing);
  const packed = await packBundle({
    out,
    bundle: `${taken.round.id.slice(0, 40)}-${sequence}-${Buffer.from(platform.randomBytes(8)).toString('hex')}`,
    round: taken.round.id,
    sequence,
    created,
    roundFile: encoded(file),
    roundRecipients: recipients(taken.roster, packing),
    applications: taken.applications.map((each) => packedApplication(each, taken, packing)),
    signer: {
      certificate: packing.center.signer,
      authority: packing.center.authority,
      sign: signWith(packing.keys.signer),
    },
    onProgress: ({ done, total }) => job.report('pack', done, total),
    signal: job.signal,
  });
  if (!packed.ok) return fail(packFailure(packed.failure, out));
  const bundle = { sequence, manifest: packed.value.digest };
  let isIssued = false;
  try {
    const registered = await register({ taken, sequence, out }, file, bundle, created, packing);
    if (!registered.ok) return registered;
    isIssued = true;
    return ok({ file: out, round: taken.round.id, bundle, warnings: taken.warnings });
  } finally {
    if (!isIssued) await rm(out, { force: true });
  }
}

/** The bundle lies there whole: it is read back, then the log and the registry take note of it. */
async function register(
  { taken, out }: Issue,
  file: Frozen<RoundFile>,
  bundle: IssuedBundle['bundle'],
  created: Date,
  packing: PackingCenter,
): Promise<Result<void, PackFailure>> {
  const read = await readBack(out, taken, packing);
  if (!read.ok) return read;
  const noted = await packing.note({ kind: 'bundle.issued', round: taken.round.id, ...bundle });
  return noted.ok ? packing.registry.issue(file, bundle, created.toISOString()) : noted;
}

/**
 * Reads the finished bundle back with the center's own key: a document that somebody saved between taking in and packing
 * would make experts refuse it. Names the first such document, or the bundle where it does not read.
 */
async function readBack(
  out: string,
  { applications }: TakenRound,
  { keys, center }: PackingCenter,
): Promise<Result<void, Failure<'not-readable'>>> {
  const unread = (file: string, detail: string) =>
    fail({ kind: 'not-readable', file, detail } as const);
  const { fingerprint: authority } = center;
  const opened = await openBundle({
    path: out,
    identities: [keys.age],
    authority,
    origin: 'unhashed',
  });
  if (!opened.ok) return unread(out, opened.failure.kind);
  const reader = opened.value;
  try {
    for (const { application } of applications) {
      const packed = await reader.application(application.id);
      if (!packed.ok) return unread(out, packed.failure.kind);
      const { documents } = packed.value;
      // Left open it keeps what it has decrypted, and a round has as much of that as it has applications.
      packed.value.close();
      const changed = application.documents.find(
        (each, index) => each.sha256 !== documents[index]?.sha256,
      );
      if (changed !== undefined) return unread(`${application.id}/${changed.name}`, 'changed');
    }
    return ok();
  } finally {
    await reader.close();
  }
}

function roundFileOf({ round, roster }: TakenRound, { center }: PackingCenter): Frozen<RoundFile> {
  return {
    format: 'haizhi.round',
    version: bundleVersion,
    round,
    recipient: center.description.recipient,
    roster,
    revoked: center.revoked.map(({ serial, since }) => ({ serial, since })),
    pledge: pledgeVersion,
  };
}

/** Whoever may see an application: its reviewers, the chair, the center; not those whom the center recused. */
function packedApplication(
  { application, documents }: TakenRound['applications'][number],
  { round, roster }: TakenRound,
  packing: PackingCenter,
): PackedApplication {
  const entitled = round.panel.members.filter(
    (member) =>
      (member.role === 'chair' || member.assigned.includes(application.id)) &&
      centerRecusal(round.panel, member.id, application.id) === undefined,
  );
  const people = roster.filter((each) => entitled.some((member) => member.id === each.id));
  return {
    id: application.id,
    recipients: recipients(people, packing),
    application: encodedApplication(application),
    documents: documents.map(({ document, path: place, member }) => {
      const named = { id: document.id, name: document.name, path: place };
      return member === undefined ? named : { ...named, member };
    }),
  };
}

function recipients(people: readonly RosterEntry[], { center }: PackingCenter): readonly string[] {
  return [...people.map((each) => each.recipient), center.description.recipient];
}

function encodedApplication(application: Application): Uint8Array {
  return encoded({ format: 'haizhi.application', version: bundleVersion, application });
}

function encoded(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** The round has been judged before: what is left is the disk, a person who stops, and documents that change under our hands. */
function packFailure(failure: BundleFailure, out: string): PackFailure {
  switch (failure.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'cannot-read':
      return { kind: 'not-readable', file: failure.entry, detail: failure.code };
    case 'altered':
      return { kind: 'not-readable', file: failure.entry, detail: 'changed' };
    case 'cannot-write':
      if (failure.code === 'ENOSPC' || failure.code === 'EDQUOT') {
        return { kind: 'disk-full', file: out };
      }
      if (failure.code === 'EROFS') return { kind: 'read-only', file: out };
      return { kind: 'not-writable', file: out, detail: failure.code };
    case 'cannot-pack': {
      // The intake has rules for all that people write; this is what they add up to.
      const problem = problemAt(
        'round.json',
        [],
        'not-packable',
        `${failure.flaw} ${failure.entry}`,
      );
      return { kind: 'input-invalid', problems: [problem] };
    }
    default:
      throw new Error(`a judged round was not packed: ${failure.kind}`);
  }
}
