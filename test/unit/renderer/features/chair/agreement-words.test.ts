// @vitest-environment jsdom
import { expect, it } from 'vitest';
import {
  alphaLevel,
  coefficientWords,
  concordanceLevel,
} from '../../../../../renderer/features/chair/agreement-words.ts';

it.each([
  [null, 'none'],
  [10_000, 'reliable'],
  [8_000, 'reliable'],
  [7_999, 'tentative'],
  [6_670, 'tentative'],
  [6_669, 'weak'],
  [-2_000, 'weak'],
] as const)('α of %s ten-thousandths is %s', (coefficient, level) => {
  expect(alphaLevel(coefficient)).toBe(level);
});

it.each([
  [null, 'none'],
  [7_000, 'reliable'],
  [5_000, 'tentative'],
  [4_999, 'weak'],
] as const)('W of %s ten-thousandths is %s', (coefficient, level) => {
  expect(concordanceLevel(coefficient)).toBe(level);
});

it.each([
  [7_349, '0.73'],
  [10_000, '1.00'],
  [-250, '-0.02'],
  [0, '0.00'],
])('%d reads %s', (coefficient, words) => {
  expect(coefficientWords(coefficient)).toBe(words);
});
