import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ReviewStage, stageReview } from '../support/review-stage.ts';
import { round, smallRound, writeRound } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

let stage: ReviewStage;

beforeAll(async () => {
  const folder = temporaryFolder('assessment');
  const small = smallRound();
  Object.assign(small.round, { kind: 'assessment' });
  stage = await stageReview(folder, writeRound(path.join(folder, 'round'), small));
});
afterAll(() => stage?.close());

it.each([
  ['w1', '7(1)', '联系服务海外科技人才的成效'],
  ['o1', 'opinion', '合作伙伴的发展和海外网络的建设成效'],
])(
  'an assessment of %s says at %s what it rests on, and what counts for the type',
  async (application, place, focus) => {
    await stage.review.open(round, application, place);
    const answers = stage.review.answers;
    await answers.getByText('基地建设方案和年度计划完成情况').waitFor();
    await answers.getByText(focus).waitFor();
    expect(await stage.app.flaws(place)).toEqual([]);
  },
);

it('asks of every type what Article 16 lays weight on', async () => {
  await stage.review.open(round, 'o1', '9(1)');
  await stage.review.answers.getByText('合作伙伴的发展和海外网络的建设成效').waitFor();
  expect(await stage.review.answers.getByText('联系服务海外科技人才的成效').count()).toBe(0);
  expect(stage.app.complaints).toEqual([]);
});
