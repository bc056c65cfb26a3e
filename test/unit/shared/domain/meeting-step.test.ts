import { describe, expect, it } from 'vitest';
import type { Meeting, MeetingEvent, MeetingRefusal } from '../../../../shared/domain/meeting.ts';
import { emptyMeeting, foldMeeting, stepMeeting } from '../../../../shared/domain/meeting-step.ts';
import type { Round } from '../../../../shared/domain/round.ts';
import { must } from '../../../../shared/result.ts';
import { exampleRound, record, resultOf, reviewWith, withRecusal } from './example-round.ts';

const everybody = ['e1', 'e2', 'e3', 'e4', 'e5'];
const recusedReview = reviewWith('work', [80], {
  conflict: { state: 'recused', conflict: 'family', reason: '' },
});
const disclosedReview = reviewWith('work', [80], {
  conflict: { state: 'disclosed', relation: '同会' },
});
const results = [
  resultOf('e2', { w: recusedReview }),
  resultOf('e3', { w: disclosedReview }),
  resultOf('e4', { w: reviewWith('work', [80]) }),
];

function taken(
  expert: string,
  workbook = `${expert}-1`,
  revision = 1,
  parent: string | null = null,
) {
  return { kind: 'workbook.taken', expert, revision, workbook, parent } as const;
}

function attend(...present: readonly string[]) {
  return { kind: 'attendance.recorded', present } as const;
}

function vote(yes: number, no: number, abstained: number, application = 'w') {
  return { kind: 'vote.recorded', application, yes, no, abstained } as const;
}

function resolve(workbook: string, reason = '以签字为准') {
  return { kind: 'fork.resolved', expert: 'e4', workbook, reason } as const;
}

function decideDisclosure(accepted: boolean, reason: string) {
  return { kind: 'disclosure.decided', application: 'w', expert: 'e3', accepted, reason } as const;
}

function sign(revision: number, parent: string | null, workbook: string) {
  return { kind: 'meeting.signed', revision, parent, workbook } as const;
}

function run(events: readonly MeetingEvent[], round: Round = exampleRound): Meeting {
  return record(events).reduce(
    (state, entry) => must(stepMeeting(round, results, state, entry)),
    emptyMeeting,
  );
}

function refusal(
  before: readonly MeetingEvent[],
  event: MeetingEvent,
  round: Round = exampleRound,
): MeetingRefusal | null {
  const step = stepMeeting(round, results, run(before, round), { seq: 99, at: '', event });
  return step.ok ? null : step.failure;
}

describe('a meeting', () => {
  it('knows its members and applications only', () => {
    const member = { kind: 'unknown-member', expert: 'e9' };
    expect(refusal([], taken('e9'))).toEqual(member);
    expect(refusal([], attend('e1', 'e9'))).toEqual(member);
    expect(refusal([], { ...decideDisclosure(true, ''), expert: 'e9' })).toEqual(member);
    const application = { kind: 'unknown-application', application: 'constructor' };
    expect(refusal([], vote(0, 0, 0, 'constructor'))).toEqual(application);
  });

  it('takes a workbook once', () => {
    const { workbooks } = run([taken('e4'), taken('e3'), taken('e4')]);
    expect(workbooks.map((each) => each.workbook)).toEqual(['e4-1', 'e3-1']);
  });

  it('records attendance, each member once', () => {
    expect(run([attend('e1', 'e2', 'e1')]).present).toEqual(['e1', 'e2']);
    expect(run([attend('e1', 'e2'), attend('e3')]).present).toEqual(['e3']);
  });

  it('keeps minutes, dispositions and decisions, the last word counting', () => {
    const dispose = (disposition: 'discussed' | 'revised' | 'kept', reason: string) =>
      ({ kind: 'flag.disposed', flag: 'total-gap/w/3000', disposition, reason }) as const;
    expect(refusal([], dispose('kept', ' '))).toEqual({
      kind: 'meeting-text-required',
      field: 'reason',
    });
    const meeting = run([
      dispose('discussed', ''),
      dispose('kept', '各有依据'),
      { kind: 'minutes.written', minutes: '纪要' },
    ]);
    expect(meeting.dispositions).toEqual({
      'total-gap/w/3000': { disposition: 'kept', reason: '各有依据' },
    });
    expect(meeting.minutes).toBe('纪要');
  });

  it('wants grounds for anything but an approval', () => {
    const decide = (decision: 'approve' | 'defer' | 'reject', grounds: string) =>
      ({ kind: 'decision.recorded', application: 'w', decision, grounds }) as const;
    const missing = { kind: 'meeting-text-required', field: 'grounds' };
    expect(refusal([], decide('defer', ''))).toEqual(missing);
    expect(refusal([], decide('reject', ' '))).toEqual(missing);
    const { decisions } = run([decide('reject', '材料不实'), decide('approve', '')]);
    expect(decisions).toEqual({ w: { decision: 'approve', grounds: '' } });
  });
});

describe('a vote', () => {
  it('counts everybody present once', () => {
    const counts = { application: 'w', present: 5 };
    const present = [attend(...everybody)];
    expect(refusal(present, vote(4, 1, 0))).toBeNull();
    expect(refusal(present, vote(3, 1, 1))).toBeNull();
    expect(refusal(present, vote(4, 1, 1))).toEqual({
      kind: 'votes-exceed-present',
      ...counts,
      votes: 6,
    });
    expect(refusal(present, vote(4, 0, 0))).toEqual({
      kind: 'votes-not-present',
      ...counts,
      votes: 4,
    });
    expect(run([...present, vote(3, 1, 1)]).votes).toEqual({ w: { yes: 3, no: 1, abstained: 1 } });
  });

  it('does not count the recused: by the center, by their workbook, by the chair', () => {
    const round = withRecusal(exampleRound, 'e5', 'w');
    const events = [attend(...everybody), taken('e2'), taken('e3')];
    expect(refusal(events, vote(3, 0, 0), round)).toBeNull();
    const declined = [...events, decideDisclosure(false, '关系密切')];
    expect(refusal(declined, vote(2, 0, 0), round)).toBeNull();
    expect(refusal(declined, vote(3, 0, 0), round)).toMatchObject({ present: 2 });
    expect(refusal(declined, vote(5, 0, 0, 'f'), round)).toBeNull();
  });

  it('looks only at workbooks that were taken in', () => {
    expect(refusal([attend(...everybody)], vote(5, 0, 0))).toBeNull();
  });
});

describe('dissent', () => {
  const dissent = (expert: string, opinion: string, application = 'w') =>
    ({ kind: 'dissent.recorded', application, expert, opinion }) as const;

  it('is kept word for word, one opinion of a member on an application', () => {
    const words = '  不同意：\n规模未达标。 ';
    const { dissents } = run([dissent('e4', '旧'), dissent('e3', '乙'), dissent('e4', words)]);
    expect(dissents).toEqual([
      { application: 'w', expert: 'e3', opinion: '乙' },
      { application: 'w', expert: 'e4', opinion: words },
    ]);
    expect(run([dissent('e4', '甲'), dissent('e4', '乙', 'f')]).dissents).toHaveLength(2);
    expect(refusal([], dissent('e4', ' '))).toEqual({
      kind: 'meeting-text-required',
      field: 'opinion',
    });
  });

  it('is not open to a recused member', () => {
    const refused = { kind: 'member-recused', application: 'w', expert: 'e2' };
    expect(refusal([taken('e2')], dissent('e2', '甲'))).toEqual(refused);
    const round = withRecusal(exampleRound, 'e5', 'w');
    expect(refusal([], dissent('e5', '甲'), round)).toEqual({ ...refused, expert: 'e5' });
  });
});

describe('a disclosure', () => {
  it('is accepted freely and declined with a reason', () => {
    expect(refusal([taken('e3')], decideDisclosure(true, ''))).toBeNull();
    expect(refusal([taken('e3')], decideDisclosure(false, ''))).toEqual({
      kind: 'meeting-text-required',
      field: 'reason',
    });
    expect(run([taken('e3'), decideDisclosure(false, '关系密切')]).disclosures).toEqual({
      'w/e3': { accepted: false, reason: '关系密切', relation: '同会' },
    });
  });

  it('that nobody made is not decided', () => {
    const nothing = { kind: 'nothing-disclosed', application: 'w' };
    expect(refusal([], decideDisclosure(true, ''))).toEqual({ ...nothing, expert: 'e3' });
    const other = { ...decideDisclosure(true, ''), expert: 'e4' };
    expect(refusal([taken('e4')], other)).toEqual({ ...nothing, expert: 'e4' });
  });
});

describe('a fork', () => {
  const forked = [taken('e4'), taken('e4', 'x', 2, 'e4-1'), taken('e4', 'y', 2, 'e4-1')];

  it('is resolved for a workbook of that expert, with a reason', () => {
    const unknown = { kind: 'unknown-workbook', workbook: 'e3-1' };
    expect(refusal([...forked, taken('e3')], resolve('e3-1'))).toEqual(unknown);
    expect(refusal(forked, resolve('x', ''))).toEqual({
      kind: 'meeting-text-required',
      field: 'reason',
    });
    const { forks } = run([...forked, resolve('x')]);
    expect(forks).toEqual({ e4: { workbook: 'x', reason: '以签字为准' } });
  });

  it('stays resolved while the chosen side goes on, and opens again with a new rival', () => {
    const chosen = [...forked, resolve('x')];
    expect(run([...chosen, taken('e4', 'z', 3, 'x')]).forks).toHaveProperty('e4');
    expect(run([...chosen, taken('e4', 'y', 2, 'e4-1')]).forks).toHaveProperty('e4');
    expect(run([...chosen, taken('e3')]).forks).toHaveProperty('e4');
    expect(run([...chosen, taken('e4', 'q', 2, 'e4-1')]).forks).toEqual({});
  });
});

describe('signing the meeting', () => {
  const reopen = (reason: string) => ({ kind: 'meeting.reopened', reason }) as const;
  const signed = [attend('e1'), sign(1, null, 'p1')];

  it('freezes everything but reopening with a reason', () => {
    for (const event of [attend('e2'), taken('e4'), vote(1, 0, 0), sign(2, 'p1', 'p2')]) {
      expect(refusal(signed, event)).toEqual({ kind: 'meeting-signed' });
    }
    expect(refusal([], reopen('x'))).toEqual({ kind: 'meeting-not-signed' });
    expect(refusal(signed, reopen(''))).toEqual({ kind: 'meeting-text-required', field: 'reason' });
    expect(run([...signed, reopen('补充材料')])).toMatchObject({
      phase: 'open',
      reopenReason: '补充材料',
      present: ['e1'],
    });
  });

  it('continues the revision before it', () => {
    const wrong = { kind: 'wrong-meeting-revision', expected: 2 };
    const reopened = [...signed, reopen('x')];
    expect(refusal(reopened, sign(1, null, 'p2'))).toEqual({ ...wrong, revision: 1 });
    expect(refusal(reopened, sign(2, 'p0', 'p2'))).toEqual({ ...wrong, revision: 2 });
    const { revisions } = run([...reopened, sign(2, 'p1', 'p2')]);
    expect(revisions.map((each) => each.workbook)).toEqual(['p1', 'p2']);
  });
});

describe('foldMeeting', () => {
  it('is the same as stepping, refused entries left out', () => {
    const good = [attend(...everybody), taken('e4'), vote(5, 0, 0)];
    const bad = [vote(6, 0, 0), attend('e9'), resolve('nothing')];
    const entries = record([...good, ...bad]);
    expect(foldMeeting(exampleRound, results, entries)).toEqual(run(good));
  });
});
