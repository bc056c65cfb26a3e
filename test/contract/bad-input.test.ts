import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { contentOf, openDesk, type TestDesk } from '../support/desk.ts';
import {
  completeReview,
  emails,
  foundPanel,
  makeIdentity,
  openAt,
  packInto,
  packRound,
  passphrase,
  type RoundFolder,
  round,
  signInto,
  smallRound,
  type TestPanel,
  type TestRound,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** What goes wrong in real life: each a failure of its own, and nothing has changed. */

/** The first to found the second center does it inside a test. */
const foundingLimitMs = 180_000;
const folder = temporaryFolder('bad-input');
const at = (...names: string[]) => path.join(folder, ...names);
let panel: TestRound;
let chair: TestDesk;
let other: TestPanel;
let bundle: string;
let result: string;

beforeAll(async () => {
  panel = await packRound(folder);
  ({ bundle } = panel);
  chair = desk(4);
  await completeReview(await panel.open(0), round);
  result = await signInto(desk(0), round, at('result.xlsx'));
});

const desk = (place: number) => panel.desk(place);

/** Runs what must be refused and proves that nothing below the folder has changed. */
async function unchanged<T>(below: string, action: () => Promise<T>): Promise<T> {
  // The center's log names what was refused; all else stays.
  const leftOut = /\.lock$|registry|home|center\.journal/;
  const before = contentOf(below, leftOut);
  const answer = await action();
  expect(contentOf(below, leftOut)).toEqual(before);
  return answer;
}

async function openFile(who: TestDesk, file: string, trust?: string) {
  const token = await who.token(file);
  return unchanged(who.folder, () => who.call('bundles.open', { file: token, trust }));
}

/** The file with one byte changed in the middle of what comes after `marker`. */
function altered(file: string, marker: string, target: string, distance: number): string {
  const bytes = readFileSync(file);
  const place = bytes.indexOf(marker) + distance;
  bytes[place] = bytes[place]! ^ 1;
  writeFileSync(target, bytes);
  return target;
}

describe('a passphrase', () => {
  it('that is wrong opens nothing', async () => {
    const locked = openDesk(at('stranger-locked'));
    copyProfile(desk(1).folder, locked.folder);
    const answer = await unchanged(locked.folder, () =>
      locked.call('identity.unlock', { passphrase: 'not this one at all' }),
    );
    expect(answer).toEqual({ ok: false, failure: { kind: 'wrong-passphrase' } });
    expect(must(await locked.call('identity.read', {})).state).toBe('locked');
  });

  it('is asked again before anything is signed', async () => {
    await completeReview(await panel.open(2), round);
    const answer = await unchanged(desk(2).folder, () =>
      desk(2).call('review.sign', { round, passphrase: 'somebody else typing', locale: 'en' }),
    );
    expect(answer).toEqual({ ok: false, failure: { kind: 'wrong-passphrase' } });
  });

  it('that is weak makes neither identity nor center', async () => {
    const nobody = openDesk(at('weak'), { center: true });
    const center = await nobody.call('center.create', { name: '中心', passphrase: '12345678901' });
    expect(center).toMatchObject({ ok: false, failure: { kind: 'weak-passphrase' } });
    expect(must(await nobody.call('center.read', {})).state).toBe('none');
  });
});

function copyProfile(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of ['identity.age', 'profile.json', 'request.csr.pem']) {
    copyFileSync(path.join(from, name), path.join(to, name));
  }
}

describe('a bundle', () => {
  it('of a center that nobody knows yet asks for its fingerprint', async () => {
    const { fingerprint } = panel;
    const name = '交流中心';
    expect(await openFile(desk(1), bundle)).toEqual({
      ok: false,
      failure: { kind: 'center-unknown', name, fingerprint },
    });
    expect(await openFile(desk(1), bundle, 'ab'.repeat(32))).toMatchObject({
      ok: false,
      failure: { kind: 'fingerprint-differs', fingerprint },
    });
  });

  it('is refused under another fingerprint than it was asked for, also when its center is known', async () => {
    await panel.open(0);
    expect(await openFile(desk(0), bundle, 'ab'.repeat(32))).toMatchObject({
      ok: false,
      failure: { kind: 'fingerprint-differs', expected: 'ab'.repeat(32) },
    });
  });

  it('of another person is refused', async () => {
    const stranger = await makeIdentity(at('stranger'), 'stranger@round.example');
    expect(await openFile(stranger.desk, bundle, panel.fingerprint)).toEqual({
      ok: false,
      failure: { kind: 'not-a-recipient' },
    });
  });

  it('that was altered is refused, also when it is the first, and leaves no trust behind', async () => {
    const file = altered(bundle, 'a/o1.age', at('altered.hzb'), 2_000);
    expect(await openFile(desk(1), file, panel.fingerprint)).toMatchObject({
      ok: false,
      failure: { kind: 'bundle-altered', entry: 'a/o1.age' },
    });
    expect(must(await desk(1).call('rounds.list', {}))).toEqual([]);
  });

  it('whose list was altered is refused', async () => {
    const file = altered(bundle, '"sequence": 1', at('list.hzb'), 12);
    expect(await openFile(desk(1), file, panel.fingerprint)).toMatchObject({
      ok: false,
      failure: { kind: 'bundle-altered', entry: 'manifest.json' },
    });
  });

  it('that is none is refused', async () => {
    writeFileSync(at('none.hzb'), 'not a bundle at all');
    expect(await openFile(desk(1), at('none.hzb'))).toMatchObject({
      ok: false,
      failure: { kind: 'not-a-bundle' },
    });
  });

  it(
    'of another center is refused once one is trusted',
    async () => {
      other = await foundPanel(at('other'), 'other-panel');
      const foreign = await packInto(other.center, panel.source, at('foreign.hzb'));
      expect(await openFile(desk(0), foreign, other.fingerprint)).toMatchObject({
        ok: false,
        failure: { kind: 'center-differs', known: panel.fingerprint },
      });
    },
    foundingLimitMs,
  );

  it('that is older than the one at hand is refused; the same one again is fine', async () => {
    const newer = await packInto(panel.center, panel.source, at('newer.hzb'));
    await openAt(desk(3), newer, panel.fingerprint);
    await openAt(desk(3), newer, panel.fingerprint);
    expect(await openFile(desk(3), bundle)).toEqual({
      ok: false,
      failure: { kind: 'bundle-older', sequence: 1, known: 2 },
    });
    const { events } = must(await desk(3).call('review.events', { round, after: 0 }));
    expect(events.map((each) => each.event)).toMatchObject([
      { kind: 'bundle.accepted', sequence: 2 },
    ]);
  });
});

describe('an enrolment request', () => {
  it('that was altered is refused', async () => {
    const file = altered(path.join(desk(0).folder, 'request.csr.pem'), 'MII', at('bad.pem'), 400);
    const files = [await panel.center.token(file)];
    const answer = await unchanged(panel.center.folder, () =>
      panel.center.call('center.enrol', { files, role: 'expert' }),
    );
    expect(answer).toMatchObject({
      ok: false,
      failure: { kind: 'request-invalid', file: 'bad.pem' },
    });
  });

  it('handed in twice gives the same person, another key under the same e-mail none', async () => {
    const { center } = panel;
    const files = [await center.token(path.join(desk(0).folder, 'request.csr.pem'))];
    const again = must(await center.call('center.enrol', { files, role: 'expert' }));
    expect(again[0]?.id).toBe(must(await desk(0).call('rounds.read', { round })).me);
    const double = await makeIdentity(at('double'), emails[0]!);
    const request = [await center.token(path.join(double.desk.folder, 'request.csr.pem'))];
    const answer = await unchanged(center.folder, () =>
      center.call('center.enrol', { files: request, role: 'expert' }),
    );
    expect(answer).toEqual({ ok: false, failure: { kind: 'already-enrolled', email: emails[0] } });
  });
});

describe('a round’s folder', () => {
  async function packed(name: string, change: (described: RoundFolder) => void) {
    const described = smallRound();
    change(described);
    const token = await panel.center.token(writeRound(at(name), described));
    return unchanged(panel.center.folder, () =>
      panel.center.call('center.pack', { folder: token }),
    );
  }

  it('with errors in several files names all of them with path and reason', async () => {
    const answer = await packed('wrong', ({ round: described, applications }) => {
      described.title = '';
      described.colour = 'red';
      described.panel.members[0]!.expert = 'nobody@round.example';
      applications.w1!.declared = { '7(3).talents-served': true, '8(1).nothing': 1 };
      applications.o1!.documents.push({ id: 'gone', file: 'gone.pdf' });
    });
    const failure = answer.ok ? null : answer.failure;
    const problems = failure?.kind === 'input-invalid' ? failure.problems : [];
    expect(problems.map(({ file, path: place, reason }) => `${file} ${place} ${reason}`)).toEqual([
      'round.json title too-small',
      'round.json colour unknown-key',
      'w1/application.json declared["7(3).talents-served"] wrong-type',
      'w1/application.json declared["8(1).nothing"] unknown-check',
      'o1/application.json documents[2].file document-missing',
      'o1/application.json documents material-missing',
    ]);
  });

  it('with people and roles that do not fit is refused', async () => {
    const answer = await packed('people', ({ round: { panel: described } }) => {
      described.members[0]!.expert = 'nobody@round.example';
      described.members[1]!.role = 'chair';
    });
    const failure = answer.ok ? null : answer.failure;
    const problems = failure?.kind === 'input-invalid' ? failure.problems : [];
    expect(problems.map(({ path: place, reason }) => `${place} ${reason}`)).toEqual([
      'panel.members[0].expert unknown-person',
      'panel.members[1].role not-chair-certificate',
      'panel.members chair-count',
      'documents material-missing',
    ]);
  });

  it('that is no JSON says where', async () => {
    const target = writeRound(at('no-json'), smallRound());
    writeFileSync(path.join(target, 'round.json'), '{"id": "x",, }');
    const token = await panel.center.token(target);
    expect(await panel.center.call('center.pack', { folder: token })).toMatchObject({
      ok: false,
      failure: { kind: 'input-invalid', problems: [{ file: 'round.json', reason: 'not-json' }] },
    });
  });

  it('with an applicant who falsified is barred for two years', async () => {
    const sanction = { applicant: ' 海智 工作站', year: 2025, grounds: '虚假材料' };
    must(await panel.center.call('center.sanction', sanction));
    const barred = { file: 'w1/application.json', path: 'applicant.name', reason: 'barred' };
    expect(await packed('barred', () => undefined)).toMatchObject({
      ok: false,
      failure: { kind: 'input-invalid', problems: [barred, { reason: 'material-missing' }] },
    });
    // Whoever is barred from applying is still assessed (Art. 16).
    const assessed = smallRound();
    Object.assign(assessed.round, { id: '2026-E', kind: 'assessment' });
    await packInto(panel.center, writeRound(at('assessed'), assessed), at('assessed.hzb'));
    const later = smallRound();
    later.round.year = 2028;
    later.round.id = '2028-T';
    await packInto(panel.center, writeRound(at('later'), later), at('later.hzb'));
  });
});

describe('a workbook', () => {
  async function handedIn(file: string) {
    const token = await panel.center.token(file);
    const answer = await unchanged(panel.center.folder, () =>
      panel.center.call('center.import', { files: [token] }),
    );
    return must(answer)[0];
  }

  it('that was altered is refused by the part', async () => {
    const file = altered(result, 'xl/worksheets/sheet1.xml', at('altered.xlsx'), 200);
    expect(await handedIn(file)).toMatchObject({
      outcome: 'refused',
      report: { verdict: 'invalid', part: expect.stringMatching(/sheet1|^$/) },
    });
  });

  it('of another center is refused', async () => {
    const token = await other.center.token(result);
    const reports = must(await other.center.call('center.import', { files: [token] }));
    expect(reports[0]).toMatchObject({ outcome: 'refused', refusal: 'not-trusted' });
  });

  it('of another round of the same center is refused by the chair', async () => {
    await openAt(chair, at('later.hzb'), panel.fingerprint);
    const files = [await chair.token(result)];
    const reports = must(await chair.call('panel.collect', { round: '2028-T', files }));
    expect(reports[0]).toMatchObject({ outcome: 'refused', refusal: 'other-round' });
  });

  it('is collected by nobody but the chair', async () => {
    const files = [await desk(0).token(result)];
    expect(await desk(0).call('panel.collect', { round, files })).toEqual({
      ok: false,
      failure: { kind: 'not-chair' },
    });
  });

  it('is not made while the review is half filled', async () => {
    await panel.open(1);
    const answer = await unchanged(desk(1).folder, () =>
      desk(1).call('review.sign', { round, passphrase, locale: 'zh-CN' }),
    );
    expect(answer).toEqual({
      ok: false,
      failure: {
        kind: 'incomplete',
        // The application from which the center recused this expert is not asked for.
        missing: [{ kind: 'pledge' }, { kind: 'declaration', application: 'o1' }],
      },
    });
  });

  it('that is no workbook is refused', async () => {
    writeFileSync(at('text.xlsx'), 'hello');
    expect(await handedIn(at('text.xlsx'))).toMatchObject({
      outcome: 'refused',
      report: { verdict: 'invalid' },
    });
  });
});

describe('a file that went away', () => {
  const handIn = (who: TestDesk, files: readonly string[]) =>
    who === chair
      ? who.call('panel.collect', { round, files: [...files] })
      : who.call('center.import', { files: [...files] });
  beforeAll(async () => {
    await panel.open(4);
    must(await chair.call('panel.read', { round }));
  });

  it('whose token was never given stops all of them before one is taken in', async () => {
    for (const who of [panel.center, chair]) {
      const files = [await who.token(result), 'A'.repeat(32)];
      const before = contentOf(who.folder, /\.lock$/);
      const taken = await handIn(who, files);
      expect(taken).toEqual({ ok: false, failure: { kind: 'unknown-file' } });
      expect(contentOf(who.folder, /\.lock$/)).toEqual(before);
    }
  });

  it('is told as such, at the center and by the chair, and the others are looked at', async () => {
    for (const who of [panel.center, chair]) {
      writeFileSync(at('gone.xlsx'), 'x');
      writeFileSync(at('folder.xlsx'), 'x');
      const files = await Promise.all(
        [at('gone.xlsx'), at('folder.xlsx'), result].map((file) => who.token(file)),
      );
      for (const name of ['gone.xlsx', 'folder.xlsx']) rmSync(at(name), { recursive: true });
      mkdirSync(at('folder.xlsx'));
      const taken = await handIn(who, files);
      rmSync(at('folder.xlsx'), { recursive: true });
      const unread = { verdict: 'unread', reason: 'not-readable' };
      expect(must(taken)).toMatchObject([
        { outcome: 'refused', report: { name: 'gone.xlsx', ...unread, detail: 'ENOENT' } },
        { outcome: 'refused', report: { name: 'folder.xlsx', ...unread } },
        { outcome: 'taken', report: { verdict: 'valid' } },
      ]);
    }
  });
});
