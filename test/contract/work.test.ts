import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { openDesk, type TestDesk } from '../support/desk.ts';
import { importAt } from '../support/small-meeting.ts';
import {
  completeReview,
  openAt,
  packInto,
  packRound,
  passphrase,
  round,
  signInto,
  smallRound,
  type TestRound,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { typed } from '../support/typed.ts';

/** An expert at work: who sees what when, what a lock forgets, what a deadline and a revision mean. */

const day = 24 * 60 * 60 * 1000;
const folder = temporaryFolder('work');
const at = (...names: string[]) => path.join(folder, ...names);
const inside = { round, application: 'w1' };
const form = { ...inside, document: 'form' };
let panel: TestRound;

beforeAll(async () => {
  panel = await packRound(folder);
  await panel.open(0);
  await panel.open(1);
});

const desk = (place: number) => panel.desk(place);

async function declare(who: TestDesk, application: string, state: 'none' | 'recused') {
  const declaration =
    state === 'none'
      ? ({ state } as const)
      : ({ state, conflict: 'family', reason: '亲属' } as const);
  const event = { kind: 'conflict.declared', application, declaration } as const;
  return who.call('review.record', { round, events: [event] });
}

function failureOf(answer: { ok: boolean; failure?: { kind: string } }): string | null {
  return answer.failure?.kind ?? null;
}

/** Whether any file below the folder holds these bytes. */
function holds(below: string, text: string): boolean {
  const needle = Buffer.from(text);
  return readdirSync(below, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(below, name))
    .filter((file) => statSync(file).isFile())
    .some((file) => readFileSync(file).includes(needle));
}

describe('a document', () => {
  it('is closed before the pledge, then before the declaration', async () => {
    expect(failureOf(await desk(0).call('documents.open', form))).toBe('pledge-missing');
    const { pledge } = must(await desk(0).call('rounds.read', { round }));
    const signed = (version: string) =>
      desk(0).call('review.record', { round, events: [{ kind: 'pledge.signed', version }] });
    expect(failureOf(await signed('1999-01'))).toBe('pledge-missing');
    must(await signed(pledge));
    expect(failureOf(await desk(0).call('documents.open', form))).toBe('undeclared');
    expect(failureOf(await desk(0).call('applications.read', inside))).toBe('undeclared');
  });

  it('opens after the declaration, and every first opening is recorded', async () => {
    must(await declare(desk(0), 'w1', 'none'));
    const opened = must(await desk(0).call('documents.open', form));
    expect(opened).toMatchObject({ name: 'form.pdf', mediaType: 'application/pdf' });
    const again = must(await desk(0).call('documents.open', form));
    expect(again.document).toBe(opened.document);
    const piece = { document: opened.document, offset: 9, length: 100 };
    const { data } = must(await desk(0).call('documents.chunk', piece));
    expect(Buffer.from(data, 'base64').toString()).toBe('canary-w1-form');
    const { events } = must(await desk(0).call('review.events', { round, after: 0 }));
    expect(events.filter(({ event }) => event.kind === 'document.opened')).toHaveLength(1);
  });

  it('that does not exist, or of an application not assigned, is refused', async () => {
    const open = (input: object) => desk(0).call('documents.open', { ...form, ...input });
    expect(failureOf(await open({ document: 'none' }))).toBe('unknown-document');
    expect(failureOf(await open({ application: 'x9' }))).toBe('not-assigned');
    expect(failureOf(await open({ round: '1999-Z' }))).toBe('unknown-round');
  });

  it('leaves no trace in clear on the disk unless it is extracted', async () => {
    expect(holds(desk(0).folder, 'canary-w1')).toBe(false);
    const extracted = must(await desk(0).call('documents.extract', form));
    expect(holds(desk(0).folder, 'canary-w1')).toBe(false);
    must(await desk(0).files.deliver(extracted.token, at('copy.pdf')));
    expect(readFileSync(at('copy.pdf'), 'utf8')).toContain('canary-w1-form');
    const { events } = must(await desk(0).call('review.events', { round, after: 0 }));
    expect(events.at(-1)?.event).toEqual({
      kind: 'document.extracted',
      application: 'w1',
      document: 'form',
    });
  });

  it('is erased by locking', async () => {
    const { document } = must(await desk(0).call('documents.open', form));
    const extracted = must(await desk(0).call('documents.extract', form));
    const chunk = () => desk(0).call('documents.chunk', { document, offset: 0, length: 10 });
    expect(must(await desk(0).call('identity.lock', {})).state).toBe('locked');
    expect(failureOf(await chunk())).toBe('identity-locked');
    expect(failureOf(await desk(0).call('rounds.list', {}))).toBe('identity-locked');
    must(await desk(0).call('identity.unlock', { passphrase }));
    expect(failureOf(await chunk())).toBe('unknown-file');
    expect(desk(0).files.nameOf(extracted.token)).toBe(null);
    expect(must(await desk(0).call('rounds.list', {}))).toMatchObject([{ id: round, declared: 1 }]);
  });

  it('of a recused application is served no more, from the screen either', async () => {
    const { document } = must(await desk(0).call('documents.open', form));
    must(await declare(desk(0), 'w1', 'recused'));
    const chunk = { document, offset: 0, length: 10 };
    expect(failureOf(await desk(0).call('documents.chunk', chunk))).toBe('unknown-file');
    expect(failureOf(await desk(0).call('documents.open', form))).toBe('recused');
    expect(failureOf(await desk(0).call('documents.extract', form))).toBe('recused');
    expect(failureOf(await desk(0).call('applications.read', inside))).toBe('recused');
  });

  it('of an application from which the center recused this person cannot be had', async () => {
    await completeReview(desk(1), round);
    expect(failureOf(await desk(1).call('documents.open', form))).toBe('recused-by-center');
  });
});

describe('a citation', () => {
  it('is taken only for the very file that lies in the bundle', async () => {
    const { documents } = must(
      await desk(1).call('applications.read', { round, application: 'o1' }),
    );
    const cite = (sha256: string, id: string) => {
      const citation = { id, document: 'form', sha256, page: 1 };
      const about = { application: 'o1', criterion: '9(1)' };
      const event = { kind: 'citation.added', ...about, citation } as const;
      return desk(1).call('review.record', { round, events: [event] });
    };
    expect(failureOf(await cite('0'.repeat(64), 'c1'))).toBe('unknown-citation');
    must(await cite(documents[0]!.sha256, 'c2'));
  });
});

describe('recording', () => {
  it('is all or nothing', async () => {
    const before = must(await desk(1).call('review.events', { round, after: 0 }));
    const note = { kind: 'note.written', application: 'o1', note: '私人笔记' } as const;
    const bad = { kind: 'opinion.written', application: 'w1', opinion: 'x' } as const;
    const refused = await desk(1).call('review.record', { round, events: [note, bad] });
    expect(failureOf(refused)).toBe('recused-by-center');
    expect(must(await desk(1).call('review.events', { round, after: 0 }))).toEqual(before);
  });
});

describe('a signed review', () => {
  it('is frozen until it is reopened with a reason, and then signs as the next revision', async () => {
    const first = await signInto(desk(1), round, at('first.xlsx'));
    const opinion = { kind: 'opinion.written', application: 'o1', opinion: '改' } as const;
    const record = (events: ExpertEvent[]) => desk(1).call('review.record', { round, events });
    expect(failureOf(await record([opinion]))).toBe('review-signed');
    expect(failureOf(await desk(1).call('review.sign', { round, passphrase, locale: 'en' }))).toBe(
      'review-signed',
    );
    must(await record([{ kind: 'review.reopened', reason: '笔误' }, opinion]));
    const second = await signInto(desk(1), round, at('second.xlsx'));
    const newest = must(await desk(1).call('review.workbook', { round }));
    expect(newest.revision).toBe(2);
    const files = [await desk(1).token(first), await desk(1).token(second)];
    const reports = must(await desk(1).call('workbooks.verify', { files }));
    expect(reports.map((each) => each.revision)).toEqual([1, 2]);
    expect(reports[1]?.sha256).toBe(newest.sha256);
  });

  it('is verified beside files that cannot be read: each gets its own verdict', async () => {
    const names = ['gone.xlsx', 'second.xlsx', 'large.xlsx'];
    for (const name of ['gone.xlsx', 'large.xlsx']) writeFileSync(at(name), '');
    truncateSync(at('large.xlsx'), 50_000_001);
    const files = await Promise.all(names.map((name) => desk(1).token(at(name))));
    rmSync(at('gone.xlsx'));
    const reports = must(await desk(1).call('workbooks.verify', { files }));
    expect(reports.map(({ name, verdict, reason }) => [name, verdict, reason])).toEqual([
      ['gone.xlsx', 'unread', 'not-readable'],
      ['second.xlsx', 'valid', ''],
      ['large.xlsx', 'unread', 'file-too-large'],
    ]);
  });

  it('holds no private note', async () => {
    expect(readFileSync(at('second.xlsx')).length).toBeGreaterThan(1_000);
    const note = { kind: 'note.written', application: 'o1', note: '私人笔记' } as const;
    const answer = await desk(1).call('review.record', { round, events: [note] });
    expect(failureOf(answer)).toBe('review-signed');
  });
});

describe('a deadline', () => {
  async function lateDesk(hard: boolean, place: number) {
    const described = smallRound();
    const id = hard ? 'hard' : 'soft';
    described.round.id = id;
    const deadline = new Date(Date.now() + 10 * day).toISOString();
    described.round.deadline = { at: deadline, hard };
    const bundle = await packInto(panel.center, writeRound(at(id), described), at(`${id}.hzb`));
    const { folder: home } = desk(place);
    await openAt(desk(place), bundle, panel.fingerprint);
    await completeReview(desk(place), id);
    await desk(place).close();
    const late = openDesk(home, { ahead: 20 * day });
    must(await late.call('identity.unlock', { passphrase }));
    return { late, sign: { round: id, passphrase, locale: 'en' as const } };
  }

  it('that is hard lets nothing through', async () => {
    const { late, sign } = await lateDesk(true, 2);
    const answer = await late.call('review.sign', { ...sign, lateReason: '出差' });
    expect(failureOf(answer)).toBe('deadline-passed');
    expect(must(await late.call('rounds.list', {}))).toMatchObject([{ phase: 'open' }]);
  });

  it('that is soft wants a reason, which is signed', async () => {
    const { late, sign } = await lateDesk(false, 3);
    expect(failureOf(await late.call('review.sign', sign))).toBe('late-reason-required');
    must(await late.call('review.sign', { ...sign, lateReason: '出差' }));
    const { events } = must(await late.call('review.events', { round: 'soft', after: 0 }));
    expect(events.at(-1)?.event).toMatchObject({ kind: 'review.signed', lateReason: '出差' });
  });

  it('that is hard lets through what only adds a recusal to a signed review', async () => {
    const described = smallRound();
    const id = 'hard-signed';
    const deadline = new Date(Date.now() + 10 * day).toISOString();
    Object.assign(described.round, { id, deadline: { at: deadline, hard: true } });
    const bundle = await packInto(panel.center, writeRound(at(id), described), at(`${id}.hzb`));
    const { folder: home } = desk(0);
    await openAt(desk(0), bundle, panel.fingerprint);
    await completeReview(desk(0), id);
    const first = await signInto(desk(0), id, at('in-time.xlsx'));
    await desk(0).close();
    const declaration = { state: 'recused', conflict: 'family', reason: '亲属' } as const;
    const answers = { reopen: '发现利益冲突', applications: { o1: { declaration } } };
    writeFileSync(at('recusal.json'), JSON.stringify(answers));
    const apply = ['expert', 'apply', home, '--round', id, at('recusal.json')];
    expect(await typed(apply, { passphrase })).toMatchObject({ status: 0, err: '' });
    const late = openDesk(home, { ahead: 20 * day });
    must(await late.call('identity.unlock', { passphrase }));
    const record = async (...events: ExpertEvent[]) =>
      must(await late.call('review.record', { round: id, events }));
    const sign = { round: id, passphrase, locale: 'en' as const };
    const second = await signInto(late, id, at('recused.xlsx'));
    await panel.center.close();
    const center = openDesk(at('center'), { center: true, ahead: 20 * day });
    must(await center.call('center.unlock', { passphrase }));
    expect(await importAt(center, [second])).toMatchObject([{ refusal: 'late-parent' }]);
    expect((await importAt(center, [first, second])).map((each) => each.outcome)).toEqual([
      'taken',
      'taken',
    ]);
    await record(
      { kind: 'review.reopened', reason: '再改' },
      { kind: 'opinion.written', application: 'w1', opinion: '另有意见' },
    );
    expect(failureOf(await late.call('review.sign', sign))).toBe('deadline-passed');
  });
});
