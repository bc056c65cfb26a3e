// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';
import { CriterionWords, OpinionWords } from '../../../../../renderer/features/chair/opinions.tsx';
import { startText } from '../../../../../renderer/text.ts';
import { resultPayload } from '../../../../support/example-payload.ts';
import { exampleDesk } from './example-desk.ts';

beforeAll(() => startText('zh-CN'));

it('what experts wrote shows characters that are not seen', () => {
  const desk = exampleDesk([
    resultPayload(1, {}, [
      { kind: 'criterion.commented', application: 'f', criterion: '8(1)', comment: '甲\u202E乙' },
      { kind: 'opinion.written', application: 'f', opinion: '丙\u200B丁' },
    ]),
  ]);
  const words = renderToStaticMarkup(
    <>
      <CriterionWords desk={desk} application="f" criterion="8(1)" />
      <OpinionWords desk={desk} application="f" />
    </>,
  );
  expect(words).toContain('甲[U+202E]乙');
  expect(words).toContain('丙[U+200B]丁');
});
