import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BaseType } from '../../shared/domain/application.ts';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { Declaration } from '../../shared/domain/conflict.ts';
import type { Finding, Verdict } from '../../shared/domain/review.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { AppPage } from '../e2e/pages/app-page.ts';
import { WelcomePage } from '../e2e/pages/welcome-page.ts';
import { startHost } from './browser-host.ts';
import { launchChromium } from './chromium.ts';

/** The sample round. */
export const round = '2026-sample';

/** A browser before the app, on an empty folder of its own. */
export interface Stage {
  /** Ends the app as a power cut does. */
  readonly kill: () => Promise<void>;
  readonly app: AppPage;
  /** What everything of it lies in. */
  readonly folder: string;
  /** Ends the app as a power cut does and starts it again on the same folder, back in the sample round. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts the app; nothing of anybody's is touched, and everything is gone at the end. `center`: with a folder for one. */
export async function setStage({ center = false } = {}): Promise<Stage> {
  const home = mkdtempSync(path.join(tmpdir(), 'haizhi-shots-'));
  const folders = center ? { home, center: path.join(home, 'center') } : { home };
  let host = await startHost(folders);
  const browser = await launchChromium();
  const app = await AppPage.open(browser, host.address);
  const close = async () => {
    await browser.close();
    await host.stop();
    rmSync(home, { recursive: true, force: true });
  };
  const restart = async () => {
    await host.kill();
    host = await startHost(folders);
    await app.page.goto('about:blank');
    await app.page.goto(host.address);
    await app.page.getByRole('heading').first().waitFor();
    await enterPractice(app);
  };
  return { kill: () => host.kill(), app, folder: home, restart, close };
}

/** Opens the sample round by its door, as anybody may. */
export async function enterPractice(app: AppPage): Promise<void> {
  await app.call('settings.write', { locale: 'zh-CN' });
  await app.page.reload();
  await app.go('#/welcome');
  await new WelcomePage(app).door('试用样例轮次').click();
  await app.page.getByRole('heading', { name: '我的轮次' }).waitFor({ timeout: 60_000 });
}

/** Half a review's work: all kinds of answers, one application recused, one with a relation, one undeclared. */
export async function reviewSome(app: AppPage): Promise<void> {
  await record(app, [
    { kind: 'pledge.signed', version: '2026-11' },
    ...['a01', 'a02', 'a03', 'a05', 'a07'].map((id) => declared(id, { state: 'none' })),
    declared('a04', { state: 'disclosed', relation: '两年前曾在其论坛作过一次报告。' }),
    declared('a06', { state: 'recused', conflict: 'employment', reason: '' }),
    ...answers('a01', 'work', [92, 84, 78, 71, 58]),
    ...answers('a02', 'work', [75, 66, 61, 70, 40]),
    ...answers('a03', 'offshore', [88, 90, 76, 82, 80]),
    ...answers('a05', 'overseas', [81, 79, 55, 60]),
    ...answers('a07', 'community', [85]),
  ]);
}

/** Completes what `reviewSome` has left open, so that the review can be signed. */
export async function reviewRest(app: AppPage): Promise<void> {
  const scores = [80, 70, 75, 65, 85];
  await record(app, [
    declared('a08', { state: 'recused', conflict: 'family', reason: '' }),
    ...answers('a04', 'offshore', scores),
    ...answers('a05', 'overseas', scores),
    ...answers('a07', 'community', scores),
  ]);
}

function declared(application: string, declaration: Declaration): ExpertEvent {
  return { kind: 'conflict.declared', application, declaration };
}

const findings: readonly Finding[] = ['met', 'met', 'met', 'missing', 'met', 'not-met'];
const comment = '名单与协议已逐份核对，抽查五人均有联系记录；持续活动的证明还缺去年下半年的部分。';

/** Answers to the first criteria, as many as there are scores; with all five the whole application. */
function answers(
  application: string,
  baseType: BaseType,
  scores: readonly number[],
): readonly ExpertEvent[] {
  const events = criteriaOf(baseType).flatMap(({ id, checks }, place): readonly ExpertEvent[] => {
    const score = scores[place];
    if (score === undefined) return [];
    const about = { application, criterion: id };
    const found = checks.map((check, at): ExpertEvent => {
      const finding = findings[(place + at) % findings.length] ?? 'met';
      return { kind: 'check.found', application, check: check.id, finding };
    });
    return [
      ...found,
      { kind: 'criterion.judged', ...about, verdict: verdictFor(score) },
      { kind: 'criterion.scored', ...about, score },
      { kind: 'criterion.commented', ...about, comment },
    ];
  });
  if (scores.length < 5) return events;
  const opinion = '材料总体齐全，渠道稳定，服务对象有据可查。建议补充活动证明后认定。';
  const reason = '不符合的一项正在整改，已见受理通知。';
  return [
    ...events,
    { kind: 'application.recommended', application, recommendation: 'approve', reason },
    { kind: 'opinion.written', application, opinion },
  ];
}

function verdictFor(score: number): Verdict {
  if (score < 60) return 'not-met';
  return score < 75 ? 'partly' : 'met';
}

async function record(app: AppPage, events: readonly ExpertEvent[]): Promise<void> {
  const answer = (await app.call('review.record', { round, events: [...events] })) as {
    readonly ok?: boolean;
  };
  if (answer.ok !== true) throw new Error(JSON.stringify(answer));
  await app.page.reload();
}
