import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { openDesk, type TestDesk } from '../support/desk.ts';
import {
  completeReview,
  packRound,
  passphrase,
  round,
  signInto,
  type TestRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = temporaryFolder('center-log');
const at = (...names: string[]) => path.join(folder, ...names);
let panel: TestRound;
let center: TestDesk;

beforeAll(async () => {
  panel = await packRound(folder);
  center = panel.center;
  const desk = await panel.open(0);
  await completeReview(desk, round);
  await signInto(desk, round, at('e1.xlsx'));
});

const kindsIn = async () =>
  must(await center.call('center.verifyLog', { passphrase })).entries.map(
    ({ event }) => event.kind,
  );

describe("the center's log", () => {
  it('has every act of its staff as an event, in the order of the acts', async () => {
    writeFileSync(at('no.xlsx'), 'no workbook');
    const files = [await center.token(at('e1.xlsx')), await center.token(at('no.xlsx'))];
    must(await center.call('center.import', { files }));
    must(await center.call('center.sanction', { applicant: '某站', year: 2026, grounds: '伪造' }));
    must(await center.call('center.export', { round, format: 'csv', locale: 'en' }));
    must(await center.call('center.revoke', { email: 'e4@round.example', reason: '遗失' }));
    must(await center.call('center.renew', { passphrase }));
    const enrolled = panel.people.map(() => 'person.enrolled');
    expect(await kindsIn()).toEqual([
      'center.founded',
      ...enrolled,
      'center.unlocked',
      'bundle.issued',
      'workbook.imported',
      'workbook.refused',
      'sanction.recorded',
      'list.exported',
      'person.revoked',
      'center.unlocked',
      'signer.renewed',
    ]);
  });

  it('shows nothing of that on the disk', () => {
    const bytes = readFileSync(at('center', 'center.journal'));
    for (const word of ['某站', 'e4@round.example', 'sanction'])
      expect(bytes.includes(word)).toBe(false);
  });

  it('is asked for by every act: without the keys none takes place', async () => {
    const before = await kindsIn();
    const locked = openDesk(at('center'), { center: true });
    const files = [await locked.token(at('e1.xlsx'))];
    const sanction = { applicant: '某站', year: 2026, grounds: '伪造' };
    const answers = [
      await locked.call('center.import', { files }),
      await locked.call('center.export', { round, format: 'csv', locale: 'en' }),
      await locked.call('center.sanction', sanction),
    ];
    const refused = { ok: false, failure: { kind: 'center-locked' } };
    expect(answers).toEqual([refused, refused, refused]);
    expect(await kindsIn()).toEqual(before);
  });

  it('that was altered stops the staff, names the entry, and goes on by their decision', async () => {
    const before = await kindsIn();
    const file = at('center', 'center.journal');
    const bytes = readFileSync(file);
    bytes[bytes.length - 20]! ^= 1;
    writeFileSync(file, bytes);
    const sanction = { applicant: '另站', year: 2026, grounds: '伪造' };
    const refused = { ok: false, failure: { kind: 'center-log' } };
    expect(await center.call('center.sanction', sanction)).toMatchObject(refused);
    expect(await center.call('center.unlock', { passphrase })).toMatchObject(refused);
    expect(await center.dumpRegistry()).not.toContain('另站');
    const { failure } = must(await center.call('center.verifyLog', { passphrase }));
    expect(failure).toMatchObject({ kind: 'journal-damaged', record: before.length });
    must(await center.call('center.resumeLog', { passphrase }));
    must(await center.call('center.sanction', sanction));
    const after = must(await center.call('center.verifyLog', { passphrase }));
    expect(after.failure).toBeNull();
    expect(after.entries.slice(-2).map(({ event }) => event)).toMatchObject([
      { kind: 'log.resumed', record: before.length },
      { kind: 'sanction.recorded', applicant: '另站' },
    ]);
    expect(readdirSync(at('center')).filter((each) => each.includes('.damaged-'))).toHaveLength(1);
  });

  it('that was cut is noticed', async () => {
    const file = at('center', 'center.journal');
    truncateSync(file, readFileSync(file).length - 200);
    const { failure } = must(await center.call('center.verifyLog', { passphrase }));
    expect(failure).toMatchObject({ kind: 'journal-damaged' });
  });
});
