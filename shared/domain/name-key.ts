/** Legal forms at the end of a Latin name, as single words. */
const latinForms: ReadonlySet<string> = new Set([
  'co',
  'company',
  'corp',
  'corporation',
  'ltd',
  'limited',
  'inc',
  'incorporated',
  'llc',
  'llp',
  'plc',
  'gmbh',
  'ag',
  'bv',
  'pte',
  'pty',
]);

/** Legal forms at the end of a Chinese name, the longest first. */
const chineseForms: readonly string[] = [
  '有限责任公司',
  '股份有限公司',
  '有限公司',
  '公司',
  '集团',
  '股份',
];

/**
 * What remains of an organisation's name when width, case, spaces, punctuation and legal forms no longer matter: two names
 * with the same key may mean the same organisation. Empty for a name without letters or digits.
 */
export function organisationKey(name: string): string {
  const all = wordsOf(name);
  const words = all[0] === 'the' && all.length > 1 ? all.slice(1) : all;
  let end = words.length;
  while (end > 1 && latinForms.has(words[end - 1] ?? '')) end -= 1;
  return withoutChineseForms(words.slice(0, end).join(''));
}

/**
 * What remains of a person's name when width, case, spaces and punctuation no longer matter. Words of a Latin name are
 * sorted, since `Li Wei` and `Wei Li` are written for the same person.
 */
export function personKey(name: string): string {
  const words = wordsOf(name);
  if (words.some((word) => /\p{Script=Han}/u.test(word))) return words.join('');
  return words.toSorted().join(' ');
}

/** Lower-case words after compatibility normalisation (full width becomes half width); invisible characters fall away. */
function wordsOf(name: string): readonly string[] {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

function withoutChineseForms(name: string): string {
  const form = chineseForms.find((each) => name.endsWith(each) && name.length > each.length);
  return form === undefined ? name : withoutChineseForms(name.slice(0, -form.length));
}
