import fc from 'fast-check';

/** One change of a value somewhere inside it. */
type Change = (value: unknown) => unknown;

const longText = '长'.repeat(100_000);
const nested = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`);

/** What stands in the place of a value: other types, edges, and what attacks are made of. */
const strangers: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  2 ** 53,
  -2_147_483_648,
  1e308,
  '',
  ' ',
  'x',
  '../../etc/passwd',
  'C:\\Windows\\System32',
  '__proto__',
  '\u0000',
  '\ud800',
  '\u202e\u200b',
  '%00%2e%2e%2f',
  "'; DROP TABLE results; --",
  '=HYPERLINK("http://x.example")',
  longText,
  [],
  {},
  [null],
  { length: 1 },
  { toString: 1, valueOf: 2 },
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  JSON.parse('{"constructor":{"prototype":{"isAdmin":true}}}'),
  nested,
  Array.from({ length: 10_000 }, () => 0),
];

/** What only the structured clone of IPC carries, JSON does not. */
const clonedOnly: readonly unknown[] = [
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  10n,
  new Date(0),
  /x/,
  new Map([['round', 1]]),
  new Set([1]),
  new Uint8Array(64),
  new ArrayBuffer(8),
  new Error('x'),
];

const namesAdded = ['also', '__proto__', 'constructor', 'toString', 'then', ''] as const;

/** One to three changes of a value; with `cloned` also values that no JSON holds. */
export function mutationsOf(values: fc.Arbitrary<unknown>, cloned: boolean): fc.Arbitrary<unknown> {
  const changes = fc.array(changesOf(cloned), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(values, changes)
    .map(([value, all]) => all.reduce((changed, change) => change(changed), value));
}

function changesOf(cloned: boolean): fc.Arbitrary<Change> {
  const place = fc.array(fc.nat(20), { maxLength: 6 });
  const stranger = fc.constantFrom(...strangers, ...(cloned ? clonedOnly : []));
  return fc.oneof(
    fc.tuple(place, stranger).map(([at, other]) => changeAt(at, () => other)),
    place.map((at) => changeAt(at, withoutOne)),
    fc
      .tuple(place, fc.constantFrom(...namesAdded), stranger)
      .map(([at, name, other]) => changeAt(at, (value) => withMember(value, name, other))),
    place.map((at) => changeAt(at, twisted)),
  );
}

/** Walks into the value by turns of its members; ends where there are none. */
function changeAt([step, ...rest]: readonly number[], change: Change): Change {
  return (value) => {
    if (step === undefined || typeof value !== 'object' || value === null) return change(value);
    const keys = Object.keys(value);
    const key = keys[step % Math.max(keys.length, 1)];
    if (key === undefined) return change(value);
    const member = changeAt(rest, change)(Reflect.get(value, key));
    if (Array.isArray(value)) return value.with(Number(key), member);
    return withMember(value, key, member);
  };
}

/** An own member of any name: `__proto__` too, which an assignment would not make. */
function withMember(value: unknown, name: string, member: unknown): unknown {
  if (Array.isArray(value)) return [...value, member];
  if (typeof value !== 'object' || value === null) return { [name]: member };
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(value));
  const open = { enumerable: true, configurable: true, writable: true };
  return Object.defineProperty(copy, name, { ...open, value: member });
}

function withoutOne(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(1);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).slice(1));
}

/** The same value, told a little differently. */
function twisted(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value.length % 2 === 0 ? `${value}x` : value.toUpperCase();
    case 'number':
      return String(value);
    case 'boolean':
      return Number(value);
    default:
      return Array.isArray(value) ? [...value, ...value] : [value];
  }
}
