// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import { progressOf } from '../../../../../renderer/features/chair/chair-parts.ts';
import { flagGroups, nextOpen } from '../../../../../renderer/features/chair/flag-queue.ts';
import { flagWords } from '../../../../../renderer/features/chair/flag-words.ts';
import { queueOf } from '../../../../../renderer/features/chair/panel-desk.ts';
import { startText, textIn } from '../../../../../renderer/text.ts';
import { flagId } from '../../../../../shared/domain/flags.ts';
import type { MeetingEvent } from '../../../../../shared/domain/meeting.ts';
import { member, resultPayload } from '../../../../support/example-payload.ts';
import { exampleDesk, payloads } from './example-desk.ts';

beforeAll(() => startText('zh-CN'));

const desk = exampleDesk();
const words = () => queueOf(desk).map(({ flag }) => flagWords(desk, flag, textIn('zh-CN')).full);

describe('a flag in words', () => {
  it('says who, what and how far', () => {
    expect(words()).toContain(
      '专家3在 8(1) 主体资格给了 40 分，中位数是 80 分，相差 40 分（达到 15 分即提示）。',
    );
    expect(words().join('\n')).toMatch(/最低 40 分，最高 80 分，相差 40 分（达到 20 分即提示）/);
  });

  it('names both sides of a disputed fact', () => {
    const disputed = words().find((each) => each.includes('合作伙伴'));
    expect(disputed).toContain('符合：专家1、专家2、专家4');
    expect(disputed).toContain('不符合：专家3');
  });

  it('names the member whose workbook has not come', () => {
    expect(words()[0]).toContain('专家5的评审结果工作簿还没有收到');
  });

  it('leaves no placeholder open in either language', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const texts = queueOf(desk).map(({ flag }) => flagWords(desk, flag, textIn(locale)));
      expect(texts.flatMap(({ short, full }) => [short, full]).join()).not.toMatch(
        /\{\{|undefined|NaN/,
      );
    }
  });
});

describe('the queue', () => {
  const subjects = (events: readonly MeetingEvent[] = []) =>
    flagGroups(exampleDesk(payloads(), events)).map((each) => [each.application, each.open]);

  it('stands by subject, workbooks first, applications by number', () => {
    expect(subjects()).toEqual([
      [null, 1],
      ['f', 2],
      ['o', 1],
      ['c', 2],
    ]);
  });

  it('keeps decided disclosures, settled, so that they can be changed', () => {
    const decided: MeetingEvent = {
      kind: 'disclosure.decided',
      application: 'c',
      expert: member(4).id,
      accepted: false,
      reason: '同会理事，关系密切',
    };
    const group = flagGroups(exampleDesk(payloads(), [decided])).at(-1);
    expect(group?.flags.map(({ flag, settled }) => [flag.kind, settled])).toEqual([
      ['disclosure-unresolved', true],
    ]);
  });

  it('keeps chosen forks alike', () => {
    const fork = [resultPayload(1), resultPayload(1, { signedAt: '2026-11-20T09:00:00Z' })];
    const before = exampleDesk(fork);
    const flag = before.consolidation.flags.find((each) => each.kind === 'workbook-fork');
    expect(flag?.workbooks).toHaveLength(2);
    const chosen: MeetingEvent = {
      kind: 'fork.resolved',
      expert: member(1).id,
      workbook: flag!.workbooks[0]!,
      reason: '本人确认',
    };
    const after = queueOf(exampleDesk(fork, [chosen]));
    expect(after.find((each) => each.flag.kind === 'workbook-fork')).toMatchObject({
      id: flagId(flag!),
      settled: true,
    });
  });

  it('goes on behind what was settled, then from the start, then ends', () => {
    const queue = queueOf(desk);
    const ids = queue.map((each) => each.id);
    expect(nextOpen(queue)?.id).toBe(ids[0]);
    expect(nextOpen(queue, [ids[1]!])?.id).toBe(ids[2]);
    expect(nextOpen(queue, [ids[1]!, ids[2]!])?.id).toBe(ids[3]);
    expect(nextOpen(queue, [ids.at(-1)!])?.id).toBe(ids[0]);
    expect(nextOpen(queue, ids)).toBeNull();
  });

  it('counts into the line of pages', () => {
    const [workbooks, , flags, decisions] = progressOf(desk);
    expect(workbooks).toMatchObject({ done: 4, total: 5 });
    expect(flags).toMatchObject({ done: 0, total: 6 });
    expect(decisions).toMatchObject({ done: 0, total: 4 });
  });
});
