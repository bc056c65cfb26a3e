import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Dialogs } from '../../electron/services/dialogs.ts';
import { homeIn } from '../../electron/services/home.ts';
import { must } from '../../shared/result.ts';
import { type DeskOptions, openDesk, type TestDesk } from './desk.ts';
import { collectAt, decideMeeting } from './small-meeting.ts';
import {
  completeReview,
  declareNone,
  openAt,
  packInto,
  packRound,
  passphrase,
  round,
  signInto,
  smallRound,
  writeRound,
} from './small-round.ts';

/** Who may sit before the app, and how far that person has come. */
export const stages = [
  'none',
  'locked',
  'enrolled',
  'undeclared',
  'reviewing',
  'signed',
  'recused',
  'late',
  'damaged',
  'chair',
  'declared',
  'meeting-signed',
  'center-locked',
  'center',
  'practice',
] as const;
export type Stage = (typeof stages)[number];

/** What the round of the stages is called, and its files by what they are. */
export interface StagedRound {
  readonly folder: string;
  readonly fingerprint: string;
  /** The stages' folders, closed: to be copied, never to be worked on. */
  readonly stage: (stage: Stage) => string;
  readonly bundle: string;
  readonly workbook: string;
  readonly request: string;
  readonly authority: string;
  readonly backup: string;
  readonly roundFolder: string;
}

/** Plays a round once, and keeps a copy of the folder of everybody at every stage. */
export async function stageRound(folder: string): Promise<StagedRound> {
  const at = (...names: string[]) => path.join(folder, ...names);
  const stage = (name: Stage) => at('stages', name === 'locked' ? 'undeclared' : name);
  const keep = (from: TestDesk, name: Stage) => copyClosed(from, stage(name));
  const panel = await packRound(folder);
  const { center, fingerprint, bundle, source: roundFolder } = panel;
  await keep(center, 'center');
  await keep(center, 'center-locked');

  let desk = await keep(panel.desk(0), 'enrolled');
  await openAt(desk, bundle, fingerprint);
  desk = await keep(desk, 'undeclared');
  await declareNone(desk, 'w1');
  desk = await keep(desk, 'reviewing');
  const backup = must(await desk.call('profile.backup', { passphrase }));
  must(await desk.files.deliver(backup.token, at('copy.hzp')));
  must(await desk.call('identity.unlock', { passphrase }));
  await completeReview(desk, round);
  const workbook = await signInto(desk, round, at('result.xlsx'));
  desk = await keep(desk, 'signed');
  cpSync(stage('signed'), stage('damaged'), { recursive: true });
  damageJournal(homeIn(stage('damaged')).round(round).reviewJournal);
  cpSync(stage('reviewing'), stage('recused'), { recursive: true });
  await workAt(stage('recused'), recuse);
  const issuing = openDesk(center.folder, { center: true });
  must(await issuing.call('center.unlock', { passphrase }));
  const lateBundle = await packInto(issuing, writeRound(at('late'), lateRound()), at('late.hzb'));
  cpSync(stage('enrolled'), stage('late'), { recursive: true });
  await workAt(stage('late'), async (person) => {
    await openAt(person, lateBundle, fingerprint);
    await completeReview(person, round);
  });

  const chair = await panel.open(4);
  await collectAt(chair, round, [workbook]);
  await keep(chair, 'chair');
  cpSync(stage('chair'), stage('declared'), { recursive: true });
  await workAt(stage('declared'), (presiding) => declareNone(presiding, 'w1'));
  cpSync(stage('chair'), stage('meeting-signed'), { recursive: true });
  await workAt(stage('meeting-signed'), async (presiding) => {
    await decideMeeting(presiding, round);
    must(await presiding.call('panel.sign', { round, passphrase, locale: 'zh-CN' }));
  });
  for (const name of ['none', 'practice'] as const) mkdirSync(stage(name));
  const request = at('chair@round.example', 'request.csr.pem');
  const authority = at('center', 'authority.pem');
  if (!existsSync(authority)) throw new Error('the center keeps its certificate elsewhere');
  const backupFile = at('copy.hzp');
  const files = { bundle, workbook, request, authority, backup: backupFile, roundFolder };
  return { folder, fingerprint, stage, ...files };
}

/** A person's folder is copied while nobody works on it; the person goes on afterwards. */
async function copyClosed(desk: TestDesk, target: string): Promise<TestDesk> {
  const { state } = must(await desk.call('identity.read', {}));
  await desk.close();
  cpSync(desk.folder, target, { recursive: true });
  if (state === 'none') return desk;
  const again = openDesk(desk.folder);
  must(await again.call('identity.unlock', { passphrase }));
  return again;
}

/** Brings a stage on from where another one stands. */
async function workAt(folder: string, work: (desk: TestDesk) => Promise<void>): Promise<void> {
  const desk = openDesk(folder);
  must(await desk.call('identity.unlock', { passphrase }));
  await work(desk);
  await desk.close();
}

function damageJournal(file: string): void {
  const bytes = readFileSync(file);
  const place = bytes.length >> 1;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

async function recuse(desk: TestDesk): Promise<void> {
  const declaration = { state: 'recused', conflict: 'family', reason: '亲属' } as const;
  const event = { kind: 'conflict.declared', application: 'w1', declaration } as const;
  must(await desk.call('review.record', { round, events: [event] }));
}

/** Over, and late workbooks are not taken. */
function lateRound() {
  const content = smallRound();
  content.round.deadline = { at: '2026-01-01T00:00:00+08:00', hard: true };
  return content;
}

/** Opens a copy of a stage's folder and brings the person to where the stage is. */
export async function enterStage(
  staged: StagedRound,
  stage: Stage,
  target: string,
): Promise<TestDesk> {
  cpSync(staged.stage(stage), target, { recursive: true });
  const options: DeskOptions = { dialogs: dialogsFor(staged, target) };
  const isCenter = stage === 'center' || stage === 'center-locked';
  const desk = openDesk(target, { ...options, center: isCenter });
  if (stage === 'center') must(await desk.call('center.unlock', { passphrase }));
  else if (stage === 'practice') must(await desk.call('practice.start', {}));
  else if (!isCenter && stage !== 'none' && stage !== 'locked') {
    must(await desk.call('identity.unlock', { passphrase }));
  }
  return desk;
}

/** A person who always chooses the bundle, and saves beside it. */
export function dialogsFor(staged: StagedRound, folder: string): Dialogs {
  return { pick: async () => [staged.bundle], save: async () => `${folder}.saved` };
}
