import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { homeIn } from '../../electron/services/home.ts';
import { consolidate } from '../../shared/domain/consolidate.ts';
import type { Consolidation } from '../../shared/domain/consolidation.ts';
import { foldMeeting } from '../../shared/domain/meeting-step.ts';
import { expertResult } from '../../shared/expert-result.ts';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { openCopy, openDesk, type TestDesk } from '../support/desk.ts';
import { hashOfFile, panelIn, resultIn } from '../support/signed-payload.ts';
import { collectAt, decideMeeting, importAt } from '../support/small-meeting.ts';
import { completeReview, packRound, passphrase, round, signInto } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { typed } from '../support/typed.ts';

/** Revisions from the expert's laptop to the center's list, and two laptops that both go on from the same one. */

const folder = temporaryFolder('revisions');
const at = (...names: string[]) => path.join(folder, ...names);
let center: TestDesk;
let expert: TestDesk;
let chair: TestDesk;
/** Second laptops, with the expert's and the chair's profile as they were after the first revision. */
let restored: TestDesk;
let rival: TestDesk;

beforeAll(async () => {
  const panel = await packRound(folder);
  center = panel.center;
  const first = await panel.open(0);
  chair = await panel.open(4);
  for (const desk of [first, chair]) await completeReview(desk, round);
  await signInto(first, round, at('r1.xlsx'));
  [expert, restored] = await doubled(first, at('restored'));
});

/** A profile on two laptops: where it was, and at `target`. */
async function doubled(desk: TestDesk, target: string): Promise<[TestDesk, TestDesk]> {
  await desk.close();
  cpSync(desk.folder, target, { recursive: true });
  return [await unlocked(openDesk(desk.folder)), await unlocked(openDesk(target))];
}

async function unlocked(desk: TestDesk): Promise<TestDesk> {
  must(await desk.call('identity.unlock', { passphrase }));
  return desk;
}

const opinion = (text: string): ExpertEvent => ({
  kind: 'opinion.written',
  application: 'w1',
  opinion: text,
});

/** Reopens, changes the opinion and signs again. */
async function revise(desk: TestDesk, text: string, target: string): Promise<string> {
  const reopened: ExpertEvent = { kind: 'review.reopened', reason: `更正：${text}` };
  must(await desk.call('review.record', { round, events: [reopened, opinion(text)] }));
  return signInto(desk, round, target);
}

/** Signs the meeting of a desk, everything settled, and gives the workbook. */
async function signMeeting(desk: TestDesk, target: string): Promise<string> {
  await decideMeeting(desk, round);
  const signed = must(await desk.call('panel.sign', { round, passphrase, locale: 'zh-CN' }));
  must(await desk.files.deliver(signed.file.token, target));
  return target;
}

const reopenMeeting = (desk: TestDesk, reason: string) =>
  desk.call('panel.record', { round, events: [{ kind: 'meeting.reopened', reason }] });

/** The kind of failure that a call ends in, `null` when it does not. */
async function refusal(
  call: Promise<{ ok: true } | { ok: false; failure: { kind: string } }>,
): Promise<string | null> {
  const reply = await call;
  return reply.ok ? null : reply.failure.kind;
}

async function consolidationAt(desk: TestDesk): Promise<Consolidation> {
  const { round: detail } = must(await desk.call('rounds.read', { round }));
  const { results, events } = must(await desk.call('panel.read', { round }));
  const given = results.map((each) => expertResult(each.payload, each.workbook));
  return consolidate(detail, given, foldMeeting(detail, given, events));
}

/** Workbook flags of one expert at the chair's desk. */
async function flagsAt(desk: TestDesk, id: string): Promise<readonly string[]> {
  const { flags } = await consolidationAt(desk);
  return flags
    .filter((each) => each.kind.startsWith('workbook-') && 'expert' in each && each.expert === id)
    .map((each) => each.kind);
}

const outcomes = (reports: readonly { outcome: string }[]) => reports.map((each) => each.outcome);

describe('a signed review', () => {
  it('is frozen', async () => {
    const record = (events: ExpertEvent[]) => expert.call('review.record', { round, events });
    expect(await refusal(record([opinion('改')]))).toBe('review-signed');
    const declared: ExpertEvent = {
      kind: 'conflict.declared',
      application: 'o1',
      declaration: { state: 'recused', conflict: 'family', reason: '亲属' },
    };
    expect(await refusal(record([declared]))).toBe('review-signed');
    const sign = { round, passphrase, locale: 'en' } as const;
    expect(await refusal(expert.call('review.sign', sign))).toBe('review-signed');
    const kept = must(await expert.call('review.workbook', { round }));
    expect(kept).toMatchObject({ revision: 1, sha256: hashOfFile(at('r1.xlsx')) });
  });

  it('is reopened with a reason only, and all or nothing', async () => {
    const record = (reason: string) =>
      expert.call('review.record', {
        round,
        events: [{ kind: 'review.reopened', reason }, opinion('改')],
      });
    expect(await refusal(record(''))).toBe('text-required');
    expect(await refusal(record(' \n '))).toBe('text-required');
    const events: ExpertEvent[] = [
      { kind: 'review.reopened', reason: '更正' },
      { kind: 'opinion.written', application: 'x', opinion: '改' },
    ];
    expect(await refusal(expert.call('review.record', { round, events }))).toBe('not-assigned');
    expect(must(await expert.call('rounds.list', {}))[0]?.phase).toBe('signed');
  });

  it('becomes revision 2 with the hash of revision 1 and the reason', async () => {
    const [first, second] = [at('r1.xlsx'), await revise(expert, '第二版意见', at('r2.xlsx'))];
    expect(resultIn(first)).toMatchObject({ revision: 1, parent: null, reopenReason: '' });
    const payload = resultIn(second);
    const parent = hashOfFile(first);
    expect(payload).toMatchObject({ revision: 2, parent, reopenReason: '更正：第二版意见' });
    const [changed] = payload.applications;
    expect(changed?.state === 'reviewed' && changed.opinion).toBe('第二版意见');
    expect(payload.journal.length).toBeGreaterThan(resultIn(first).journal.length);
    // The first revision is still there, byte for byte.
    const kept = path.join(homeIn(expert.folder).round(round).workbooks, `${parent}.xlsx`);
    expect(readFileSync(kept)).toEqual(readFileSync(first));
  });

  it('goes on to revision 3 on the same laptop after a restart', async () => {
    await expert.close();
    expert = await unlocked(openDesk(expert.folder));
    await revise(expert, '第三版意见', at('r3.xlsx'));
    const parent = hashOfFile(at('r2.xlsx'));
    expect(resultIn(at('r3.xlsx'))).toMatchObject({ revision: 3, parent });
  });
});

describe('revisions at the chair’s desk', () => {
  it('count by the newest, and an older one that comes later is history only', async () => {
    const { signer } = resultIn(at('r1.xlsx'));
    expect(outcomes(await collectAt(chair, round, [at('r2.xlsx')]))).toEqual(['taken']);
    expect(await flagsAt(chair, signer.id)).toEqual([]);
    expect(outcomes(await collectAt(chair, round, [at('r1.xlsx')]))).toEqual(['taken']);
    expect(await flagsAt(chair, signer.id)).toEqual(['workbook-superseded']);
    expect(outcomes(await collectAt(chair, round, [at('r2.xlsx'), at('r1.xlsx')]))).toEqual([
      'known',
      'known',
    ]);
    const counted = panelIn(await signMeeting(chair, at('p1.xlsx'))).members.find(
      (each) => each.id === signer.id,
    );
    expect(counted).toMatchObject({ revision: 2, workbook: hashOfFile(at('r2.xlsx')) });
    await chair.close();
    cpSync(chair.folder, at('terminal'), { recursive: true });
    [chair, rival] = await doubled(chair, at('rival'));
  });

  it('cannot change what is signed, until the meeting is reopened with a reason', async () => {
    const files = [await chair.token(at('r3.xlsx'))];
    expect(await refusal(chair.call('panel.collect', { round, files }))).toBe('meeting-signed');
    expect(await refusal(reopenMeeting(chair, ' '))).toBe('meeting-text-required');
    must(await reopenMeeting(chair, '专家补交第三版'));
    expect(outcomes(await collectAt(chair, round, [at('r3.xlsx')]))).toEqual(['taken']);
    expect(panelIn(await signMeeting(chair, at('p2.xlsx')))).toMatchObject({
      revision: 2,
      parent: hashOfFile(at('p1.xlsx')),
      reopenReason: '专家补交第三版',
    });
  });

  it('are taken in by the command line too, when the decisions reopen the meeting with a reason', async () => {
    const kept = { '*': { disposition: 'kept', reason: '已讨论' } };
    const consolidate = (decisions: object) => {
      writeFileSync(at('decisions.json'), JSON.stringify({ flags: kept, ...decisions }));
      const files = [at('r3.xlsx'), '--decisions', at('decisions.json'), '--out', at('typed.xlsx')];
      return typed(['panel', 'consolidate', at('terminal'), '--round', round, ...files], {
        passphrase,
      });
    };
    expect((await consolidate({})).status).not.toBe(0);
    expect(await consolidate({ reopen: '收到第三版' })).toMatchObject({ status: 0 });
    const parent = hashOfFile(at('p1.xlsx'));
    const { reopenReason, members, ...signed } = panelIn(at('typed.xlsx'));
    expect(signed).toMatchObject({ revision: 2, parent });
    expect(reopenReason).toBe('收到第三版');
    expect(members.map((each) => each.workbook)).toContain(hashOfFile(at('r3.xlsx')));
  });
});

describe('two laptops that go on from the same revision', () => {
  it('make a fork, which the chair is told and cannot sign over', async () => {
    await revise(restored, '另一台电脑的意见', at('fork.xlsx'));
    const fork = resultIn(at('fork.xlsx'));
    expect(fork).toMatchObject({ revision: 2, parent: hashOfFile(at('r1.xlsx')) });
    must(await reopenMeeting(chair, '又收到一份'));
    expect(outcomes(await collectAt(chair, round, [at('fork.xlsx')]))).toEqual(['taken']);
    expect(await flagsAt(chair, fork.signer.id)).toEqual(['workbook-fork']);
    const { applications } = await consolidationAt(chair);
    // Neither side is heard.
    expect(applications.every((each) => !Object.hasOwn(each.totals, fork.signer.id))).toBe(true);
    const sign = { round, passphrase, locale: 'zh-CN' } as const;
    const blocked = await chair.call('panel.sign', sign);
    expect(blocked).toMatchObject({ ok: false, failure: { kind: 'meeting-incomplete' } });
    expect(JSON.stringify(blocked)).toContain('"kind":"fork"');
  });

  it('are settled by the chair’s choice, with a reason, and by nothing else', async () => {
    const { id } = resultIn(at('fork.xlsx')).signer;
    const choose = (workbook: string, reason: string) =>
      chair.call('panel.record', {
        round,
        events: [{ kind: 'fork.resolved', expert: id, workbook, reason }],
      });
    const newest = hashOfFile(at('r3.xlsx'));
    expect(await refusal(choose(newest, ''))).toBe('meeting-text-required');
    expect(await refusal(choose('0'.repeat(64), '专家确认'))).toBe('unknown-workbook');
    must(await choose(newest, '专家电话确认'));
    expect(await flagsAt(chair, id)).not.toContain('workbook-fork');
    const counted = panelIn(await signMeeting(chair, at('p3.xlsx'))).members.find(
      (each) => each.id === id,
    );
    expect(counted).toMatchObject({ revision: 3, workbook: newest });
  });
});

describe('revisions at the center', () => {
  const all = ['r1', 'r2', 'r3', 'fork', 'p1', 'p2', 'p3'].map((name) => at(`${name}.xlsx`));

  /** What the list says of the expert and of the round, after these files in this order. */
  async function listAfter(name: string, files: readonly string[]) {
    const copy = openCopy(at('center'), at(`center-${name}`), { center: true });
    must(await copy.call('center.unlock', { passphrase }));
    expect(outcomes(await importAt(copy, files))).toEqual(files.map(() => 'taken'));
    const { decided, panels } = must(await copy.call('center.list', { round }));
    const [{ results, fork } = { results: [], fork: null }] = panels;
    const forked = fork !== null && fork.length > 0;
    const { code } = resultIn(at('r1.xlsx')).signer;
    const line = results.find((each) => each.code === code);
    return { revision: line?.revision, expertForked: line?.forked, decided, forked };
  }

  it('count by the newest of one history, in any order', async () => {
    await center.close();
    const history = all.filter((each) => /r\d\.xlsx$/.test(each));
    const expected = { revision: 3, expertForked: false, decided: false, forked: false };
    expect(await listAfter('up', history)).toEqual(expected);
    expect(await listAfter('down', history.toReversed())).toEqual(expected);
  });

  it('show a fork until the panel’s newest workbook says which side counts', async () => {
    const experts = all.filter((each) => !/p\d\.xlsx$/.test(each));
    const open = { revision: null, expertForked: true, decided: false, forked: false };
    expect(await listAfter('fork', experts)).toEqual(open);
    const settled = { revision: 3, expertForked: false, decided: true, forked: false };
    expect(await listAfter('all', all)).toEqual(settled);
    expect(await listAfter('all-down', all.toReversed())).toEqual(settled);
  });

  it('of the panel fork as well, and then nothing is decided', async () => {
    // The chair's laptop as it was after its first revision, which then goes on by itself.
    must(await reopenMeeting(rival, '另一台电脑'));
    const files = ['p1', 'p2'].map((name) => at(`${name}.xlsx`));
    files.push(await signMeeting(rival, at('rival.xlsx')));
    expect(panelIn(at('rival.xlsx')).parent).toBe(panelIn(at('p2.xlsx')).parent);
    const expected = { decided: false, forked: true };
    expect(await listAfter('panels', files)).toMatchObject(expected);
    expect(await listAfter('panels-down', files.toReversed())).toMatchObject(expected);
  });

  it('are counted by the side of the panel fork that the center chose on the terminal', async () => {
    const copy = openCopy(at('center'), at('center-chosen'), { center: true });
    must(await copy.call('center.unlock', { passphrase }));
    await importAt(copy, [...all, at('rival.xlsx')]);
    await copy.close();
    const options = [at('center-chosen'), '--round', round, '--lang', 'en'];
    const list = () => typed(['center', 'list', ...options], { passphrase });
    const rival = hashOfFile(at('rival.xlsx'));
    const open = await list();
    expect(open.out).toContain('Panel workbooks contradict each other');
    for (const side of [rival, hashOfFile(at('p3.xlsx'))]) expect(open.out).toContain(side);
    const choose = (workbook: string, ...reason: string[]) =>
      typed(['center', 'choose', ...options, '--workbook', workbook, ...reason], { passphrase });
    expect((await choose(rival, '--reason', ' ')).status).toBe(2);
    expect((await choose(hashOfFile(at('p1.xlsx')), '--reason', 'x')).status).toBe(1);
    expect((await choose(rival, '--reason', 'The chair says so.')).status).toBe(0);
    const chosen = await list();
    expect(chosen.out).toContain('decided by the panel');
    expect(chosen.out).toContain('the center chose one: The chair says so.');
  });
});
