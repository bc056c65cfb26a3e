import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeRound } from '../../../../../electron/services/intake/round-intake.ts';
import type { RosterEntry } from '../../../../../shared/enrolment.ts';
import { must } from '../../../../../shared/result.ts';
import { rawZip } from '../../../../hostile/bundles/raw-zip.ts';
import { deflated, windowsNames, windowsZip } from '../../../../support/archive.ts';
import { hashOf } from '../../../../support/example-payload.ts';
import {
  emails,
  type RoundFolder,
  smallRound,
  writeRound,
} from '../../../../support/small-round.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const folder = temporaryFolder('intake');
let count = 0;

const people = emails.map(
  (email): RosterEntry => ({
    id: hashOf(email),
    role: email.startsWith('chair') ? 'chair' : 'expert',
    profile: { name: email, organisation: '大学', email, fields: [], affiliations: [] },
    recipient: `age1${email}`,
    certificate: '',
    enrolledAt: '2026-11-01T00:00:00Z',
  }),
);

function context(signal = new AbortController().signal) {
  const onProgress = () => undefined;
  return {
    people,
    isBarred: () => false,
    namesConfirmed: false,
    incompleteConfirmed: true,
    certificateFlaw: () => null,
    signal,
    onProgress,
  };
}

function written(change: (described: RoundFolder) => void = () => undefined): string {
  count += 1;
  const described = smallRound();
  change(described);
  return writeRound(path.join(folder, `${count}`), described);
}

/** What is wrong with a folder: file, path and reason of every problem. */
async function problemsOf(
  place: string,
  known: Parameters<typeof takeRound>[1] = context(),
): Promise<readonly string[]> {
  const taken = await takeRound(place, known);
  if (taken.ok) return [];
  return taken.failure.problems.map((each) => `${each.file} ${each.path} ${each.reason}`);
}

describe('a round’s folder', () => {
  it('becomes a round: people by e-mail whatever its case, codes in the panel’s order, defaults filled in', async () => {
    const place = written(({ round }) => {
      round.panel.members[0]!.expert = 'E1@Round.Example';
      round.settings = { chairReviews: false };
    });
    const { round, applications, roster, warnings } = must(await takeRound(place, context()));
    expect(round.panel.members.map(({ id, code }) => [id, code])).toEqual(
      people.map(({ id }, index) => [id, `E${index + 1}`]),
    );
    expect(roster.map((each) => each.id)).toEqual(people.map((each) => each.id));
    expect(round.settings).toMatchObject({ chairReviews: false, expertsShownBy: 'name' });
    expect(round.scheme.passLine).toBe(6000);
    expect(applications.map((each) => each.application.documents.length)).toEqual([2, 2]);
    expect(applications[0]?.application.documents[0]).toMatchObject({
      name: 'form.pdf',
      mediaType: 'application/pdf',
      size: 23,
      kind: 'application-form',
    });
    expect(warnings.map((each) => each.file)).toEqual(['o1/application.json']);
  });

  it('with a byte order mark, as Windows editors write it, is read', async () => {
    const place = written();
    writeFileSync(path.join(place, 'round.json'), `\uFEFF${JSON.stringify(smallRound().round)}`);
    expect(await problemsOf(place)).toEqual([]);
  });

  it('names documents that lead outside, are empty, or are folders', async () => {
    const place = written(({ applications }) => {
      const add = (id: string, file: string) => applications.w1!.documents.push({ id, file });
      add('up', '../o1/form.pdf');
      add('root', '/etc/passwd');
      add('drive', 'C:\\secret.txt');
      add('link', 'link.pdf');
      add('empty', 'empty.pdf');
      add('folder', '证明');
    });
    symlinkSync('/etc/hostname', path.join(place, 'w1', 'link.pdf'));
    writeFileSync(path.join(place, 'w1', 'empty.pdf'), '');
    expect(await problemsOf(place)).toEqual([
      'w1/application.json documents[2].file path-outside',
      'w1/application.json documents[3].file path-outside',
      'w1/application.json documents[4].file path-outside',
      'w1/application.json documents[5].file path-outside',
      'w1/application.json documents[6].file empty-document',
      'w1/application.json documents[7].file document-unreadable',
    ]);
  });

  it('lists what is wrong in every application even where round.json itself is wrong', async () => {
    const place = written(({ round, applications }) => {
      round.year = 'soon';
      applications.w1!.number = '';
      applications.o1!.documents[0]!.criteria = ['7(1)', '99(9)'];
    });
    expect(await problemsOf(place)).toEqual([
      'round.json year wrong-type',
      'w1/application.json number wrong-format',
      'o1/application.json documents[0].criteria[0] wrong-base-type',
      'o1/application.json documents[0].criteria[1] unknown-criterion',
    ]);
  });

  it('with anything named twice is refused', async () => {
    const place = written(({ round, applications }) => {
      round.applications = ['w1', 'o1', 'W1'];
      round.panel.members[1]!.expert = emails[0];
      applications.o1!.number = '01';
      applications.o1!.documents[1]!.id = 'form';
    });
    expect(await problemsOf(place)).toEqual([
      'round.json applications[2] duplicate',
      'round.json panel.members[1].expert duplicate',
      'round.json panel.recusals[0].expert unknown-member',
      'o1/application.json documents[1].id duplicate',
      'W1/application.json  file-missing',
      'o1/application.json number duplicate',
    ]);
  });

  it('with too few reviewers, or with people and applications that nobody knows, is refused', async () => {
    const few = written(({ round }) => {
      for (const member of round.panel.members.slice(2)) member.assigned = ['o1'];
    });
    expect(await problemsOf(few)).toEqual(['round.json applications[0] too-few-reviewers']);
    const strange = written(({ round }) => {
      round.panel.members[2]!.assigned = ['w1', 'z9'];
      round.panel.recusals = [
        { expert: 'nobody@round.example', application: 'z9', conflict: 'other' },
      ];
    });
    expect(await problemsOf(strange)).toEqual([
      'round.json panel.recusals[0].expert unknown-member',
      'round.json panel.recusals[0].application unknown-application',
      'round.json panel.members[2].assigned[1] unknown-application',
    ]);
  });

  it('with a scheme that cannot be scored by is refused', async () => {
    const place = written(({ round }) => {
      round.scheme = {
        scale: { max: 10, step: 3, bands: [{ from: 0, to: 10, anchor: { zh: '甲', en: 'A' } }] },
        criteria: {
          work: [{ criterion: '7(1)', weight: 20, mandatory: true }],
          offshore: [{ criterion: '7(1)', weight: 20, mandatory: true }],
          overseas: [],
          community: [],
        },
        passLine: 6000,
      };
    });
    expect(await problemsOf(place)).toEqual([
      'round.json scheme.criteria.overseas too-small',
      'round.json scheme.criteria.community too-small',
    ]);
  });

  it('tells at once what is wrong, barred, missing and to be read, whatever else is wrong', async () => {
    const place = written(({ round, applications }) => {
      round.panel.members[0]!.expert = 'nobody@round.example';
      for (const member of round.panel.members.slice(2)) member.assigned = ['o1'];
      applications.w1!.documents = [{ id: 'rest', file: '材料.zip' }];
      applications.o1!.documents.push({ id: 'gone', file: 'gone.pdf' });
    });
    const names = { '申请表.pdf': Buffer.from('%PDF'), '证明/营业执照.pdf': Buffer.from('x') };
    writeFileSync(path.join(place, 'w1', '材料.zip'), windowsZip(names));
    const isBarred = (name: string, year: number) => name === 'Overseas Hub' && year === 2026;
    const unconfirmed = { ...context(), isBarred, incompleteConfirmed: false };
    expect(await problemsOf(place, unconfirmed)).toEqual([
      'round.json panel.members[0].expert unknown-person',
      'round.json applications[0] too-few-reviewers',
      'o1/application.json documents[2].file document-missing',
      'o1/application.json applicant.name barred',
      'w1/材料.zip  name-guessed',
      'w1/材料.zip  name-guessed',
      'w1/application.json documents material-missing',
      'o1/application.json documents material-missing',
    ]);
  });

  it('that lacks materials is taken once somebody has said so', async () => {
    const place = written();
    expect(await problemsOf(place, { ...context(), incompleteConfirmed: false })).toEqual([
      'o1/application.json documents material-missing',
    ]);
    expect(await problemsOf(place)).toEqual([]);
  });

  it('with more guessed names than anybody is shown is refused, also when they are confirmed', async () => {
    const place = written(({ applications }) => {
      applications.w1!.documents.push({ id: 'rest', file: 'many.zip' });
    });
    const [name = Buffer.alloc(0)] = Object.values(windowsNames);
    const numbered = Array.from({ length: 2_001 }, (_, number) =>
      deflated(Buffer.concat([Buffer.from(`${number}`), name]), Buffer.from('x')),
    );
    writeFileSync(path.join(place, 'w1', 'many.zip'), rawZip(numbered));
    expect(await problemsOf(place, { ...context(), namesConfirmed: true })).toEqual([
      'round.json applications too-many-guessed',
    ]);
  });

  it('with two members who decrypt with one key is refused', async () => {
    const twins = people.map((each) => ({ ...each, recipient: people[0]!.recipient }));
    const place = written();
    expect(
      await problemsOf(place, { ...context(), people: twins.slice(0, 2).concat(people.slice(2)) }),
    ).toEqual(['round.json panel.members[1].expert same-recipient']);
  });

  it('with ids that no system takes for a file is refused in words', async () => {
    const place = written(({ applications }) => {
      applications.w1!.documents[0]!.id = 'con';
    });
    expect(await problemsOf(place)).toEqual(['w1/application.json documents[0].id wrong-format']);
  });

  it('with characters that nobody sees names each and its place', async () => {
    const place = written(({ round, applications }) => {
      round.title = '评审\u202Excod';
      applications.w1!.applicant = { name: '海\u200B智', country: 'CN', legalPerson: true };
      applications.w1!.documents[0]!.name = 'a\u2066.pdf';
      // Joiners are letters' business: Persian is written with them.
      applications.o1!.applicant = { name: 'می\u200Cخواهم', country: 'IR', legalPerson: true };
    });
    const taken = await takeRound(place, context());
    const failure = taken.ok ? null : taken.failure;
    expect(failure?.problems.map((each) => [each.path, each.reason, each.expected])).toEqual([
      ['title', 'hidden-character', 'U+202E (3)'],
      ['applicant.name', 'hidden-character', 'U+200B (2)'],
      ['documents[0].name', 'hidden-character', 'U+2066 (2)'],
    ]);
  });

  it('is given up when nobody waits for it any more', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(takeRound(written(), context(controller.signal))).rejects.toThrow();
  });
});
