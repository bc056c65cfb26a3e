import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { openDesk, type TestDesk } from '../support/desk.ts';
import { type Door, openDoor } from '../support/doors.ts';
import { completeReview, packRound, passphrase, round, signInto } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';
import type { AppPage } from './pages/app-page.ts';
import { ChairPage, type ChairPart } from './pages/chair-page.ts';
import { RoundsPage } from './pages/rounds-page.ts';
import { WelcomePage } from './pages/welcome-page.ts';

const folder = temporaryFolder('chair');
const at = (...names: string[]) => path.join(folder, ...names);
const relation = '本人是该机构的普通会员';
const grounds = '两份合同的日期前后矛盾';

let door: Door;
let app: AppPage;
let chair: ChairPage;

/** The first expert signs on two laptops: two first revisions that contradict each other. */
async function signTwice(desk: TestDesk): Promise<void> {
  await desk.close();
  cpSync(desk.folder, at('second-laptop'), { recursive: true });
  for (const [place, name] of [
    [desk.folder, 'e1.xlsx'],
    [at('second-laptop'), 'e1-again.xlsx'],
  ]) {
    const laptop = openDesk(place!);
    must(await laptop.call('identity.unlock', { passphrase }));
    await signInto(laptop, round, at(name!));
    await laptop.close();
  }
}

/** The third expert scores low, discloses a relation and suspects falsification. */
const different: readonly ExpertEvent[] = [
  { kind: 'criterion.scored', application: 'w1', criterion: '7(2)', score: 40 },
  {
    kind: 'criterion.commented',
    application: 'w1',
    criterion: '7(2)',
    comment: '没有工作场地的证明。',
  },
  { kind: 'check.found', application: 'o1', check: '9(3).partners', finding: 'not-met' },
  {
    kind: 'conflict.declared',
    application: 'o1',
    declaration: { state: 'disclosed', relation },
  },
  { kind: 'falsification.suspected', application: 'o1', grounds },
];

/** What the suspicion points at, in the very file of the bundle. */
async function citeForSuspicion(desk: TestDesk): Promise<void> {
  const { documents } = must(await desk.call('applications.read', { round, application: 'o1' }));
  const { id: document, sha256 } = documents[0]!;
  const citation = { id: 's1', document, sha256, page: 1, quote: '两处签字的日期' };
  const event = { kind: 'citation.added', application: 'o1', criterion: null, citation } as const;
  must(await desk.call('review.record', { round, events: [event] }));
}

beforeAll(async () => {
  const panel = await packRound(folder);
  for (const place of panel.people.keys()) await panel.open(place);
  const [first, second, third, own] = [panel.desk(0), panel.desk(1), panel.desk(2), panel.desk(4)];
  for (const desk of [first, second, third, own]) await completeReview(desk, round);
  must(await third.call('review.record', { round, events: [...different] }));
  await citeForSuspicion(third);
  await signTwice(first);
  await signInto(second, round, at('e2.xlsx'));
  await signInto(third, round, at('e3.xlsx'));
  await signInto(own, round, at('own.xlsx'));
  const bytes = readFileSync(at('e2.xlsx'));
  writeFileSync(at('altered.xlsx'), bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 1));
  await panel.close();
  door = await openDoor({ home: at('home'), profile: at('chair@round.example') });
  app = door.screen;
  chair = new ChairPage(app);
});
afterAll(() => door?.stop());

describe('a chair takes in workbooks', () => {
  it('from an empty table that says what comes first', async () => {
    await new WelcomePage(app).unlock(passphrase);
    await new RoundsPage(app).heading.waitFor();
    await app.page.getByRole('link', { name: '专家组' }).click();
    await chair.part('评分总表').click();
    await app.page.getByText('还没有可以汇总的评审').waitFor();
    await app.page.getByRole('link', { name: '前往收取工作簿' }).click();
    await app.page.getByRole('heading', { level: 1, name: '收取评审结果工作簿' }).waitFor();
    expect(await app.barriers()).toEqual([]);
  });

  it('reads a line per file, and why one is refused', async () => {
    const signed = ['e1.xlsx', 'e1-again.xlsx', 'e2.xlsx', 'e3.xlsx', 'own.xlsx'];
    const files = [...signed, 'altered.xlsx'].map((name) => at(name));
    await chair.handIn([...files, at('chair@round.example', 'request.csr.pem')]);
    await app.page.getByText('收下 5 份，已有 0 份，未收 2 份').waitFor();
    expect(await chair.intake('e3.xlsx').innerText()).toContain('专家 e3');
    expect(await chair.intake('altered.xlsx').innerText()).toContain('未收下');
    expect(await chair.intake('request.csr.pem').innerText()).toContain('不是评审工作簿');
    await chair.handIn([at('e2.xlsx')]);
    await chair.intake('e2.xlsx').getByText('已有，无变化').waitFor();
    await chair.member('专家 e1').getByText('2 份互相冲突').waitFor();
    await chair.member('专家 e4').getByText('还没有收到').waitFor();
    await chair.member('专家 e3').getByText('披露关系 1 份').waitFor();
    expect(await app.barriers()).toEqual([]);
  });
});

describe('the table', () => {
  it('shows totals by rank, and nothing of a recused member', async () => {
    await chair.part('评分总表').click();
    await chair.line('w1').getByRole('gridcell').first().waitFor();
    const cells = await chair.line('w1').getByRole('gridcell').allInnerTexts();
    expect(cells).toContain('72.0');
    expect(cells.filter((each) => each.trim() === '回避')).toHaveLength(1);
    expect(await app.barriers()).toEqual([]);
    expect(await app.overflows()).toBe(false);
  });

  it('opens by keys into criteria, checks, comments', async () => {
    await chair.line('w1').focus();
    await app.page.keyboard.press('ArrowRight');
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('j');
    expect(await chair.focusedLine()).toBe('w1/7(2)');
    await app.page.keyboard.press('Enter');
    await chair.line('w1/7(2)/words').waitFor();
    expect(await chair.line('w1/7(2)').getAttribute('aria-expanded')).toBe('true');
    expect(await app.barriers()).toEqual([]);
    await app.page.keyboard.press('ArrowLeft');
    await app.page.keyboard.press('ArrowLeft');
    expect(await chair.focusedLine()).toBe('w1');
  });

  it('leads to the flags of the line', async () => {
    await app.page.keyboard.press('f');
    await chair.flag.getByText('海智工作站').waitFor();
  });
});

describe('the flags', () => {
  it('ask for a choice between two histories, with a reason', async () => {
    await chair.chooseFlag(/互相冲突/);
    expect(await app.barriers()).toEqual([]);
    await chair.flag.getByRole('radio').first().check();
    await chair.reason.fill('本人确认以第一台电脑为准');
    await chair.flag.getByRole('button', { name: '选定这一份' }).click();
    await chair.part('收取工作簿').click();
    await chair.member('专家 e1').getByText('第 1 版').waitFor();
    await chair.part('分歧').click();
  });

  it('say who, what and how far', async () => {
    await chair.chooseFlag(/7\(2\).*偏离/);
    await chair.flag.getByText('专家 e3在 7(2)').waitFor();
    expect(await chair.flag.innerText()).toContain('给了 40 分，中位数是 80 分，相差 40 分');
    expect(await app.barriers()).toEqual([]);
  });

  it('are settled one by one, and all of an application at once', async () => {
    await chair.chooseFlag(/没有收到/);
    await chair.flag.getByRole('radio', { name: '维持并说明' }).check();
    const settle = chair.flag.getByRole('button', { name: '记录处理' });
    expect(await settle.isDisabled()).toBe(true);
    await chair.reason.pressSequentially('1jkn 因病请假');
    expect(await chair.reason.inputValue()).toBe('1jkn 因病请假');
    await settle.click();
    await chair.chooseFlag(/7\(2\).*分差/);
    await chair.flag.getByRole('checkbox', { name: /其余/ }).check();
    await chair.settle('已讨论', '专家 e3 说明了依据');
    await chair.queue
      .getByRole('button', { name: /海智工作站/ })
      .getByLabel('已处理')
      .waitFor();
  });

  it('ask for a decision on a disclosed relation, which moves the figures', async () => {
    await chair.chooseFlag(/披露/);
    await chair.flag.getByText(relation).waitFor();
    await chair.flag.getByRole('radio', { name: '接受，评审照常计入' }).check();
    await chair.flag.getByRole('button', { name: '记录决定' }).click();
    await chair.chooseFlag(/涉嫌弄虚作假/);
    await chair.flag.getByText(grounds).waitFor();
    await chair.flag.getByText('两处签字的日期').waitFor();
    await chair.flag.getByRole('checkbox', { name: /其余/ }).check();
    await chair.settle('已讨论', '转请中心查处');
    await app.page.getByText('条都已处理').waitFor();
  });
});

describe('votes and decisions', () => {
  it('need attendance first, then judge a vote while it is typed', async () => {
    await chair.part('表决与结论').click();
    await app.page.getByText('请先在上面勾选到会人员').waitFor();
    expect(await app.barriers()).toEqual([]);
    await chair.everybodyPresent();
    await chair.chooseApplication('01');
    await app.page.getByText('应到 4 人，到会 4 人').waitFor();
    await chair.vote(2, 1);
    await app.page.getByText('没有通过：到会 4 人，赞成 2 票，须 3 票').waitFor();
    await chair.vote(3, 1);
    await app.page.getByText('通过：到会 4 人，赞成 3 票，须 3 票').first().waitFor();
    await chair.decide('暂缓', '尚需补充');
    await app.page.getByText('表决已通过，结论只能是建议认定').waitFor();
    await chair.decide('建议认定', '多数同意');
    await chair.record();
  });

  it('go on to the next application, and keep a dissent word for word', async () => {
    await app.page.getByRole('heading', { level: 2, name: 'Overseas Hub' }).waitFor();
    await chair.vote(1, 4);
    await chair.decide('不予认定', '合同真实性存疑');
    await chair.record();
    await chair.chooseApplication('02');
    await app.page.getByRole('button', { name: '记录不同意见' }).click();
    await app.page.getByLabel('提出者').click();
    await app.page.getByTitle('专家 e2').click();
    await app.page.getByLabel('意见原文').fill('应给予补正机会。');
    await app.page.getByRole('button', { name: '记录', exact: true }).click();
    await app.page.getByRole('blockquote').getByText('应给予补正机会。').waitFor();
    await chair.saved();
    expect(await app.barriers()).toEqual([]);
  });
});

describe('the signature', () => {
  it('comes when nothing is missing; what is missing leads to its place', async () => {
    await chair.part('表决与结论').click();
    await app.page.getByRole('checkbox', { name: '专家 e4' }).uncheck();
    await chair.part('纪要与签名').click();
    await chair.missing.getByText('表决').first().waitFor();
    expect(await app.barriers()).toEqual([]);
    await chair.missing.first().click();
    await app.page.getByRole('checkbox', { name: '专家 e4' }).check();
    await chair.part('纪要与签名').click();
    await app.page.getByLabel('会议纪要').fill('到会五人，逐项审议。');
    await app.page.getByText('都已完成，没有缺项').waitFor();
    await chair.saved();
  });

  it('is refused with a wrong passphrase, lands once, and gives the workbook', async () => {
    await chair.sign('not this one');
    await app.page.getByRole('alert').getByText('口令不正确').waitFor();
    await chair.sign(passphrase);
    await chair.stamp.waitFor();
    expect(await app.barriers()).toEqual([]);
    const signed = await chair.takeHome(folder);
    const center = openDesk(at('center'), { center: true });
    const files = [await center.token(signed)];
    const [report] = must(await center.call('workbooks.verify', { files }));
    expect(report).toMatchObject({ verdict: 'valid', content: 'panel', revision: 1 });
  });

  it('freezes everything, until it is opened again with a reason', async () => {
    for (const part of ['收取工作簿', '分歧'] as const) {
      await chair.part(part).click();
      await app.page.getByText('专家组意见已签名，这里只能查看').waitFor();
    }
    await chair.part('表决与结论').click();
    expect(await app.page.getByRole('button', { name: '记录表决与结论' }).count()).toBe(0);
    await app.page.reload();
    await chair.part('纪要与签名').click();
    await chair.stamp.waitFor();
    await chair.reopen('02 的理由需要补充');
    await app.page.getByText('您重新打开了第 1 版').waitFor();
    await chair.saved();
  });
});

describe('all pages of the chair', () => {
  const parts: readonly ChairPart[] = [
    '收取工作簿',
    '评分总表',
    '分歧',
    '表决与结论',
    '纪要与签名',
  ];

  it('read in English, in the dark and larger, with nothing cut', async () => {
    await app.display('English');
    await app.page.getByRole('heading', { name: 'Minutes and signature' }).waitFor();
    await app.display('Dark');
    await app.display('Larger');
    const links = app.page.getByRole('navigation', { name: "The chair's work" }).getByRole('link');
    for (const [place, part] of parts.entries()) {
      await links.nth(place).click();
      await expect.poll(() => app.barriers(), { timeout: 20_000 }).toEqual([]);
      expect([part, await app.overflows()]).toEqual([part, false]);
    }
    await app.display('中文');
  });

  it('leave nothing in clear in the browser, and it had nothing to complain about', async () => {
    const stored = await app.stored();
    for (const words of [relation, grounds, '因病请假', '逐项审议', '补正机会']) {
      expect(stored).not.toContain(words);
    }
    expect(app.complaints).toEqual([]);
  });
});
