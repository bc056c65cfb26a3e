import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import UTIF from 'utif2';
import { inProject } from '../../build/project.ts';
import { must } from '../../shared/result.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { AppPage } from '../e2e/pages/app-page.ts';
import { WelcomePage } from '../e2e/pages/welcome-page.ts';
import { startHost } from './browser-host.ts';
import { launchChromium } from './chromium.ts';
import { openDesk, type TestDesk } from './desk.ts';
import type { Stage } from './practice-stage.ts';
import { collectAt } from './small-meeting.ts';
import {
  completeReview,
  openAt,
  packInto,
  packRound,
  passphrase,
  round,
  signInto,
  smallRound,
  writeRound,
} from './small-round.ts';
import { temporaryFolder } from './temporary.ts';

/** The round of the chair and the center. */

const sample = inProject('assets/sample/round/a01');

/** An OFD of one line, as an office writes it. */
function letter(): Uint8Array {
  const files = {
    'OFD.xml': '<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>',
    'Doc_0/Document.xml':
      '<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>' +
      '<PublicRes>Res.xml</PublicRes></CommonData><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>',
    'Doc_0/Res.xml': '<Res><Fonts><Font ID="3" FontName="宋体"/></Fonts></Res>',
    'Doc_0/P.xml':
      '<Page><Content><Layer><TextObject ID="5" Boundary="30 30 150 10" Font="3" Size="6">' +
      '<TextCode X="0" Y="6" DeltaX="g 15 6.5">关于推荐申报海智基地的函已收悉</TextCode>' +
      '</TextObject></Layer></Content></Page>',
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  );
}

/** A scan: dark lines, as if of words, on greyish paper. */
function scan(): Uint8Array {
  const [width, height] = [400, 560];
  const pixels = Uint32Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const isInk = y > 60 && y < 400 && y % 20 < 7 && x > 50 && x < 350 && x % 14 > 2;
    return isInk ? 0xff303030 : 0xffe4e6e8;
  });
  return Buffer.from(UTIF.encodeImage(new Uint8Array(pixels.buffer), width, height));
}

/** One document of every kind, one of them broken. */
function writeFolder(folder: string): string {
  const small = smallRound();
  const copied = readdirSync(sample).filter((name) => !name.endsWith('.json'));
  const made = new Map<string, Uint8Array>([
    ['05 扫描件.tif', scan()],
    ['06 推荐函.ofd', letter()],
    [
      '07 合同.pdf',
      readFileSync(path.join(sample, copied.find((name) => name.endsWith('.pdf'))!)).subarray(
        0,
        900,
      ),
    ],
  ]);
  const described = (file: string, place: number) => ({
    id: `d${place}`,
    file,
    name: file,
    criteria: [],
  });
  small.applications.w1!.documents.push(...[...copied, ...made.keys()].map(described));
  const target = writeRound(folder, small);
  for (const name of copied) copyFileSync(path.join(sample, name), path.join(target, 'w1', name));
  for (const [name, bytes] of made) writeFileSync(path.join(target, 'w1', name), bytes);
  return target;
}

/** Answers on which the experts differ, and a suspicion. */
const different: readonly ExpertEvent[] = [
  { kind: 'criterion.scored', application: 'o1', criterion: '9(1)', score: 45 },
  { kind: 'criterion.commented', application: 'o1', criterion: '9(1)', comment: '成立不足两年。' },
  { kind: 'check.found', application: 'o1', check: '9(3).partners', finding: 'not-met' },
  { kind: 'falsification.suspected', application: 'o1', grounds: '两份合同的日期前后矛盾' },
  {
    kind: 'conflict.declared',
    application: 'o1',
    declaration: { state: 'disclosed', relation: '两年前曾在其论坛作过一次报告。' },
  },
];

/** Signs on two laptops: two first revisions that contradict each other. @returns where they are. */
async function signTwice(desk: TestDesk, folder: string): Promise<readonly string[]> {
  await desk.close();
  const laptops = [desk.folder, path.join(folder, 'second-laptop')];
  cpSync(desk.folder, laptops[1]!, { recursive: true });
  const signed: string[] = [];
  for (const [place, laptop] of laptops.entries()) {
    const opened = openDesk(laptop);
    must(await opened.call('identity.unlock', { passphrase }));
    signed.push(await signInto(opened, round, path.join(folder, `e4-${place}.xlsx`)));
    await opened.close();
  }
  return signed;
}

/** Cites a document that the next bundle changes. */
async function citeProof(chair: TestDesk): Promise<void> {
  const place = { round, application: 'w1' };
  const { documents } = must(await chair.call('applications.read', place));
  const { id: document, sha256 } = documents.find((each) => each.id === 'proof')!;
  const citation = { id: 'c1', document, sha256, page: 1, quote: '原来的文字' };
  const event = { kind: 'citation.added', application: 'w1', criterion: '7(3)', citation } as const;
  must(await chair.call('review.record', { round, events: [event] }));
}

/** A chair who reviews too and has workbooks, two of them of one expert, at a laptop on which the center's desk lies as well. */
export async function setDesks(): Promise<Stage> {
  const folder = temporaryFolder('shots-desks');
  const at = (...names: string[]) => path.join(folder, ...names);
  const panel = await packRound(folder, writeFolder(at('round')));
  const chair = await panel.open(4);
  await completeReview(chair, round);
  await citeProof(chair);
  writeFileSync(path.join(panel.source, 'w1', '证明', 'proof.txt'), 'another text');
  const newer = await packInto(panel.center, panel.source, at('newer.hzb'));
  must(await chair.call('bundles.open', { file: await chair.token(newer) }));
  for (const [place, name] of [
    [0, 'e1.xlsx'],
    [2, 'e3.xlsx'],
  ] as const) {
    const desk = panel.desk(place);
    await openAt(desk, newer, panel.fingerprint);
    await completeReview(desk, round);
    if (place === 2) must(await desk.call('review.record', { round, events: [...different] }));
    await signInto(desk, round, at(name));
  }
  const forked = panel.desk(3);
  await openAt(forked, newer, panel.fingerprint);
  await completeReview(forked, round);
  const both = await signTwice(forked, folder);
  await collectAt(chair, round, [at('e1.xlsx'), at('e3.xlsx'), ...both]);
  await panel.close();
  return before(folder, { profile: chair.folder, center: at('center') });
}

/** An expert who is enrolled and has not opened a bundle yet: one lies in the stage's folder as `round.hzb`. */
export async function setNewcomer(): Promise<Stage> {
  const folder = temporaryFolder('shots-newcomer');
  const panel = await packRound(folder);
  await panel.close();
  return before(folder, { profile: panel.desk(0).folder });
}

/** The app on these folders in a browser, unlocked. */
async function before(
  folder: string,
  folders: { readonly profile: string; readonly center?: string },
): Promise<Stage> {
  const host = await startHost({ home: path.join(folder, 'home'), ...folders });
  const browser = await launchChromium();
  const app = await AppPage.open(browser, host.address);
  await new WelcomePage(app).unlock(passphrase);
  await app.page.getByRole('heading', { name: '我的轮次' }).waitFor();
  const close = async () => {
    await browser.close();
    await host.stop();
  };
  return { app, folder, kill: () => host.kill(), restart: async () => {}, close };
}
