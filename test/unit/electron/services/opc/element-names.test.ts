import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementNames, nameEnd } from '../../../../../electron/services/opc/element-names.ts';

describe('a set of element names', () => {
  const list = ['c', 'col', 'cols', 'row', 'v'];
  const names = elementNames(list.join(' '));
  const isStranger = (tag: string) => names.firstStranger(`text${tag}`, 0) === 4;

  it.each(['<c>', '<c/>', '<c r="1">', '<cols\n>', '<row\t', '</f>', '</', 'c', ''])(
    'lets %j pass',
    (tag) => {
      expect(isStranger(tag)).toBe(false);
    },
  );

  it.each(['<co>', '<colsx>', '<C>', '<x:c>', '<>', '< c>', '<', '<c', '<c\u00e9>', '<!--', '<?x'])(
    'stops at %j',
    (tag) => {
      expect(isStranger(tag)).toBe(true);
    },
  );

  it('tells the first stranger behind an offset', () => {
    expect(names.firstStranger('<c><f><c><f>', 0)).toBe(3);
    expect(names.firstStranger('<c><f><c><f>', 4)).toBe(9);
    expect(names.firstStranger('<c><f><c><f>', 10)).toBe(-1);
  });

  it('of all names stops at declarations and instructions only', () => {
    const any = elementNames(null);
    expect(any.firstStranger('<a><b:c/></a>', 0)).toBe(-1);
    expect(any.firstStranger('<a><!-- --></a>', 0)).toBe(3);
    expect(any.firstStranger('<?xml ?><?x?>', 1)).toBe(8);
  });

  it('agrees with comparing text', () => {
    const letters = fc.stringMatching(/^[a-dlorsvw:]{0,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(letters), letters, (some, name) => {
        const set = elementNames(some.join('\n'));
        const known = name !== '' && some.includes(name);
        expect(set.firstStranger(`<${name}>`, 0)).toBe(known ? -1 : 0);
      }),
    );
  });

  it('takes names only', () => {
    expect(() => elementNames('a|b')).toThrow('a|b');
  });
});

describe('the end of a name', () => {
  it.each([
    ['abc', 3],
    ['abc def', 3],
    ['abc/>', 3],
    ['abc\n', 3],
    ['x'.repeat(200), 100],
  ])('in %j is at %i', (text, end) => {
    expect(nameEnd(text, 0)).toBe(end);
  });
});
