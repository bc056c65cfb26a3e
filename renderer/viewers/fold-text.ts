/**
 * Text as it is compared in a search. PDF programs write whole words with characters that only look like the ones
 * typed: Kangxi radicals (U+2F00 to U+2FD5, folded by NFKC) and CJK radicals (U+2E80 to U+2EFF, folded by
 * Unicode's EquivalentUnifiedIdeograph). White space does not count, since lines of Chinese text break anywhere.
 */

const radicals =
  '⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭' +
  '⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙' +
  '⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳';
const ideographs =
  '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻' +
  '𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦' +
  '页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟';

const unified = new Map(
  Array.from(radicals, (radical, place) => [radical, Array.from(ideographs)[place] ?? radical]),
);

/** The text with every radical replaced by the ideograph that is meant, and compatibility forms by ordinary ones. */
export function unify(text: string): string {
  const plain = text.normalize('NFKC');
  return Array.from(plain, (character) => unified.get(character) ?? character).join('');
}

/** Radicals, compatibility ideographs and ligatures: what only looks like other characters. */
const lookalikes = /[\u2e80-\u2fdf\uf900-\ufb4f]/gu;

/** A text folded for comparison; `at[i]` is the place in the original of the character that gave folded unit `i`. */
export interface FoldedText {
  readonly text: string;
  readonly at: readonly number[];
  readonly original: string;
}

/** An invisible character that was spelled out, such as `[U+202E]`. */
const spelled = /^\[U\+[\dA-F]{4}\]$/;
const spelledLength = 8;

/** Folds a text character by character: unified, in lower case, without white space and invisible characters, spelled out or not. */
export function foldText(text: string): FoldedText {
  const at: number[] = [];
  let folded = '';
  let place = 0;
  let next = 0;
  for (const character of text) {
    if (character === '[' && spelled.test(text.slice(place, place + spelledLength))) {
      next = place + spelledLength;
    }
    if (place < next) {
      place += 1;
      continue;
    }
    const plain = unify(character)
      .toLowerCase()
      .replaceAll(/[\s\p{Cf}]/gu, '');
    for (let unit = 0; unit < plain.length; unit += 1) at.push(place);
    folded += plain;
    place += character.length;
  }
  return { text: folded, at, original: text };
}

/** A stretch of the original text, `end` excluded. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Every place where `query` stands in a folded text, as stretches of the original; none for an empty query. */
export function findAll(folded: FoldedText, query: string): readonly Stretch[] {
  const wanted = foldText(query).text;
  if (wanted === '') return [];
  const found: Stretch[] = [];
  let from = folded.text.indexOf(wanted);
  while (from >= 0) {
    const last = folded.at[from + wanted.length - 1]!;
    const width = folded.original.codePointAt(last)! > 0xffff ? 2 : 1;
    found.push({ start: folded.at[from]!, end: last + width });
    from = folded.text.indexOf(wanted, from + wanted.length);
  }
  return found;
}

/**
 * A selected passage as it is quoted: in the characters that are meant, with its punctuation as it stands, on one line. Line breaks inside Chinese text vanish, others become a
 * space. Cut at `limit` characters with an ellipsis.
 */
export function quotable(text: string, limit = 1_000): string {
  const line = text
    .replaceAll(lookalikes, unify)
    .replaceAll(/[\s\p{Cf}]+/gu, ' ')
    .replaceAll(
      /(?<=[\p{Script=Han}\p{P}]) (?=[\p{Script=Han}])|(?<=[\p{Script=Han}]) (?=\p{P})/gu,
      '',
    )
    .trim();
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}
