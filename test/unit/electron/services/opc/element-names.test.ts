import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementNames } from '../../../../../electron/services/opc/element-names.ts';

describe('a set of element names', () => {
  const list = ['c', 'col', 'cols', 'row', 'v'];
  const names = elementNames(list.join(' '));
  const allows = (text: string) => names.allows(Buffer.from(text), 0);

  it.each(['c>', 'c/>', 'c r="1">', 'cols\n>', 'row\t'])('finds %j', (text) => {
    expect(allows(text)).toBe(true);
  });

  it.each(['co>', 'colsx>', 'C>', 'x:c>', '>', ' c>', '', 'c', 'c\u00e9>'])(
    'does not find %j',
    (text) => {
      expect(allows(text)).toBe(false);
    },
  );

  it('agrees with comparing text', () => {
    const letters = fc.stringMatching(/^[a-dlorsvw:]{0,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(letters), letters, (some, name) => {
        const set = elementNames(some.join('\n'));
        expect(set.allows(Buffer.from(`<${name}>`), 1)).toBe(name !== '' && some.includes(name));
      }),
    );
  });
});
