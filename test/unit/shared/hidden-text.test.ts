import { expect, it } from 'vitest';
import { spellHidden } from '../../../shared/hidden-text.ts';

it.each([
  ['invoice\u202Egnp.exe', 'invoice[U+202E]gnp.exe'],
  ['zero\u200Bwidth\uFEFF', 'zero[U+200B]width[U+FEFF]'],
  ['\u2066a\u2069\u061C', '[U+2066]a[U+2069][U+061C]'],
  ['评审 👩‍🔬\t\n', '评审 👩‍🔬\t\n'],
  ['[U+202E]', '[U+202E]'],
])('%j is shown as %j', (text, shown) => {
  expect(spellHidden(text)).toBe(shown);
});
