import { X509Certificate } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import { centerRecusal, memberOf } from '../../shared/domain/panel.ts';
import { applicationOf, assignmentOf } from '../../shared/domain/round.ts';
import type { FileReference } from '../../shared/exchange.ts';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { makeCheap } from './cheap-identity.ts';
import { openDesk, type TestDesk } from './desk.ts';
import { prepared } from './prepared.ts';

/** One passphrase for everybody: what it protects lives as long as the test. */
export const passphrase = 'correct horse battery 2026';

/** Four experts and a chair. */
export const emails = ['e1', 'e2', 'e3', 'e4', 'chair'].map((name) => `${name}@round.example`);

/** What the small round is called. */
export const round = '2026-T';

type Json = Record<string, unknown>;

/** A round's folder as staff of the center prepare it, to be changed by a test before it is written. */
export interface RoundFolder {
  readonly round: Json & { panel: Json & { members: Json[] } };
  readonly applications: Record<string, Json & { documents: Json[] }>;
}

/** Two applications; the second lacks the consulate's letter. The center recuses the second expert from the first. */
export function smallRound(): RoundFolder {
  const members = emails.map((expert, place) => ({
    expert,
    role: place === emails.length - 1 ? 'chair' : 'expert',
  }));
  return {
    round: {
      id: round,
      title: '测试评审',
      year: 2026,
      deadline: { at: '2090-01-01T00:00:00+08:00', hard: false },
      panel: {
        id: 'panel-1',
        name: '评审组',
        members,
        recusals: [{ expert: emails[1], application: 'w1', conflict: 'employment' }],
      },
      applications: ['w1', 'o1'],
    },
    applications: {
      w1: application('01', 'work', '海智工作站', 'CN'),
      o1: application('02', 'overseas', 'Overseas Hub', 'DE'),
    },
  };
}

function application(number: string, baseType: string, name: string, country: string) {
  const documents: Json[] = [
    { id: 'form', file: 'form.pdf', kind: 'application-form' },
    { id: 'proof', file: '证明/proof.txt' },
  ];
  const applicant = { name, country, legalPerson: true };
  return { number, baseType, applicant, declared: {}, documents };
}

/** Writes a round's folder. Its documents hold text that occurs nowhere else. */
export function writeRound(folder: string, { round, applications }: RoundFolder): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'round.json'), JSON.stringify(round));
  for (const [id, described] of Object.entries(applications)) {
    mkdirSync(path.join(folder, id, '证明'), { recursive: true });
    writeFileSync(path.join(folder, id, 'application.json'), JSON.stringify(described));
    writeFileSync(path.join(folder, id, 'form.pdf'), `%PDF-1.4 canary-${id}-form`);
    writeFileSync(path.join(folder, id, '证明', 'proof.txt'), `canary-${id}-proof`);
  }
  return folder;
}

/** A person of a test round. */
interface TestExpert {
  readonly email: string;
  readonly role: 'expert' | 'chair';
  readonly desk: TestDesk;
}

/** Makes an identity in a folder and gives its enrolment request. */
export async function makeIdentity(
  folder: string,
  email: string,
): Promise<{
  readonly desk: TestDesk;
  readonly request: FileReference;
  readonly fingerprint: string;
}> {
  const desk = openDesk(folder);
  const profile = {
    name: `专家 ${email.split('@')[0]}`,
    organisation: '测试大学',
    email,
    fields: [],
    affiliations: [],
  };
  const created = must(await desk.call('identity.create', { profile, passphrase }));
  must(await desk.call('identity.unlock', { passphrase }));
  return { desk, ...created };
}

/** A center with five people enrolled. */
export interface TestPanel {
  readonly center: TestDesk;
  readonly fingerprint: string;
  readonly people: readonly TestExpert[];
  /** Of a person by the place in `emails`. */
  readonly desk: (place: number) => TestDesk;
  /** Everybody stops working. */
  readonly close: () => Promise<void>;
}

/**
 * A center below `folder` with four experts and a chair enrolled, everybody unlocked. They are founded once for all
 * test files and copied: their keys differ between runs and between names, not between files.
 */
export async function foundPanel(folder: string, name = 'panel'): Promise<TestPanel> {
  cpSync(await prepared(name, preparePanel), folder, { recursive: true });
  const center = openDesk(path.join(folder, 'center'), { center: true });
  must(await center.call('center.unlock', { passphrase }));
  const people = emails.map(
    (email): TestExpert => ({
      email,
      role: roleOf(email),
      desk: openDesk(path.join(folder, email)),
    }),
  );
  for (const { desk } of people) must(await desk.call('identity.unlock', { passphrase }));
  const authority = readFileSync(path.join(folder, 'center', 'authority.pem'));
  const { fingerprint256 } = new X509Certificate(authority);
  return {
    center,
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    people,
    desk: (place) => people[place]!.desk,
    close: () => closeAll([center, ...people.map(({ desk }) => desk)]),
  };
}

async function closeAll(desks: readonly TestDesk[]): Promise<void> {
  await Promise.all(desks.map((desk) => desk.close()));
}

async function preparePanel(folder: string): Promise<void> {
  const center = openDesk(path.join(folder, 'center'), { center: true });
  must(await center.call('center.create', { name: '交流中心', passphrase }));
  const desks = await Promise.all(
    emails.map(async (email) => (await makeIdentity(path.join(folder, email), email)).desk),
  );
  for (const role of ['expert', 'chair'] as const) {
    const requests = emails
      .filter((email) => roleOf(email) === role)
      .map((email) => center.token(path.join(folder, email, 'request.csr.pem')));
    must(await center.call('center.enrol', { files: await Promise.all(requests), role }));
  }
  // What is asked of a registry first makes it, which takes seconds.
  await center.dumpRegistry();
  await closeAll([center, ...desks]);
  await makeCheap(path.join(folder, 'center', 'keys.age'), passphrase);
  for (const email of emails) await makeCheap(path.join(folder, email, 'identity.age'), passphrase);
}

function roleOf(email: string): 'expert' | 'chair' {
  return email.startsWith('chair') ? 'chair' : 'expert';
}

/** Packs a round's folder and gives the path of the bundle. */
export async function packInto(center: TestDesk, folder: string, target: string): Promise<string> {
  const source = { folder: await center.token(folder), incomplete: true };
  const packed = must(await center.call('center.pack', source));
  must(await center.files.deliver(packed.file.token, target));
  return target;
}

/** A panel whose round is packed. */
export interface TestRound extends TestPanel {
  /** The folder as staff wrote it. */
  readonly source: string;
  readonly bundle: string;
  /** Opens the bundle at a person's desk. */
  readonly open: (place: number) => Promise<TestDesk>;
}

/** Founds the panel below `folder` and packs the small round, or the one whose folder is written at `source`. */
export async function packRound(
  folder: string,
  source = writeRound(path.join(folder, 'round'), smallRound()),
): Promise<TestRound> {
  const panel = await foundPanel(folder);
  const bundle = await packInto(panel.center, source, path.join(folder, 'round.hzb'));
  const open = async (place: number) => {
    const desk = panel.desk(place);
    await openAt(desk, bundle, panel.fingerprint);
    return desk;
  };
  return { ...panel, source, bundle, open };
}

/** Opens a bundle at a person's desk, trusting the center. */
export async function openAt(desk: TestDesk, bundle: string, fingerprint: string): Promise<string> {
  const file = await desk.token(bundle);
  return must(await desk.call('bundles.open', { file, trust: fingerprint })).round;
}

/** Signs the pledge and declares no conflict with these applications. */
export async function declareNone(
  desk: TestDesk,
  ...applications: readonly string[]
): Promise<void> {
  const { pledge: version } = must(await desk.call('rounds.read', { round }));
  const declaration = { state: 'none' } as const;
  const events: ExpertEvent[] = [
    { kind: 'pledge.signed', version },
    ...applications.map(
      (application) => ({ kind: 'conflict.declared', application, declaration }) as const,
    ),
  ];
  must(await desk.call('review.record', { round, events }));
}

/** Everything that makes a person's review complete, every score the same. */
export async function completeReview(desk: TestDesk, id: string, score = 80): Promise<void> {
  const { round: read, me, pledge } = must(await desk.call('rounds.read', { round: id }));
  const member = memberOf(read.panel, me);
  if (member === undefined) throw new Error('not on the panel');
  const events: ExpertEvent[] = [{ kind: 'pledge.signed', version: pledge }];
  for (const application of assignmentOf(read, member)) {
    if (centerRecusal(read.panel, me, application) !== undefined) continue;
    events.push({ kind: 'conflict.declared', application, declaration: { state: 'none' } });
    for (const criterion of criteriaOf(applicationOf(read, application)!.baseType)) {
      for (const { id: check } of criterion.checks) {
        events.push({ kind: 'check.found', application, check, finding: 'met' });
      }
      const about = { application, criterion: criterion.id };
      events.push({ kind: 'criterion.judged', ...about, verdict: 'met' });
      events.push({ kind: 'criterion.scored', ...about, score });
    }
    const recommendation = 'approve';
    events.push({ kind: 'application.recommended', application, recommendation, reason: '' });
    events.push({ kind: 'opinion.written', application, opinion: '材料齐全，同意。' });
  }
  must(await desk.call('review.record', { round: id, events }));
}

/** Signs a review and puts the workbook at `target`. */
export async function signInto(desk: TestDesk, id: string, target: string): Promise<string> {
  const signing = { round: id, passphrase, locale: 'zh-CN' } as const;
  const signed = must(await desk.call('review.sign', signing));
  must(await desk.files.deliver(signed.file.token, target));
  return target;
}
