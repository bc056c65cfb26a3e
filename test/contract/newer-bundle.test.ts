import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { memberOf } from '../../shared/domain/panel.ts';
import type { Review } from '../../shared/domain/review.ts';
import { foldReview } from '../../shared/domain/review-step.ts';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { openDesk, type TestDesk } from '../support/desk.ts';
import { collectAt, importAt } from '../support/small-meeting.ts';
import {
  completeReview,
  emails,
  foundPanel,
  makeIdentity,
  openAt,
  packInto,
  passphrase,
  round,
  signInto,
  smallRound,
  type TestPanel,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** What a newer bundle brings: late documents, a changed panel, revoked certificates; and what it leaves. */

const folder = temporaryFolder('newer');
const at = (...names: string[]) => path.join(folder, ...names);
let panel: TestPanel;
let chair: TestDesk;
const bundles: string[] = [];
const signed: Record<string, string> = {};

beforeAll(async () => {
  panel = await foundPanel(folder);
  chair = desk(4);
  await pack();
  for (const place of [0, 1, 3, 4]) await openAt(desk(place), bundles[0]!, panel.fingerprint);
});

function desk(place: number): TestDesk {
  return panel.people[place]!.desk;
}

/** Packs the round's folder as it is now. */
async function pack(): Promise<string> {
  if (bundles.length === 0) writeRound(at('folder'), smallRound());
  const file = at(`${bundles.length + 1}.hzb`);
  bundles.push(await packInto(panel.center, at('folder'), file));
  return file;
}

async function open(who: TestDesk, bundle: string) {
  return who.call('bundles.open', { file: await who.token(bundle), trust: panel.fingerprint });
}

async function reviewOf(who: TestDesk): Promise<Review> {
  const detail = must(await who.call('rounds.read', { round }));
  const { events } = must(await who.call('review.events', { round, after: 0 }));
  return foldReview(detail.round, memberOf(detail.round.panel, detail.me)!, events);
}

async function record(who: TestDesk, ...events: ExpertEvent[]): Promise<void> {
  must(await who.call('review.record', { round, events }));
}

/** Cites both documents of an application, as they are now. */
async function citeBoth(who: TestDesk, application: string, criterion: string): Promise<void> {
  const { documents } = must(await who.call('applications.read', { round, application }));
  for (const { id, sha256 } of documents) {
    must(await who.call('documents.open', { round, application, document: id }));
    const citation = { id: `c-${id}`, document: id, sha256, page: 1, quote: `words of ${id}` };
    await record(who, { kind: 'citation.added', application, criterion, citation });
  }
}

/** Changes one document, and adds a late one, in the round's folder. */
function changeDocuments(): void {
  const described = smallRound();
  described.applications.w1!.documents.push({ id: 'late', file: 'late.txt' });
  writeRound(at('folder'), described);
  writeFileSync(at('folder', 'w1', '证明', 'proof.txt'), 'another proof');
  writeFileSync(at('folder', 'w1', 'late.txt'), 'a late document');
}

describe('a newer bundle', () => {
  it('tells what is new and changed, and which citations are broken', async () => {
    await completeReview(desk(0), round);
    await citeBoth(desk(0), 'w1', '7(1)');
    const first = must(await open(desk(0), bundles[0]!));
    expect(first.news).toEqual({ documents: 0, citations: 0, reopen: false });
    changeDocuments();
    const { news } = must(await open(desk(0), await pack()));
    expect(news).toEqual({ documents: 2, citations: 1, reopen: false });
    const { w1 } = (await reviewOf(desk(0))).applications;
    expect(w1?.documents.map((each) => [each.document, each.news])).toEqual([
      ['form', null],
      ['proof', 'changed'],
      ['late', 'new'],
    ]);
    const cited = w1?.criteria['7(1)']?.citations ?? [];
    expect(cited.map((each) => each.quote)).toEqual(['words of form', 'words of proof']);
  });

  it('shows the new bytes, and what was opened is no news any more', async () => {
    const proof = { round, application: 'w1', document: 'proof' };
    const { document, size } = must(await desk(0).call('documents.open', proof));
    const { data } = must(
      await desk(0).call('documents.chunk', { document, offset: 0, length: size }),
    );
    expect(Buffer.from(data, 'base64').toString()).toBe('another proof');
    const [summary] = must(await desk(0).call('rounds.list', {}));
    expect(summary?.news).toEqual({ documents: 1, citations: 1, reopen: false });
  });

  it('takes only citations of the new bytes', async () => {
    const { documents } = must(
      await desk(0).call('applications.read', { round, application: 'w1' }),
    );
    const { sha256 } = documents.find(({ id }) => id === 'proof')!;
    const citation = { id: 'c-proof', document: 'proof', sha256, page: 2 };
    const about = { application: 'w1', criterion: '7(1)' };
    await record(desk(0), { kind: 'citation.added', ...about, citation });
    const [summary] = must(await desk(0).call('rounds.list', {}));
    expect(summary?.news.citations).toBe(0);
  });

  it('keeps the work; an older one is refused then', async () => {
    const before = await reviewOf(desk(0));
    expect(before.applications.w1?.opinion).not.toBe('');
    const older = await open(desk(0), bundles[0]!);
    expect(older).toEqual({ ok: false, failure: { kind: 'bundle-older', sequence: 1, known: 2 } });
    expect(await reviewOf(desk(0))).toEqual(before);
  });
});

describe('a newer bundle after the signature', () => {
  it('is accepted, keeps the signature, and says that it has to be signed anew', async () => {
    await completeReview(desk(3), round);
    signed.before = await signInto(desk(3), round, at('before.xlsx'));
    const { news } = must(await open(desk(3), bundles[1]!));
    expect(news.reopen).toBe(true);
    const [summary] = must(await desk(3).call('rounds.list', {}));
    expect(summary).toMatchObject({ phase: 'signed', news: { reopen: true } });
    expect(must(await desk(3).call('review.workbook', { round })).revision).toBe(1);
    const again = await desk(3).call('review.sign', { round, passphrase, locale: 'en' });
    expect(again).toMatchObject({ ok: false, failure: { kind: 'review-signed' } });
  });

  it('lets the chair wait for the workbook of the newer one', async () => {
    must(await open(chair, bundles[1]!));
    const [older] = await collectAt(chair, round, [signed.before!]);
    expect(older).toMatchObject({ outcome: 'refused', refusal: 'other-bundle' });
    await record(desk(3), { kind: 'review.reopened', reason: '材料包已更新' });
    expect(must(await desk(3).call('rounds.list', {}))[0]?.news.reopen).toBe(false);
    const later = await signInto(desk(3), round, at('later.xlsx'));
    const [taken] = await collectAt(chair, round, [later]);
    expect(taken).toMatchObject({ outcome: 'taken', report: { revision: 2 } });
  });
});

describe('a center', () => {
  it('that another one replaces is refused by name', async () => {
    const other = openDesk(at('other'), { center: true });
    const { fingerprint } = must(
      await other.call('center.create', { name: '交流中心', passphrase }),
    );
    for (const role of ['expert', 'chair'] as const) {
      const requests = panel.people
        .filter((each) => each.role === role)
        .map((each) => other.token(path.join(each.desk.folder, 'request.csr.pem')));
      must(await other.call('center.enrol', { files: await Promise.all(requests), role }));
    }
    const foreign = await packInto(other, at('folder'), at('foreign.hzb'));
    const file = await desk(0).token(foreign);
    const opened = await desk(0).call('bundles.open', { file, trust: fingerprint });
    const known = panel.fingerprint;
    expect(opened).toEqual({
      ok: false,
      failure: { kind: 'center-differs', name: '交流中心', fingerprint, known },
    });
  });

  it('that renewed its signing certificate is known as before', async () => {
    const before = must(await inspect(bundles[1]!));
    must(await panel.center.call('center.renew', { passphrase }));
    const file = await pack();
    expect(must(await inspect(file)).trust).toBe('known');
    expect(before.center).toEqual(must(await inspect(file)).center);
    must(await open(desk(0), file));
  });
});

async function inspect(bundle: string) {
  return desk(0).call('bundles.inspect', { file: await desk(0).token(bundle) });
}

describe('a revoked certificate', () => {
  const email = emails[3]!;
  const revoke = (since?: string) =>
    panel.center.call('center.revoke', { email, reason: '口令遗失', since });

  it('keeps its person off every panel', async () => {
    const revoked = must(await revoke());
    expect(must(await revoke())).toEqual(revoked);
    const { roster } = must(await panel.center.call('center.read', {}));
    const person = roster.find((each) => each.profile.email === email);
    expect(person).toMatchObject({ id: revoked.id, revokedSince: revoked.since });
    const packed = await panel.center.call('center.pack', {
      folder: await panel.center.token(at('folder')),
      incomplete: true,
    });
    expect(packed).toMatchObject({
      ok: false,
      failure: {
        kind: 'input-invalid',
        problems: [{ reason: 'certificate-revoked', expected: email }],
      },
    });
  });

  it('leaves what was signed before, unless it is revoked from an earlier time on', async () => {
    const { since } = must(await revoke());
    expect(await importAt(panel.center, [at('later.xlsx')])).toMatchObject([{ outcome: 'taken' }]);
    expect(must(await revoke('2090-01-01T00:00:00Z')).since).toBe(since);
    const earlier = new Date(Date.parse(since) - 3_600_000).toISOString();
    expect(must(await revoke(earlier)).since).toBe(earlier);
    expect(await importAt(panel.center, [at('later.xlsx')])).toMatchObject([
      { outcome: 'refused', refusal: 'not-trusted', detail: 'revoked' },
    ]);
  });

  it('of somebody who is not there cannot be revoked', async () => {
    const nobody = { email: 'nobody@round.example', reason: 'x' };
    expect(await panel.center.call('center.revoke', nobody)).toEqual({
      ok: false,
      failure: { kind: 'unknown-person', email: nobody.email },
    });
  });

  it('is followed by a new one for a new key, never for the old', async () => {
    const old = await panel.center.token(path.join(desk(3).folder, 'request.csr.pem'));
    const again = await panel.center.call('center.enrol', { files: [old], role: 'expert' });
    expect(again).toMatchObject({ ok: false, failure: { reason: 'revoked-key' } });
    const { desk: renewed } = await makeIdentity(at('renewed'), email);
    const request = await panel.center.token(path.join(renewed.folder, 'request.csr.pem'));
    must(await panel.center.call('center.enrol', { files: [request], role: 'expert' }));
    const file = await pack();
    expect(await openAt(renewed, file, panel.fingerprint)).toBe(round);
    const opened = await open(desk(3), file);
    expect(opened).toMatchObject({ ok: false, failure: { kind: 'not-a-recipient' } });
  });

  it('signs nothing that center and chair still believe', async () => {
    await record(desk(3), { kind: 'review.reopened', reason: '再改' });
    const after = await signInto(desk(3), round, at('after.xlsx'));
    must(await open(chair, bundles.at(-1)!));
    const refused = { outcome: 'refused', refusal: 'not-trusted', detail: 'revoked' };
    expect(await importAt(panel.center, [after])).toMatchObject([refused]);
    expect(await collectAt(chair, round, [after])).toMatchObject([refused]);
    const [report] = must(
      await chair.call('workbooks.verify', { files: [await chair.token(after)] }),
    );
    expect(report).toMatchObject({ verdict: 'untrusted', reason: 'revoked' });
  });
});
