import { differs, type ImportCase, shown } from './import-case.ts';
import { BOOK, type Parts, replaceIn, STRINGS, textOf } from './repack.ts';

/** Edits of an expert's own workbook before it is signed with the expert's key. */

export const sheet = (number: number) => `xl/worksheets/sheet${number}.xml`;
export const [COVER, SCORES, CRITERIA, DECLARATIONS, OPINIONS, LOG] = [1, 2, 3, 4, 5, 6].map(
  sheet,
) as [string, string, string, string, string, string];
export const STYLES = 'xl/styles.xml';
/** An edit of one part. */
export const inPart =
  (part: string, from: string | RegExp, to: string) =>
  (parts: Parts): void =>
    replaceIn(parts, part, from, to);

/** The first score of the first application, 60 points. */
export const SCORE = /<c r="D5" s="\d+"><v>60<\/v><\/c>/;
export const inScore = (name: string, xml: string, place = 'Scores!D5'): ImportCase =>
  shown(name, differs(place), inPart(SCORES, SCORE, xml));
export const inScores = (
  name: string,
  place: string,
  from: string | RegExp,
  to: string,
): ImportCase => shown(name, differs(place), inPart(SCORES, from, to));
export const inStyles = (
  name: string,
  place: string,
  from: string | RegExp,
  to: string,
): ImportCase => shown(name, differs(place), inPart(STYLES, from, to));
export const inBook = (
  name: string,
  place: string,
  from: string | RegExp,
  to: string,
): ImportCase => shown(name, differs(place), inPart(BOOK, from, to));

/** Makes a cell show another text. */
export function say(part: string, cell: string, text: string): (parts: Parts) => void {
  return (parts) => {
    const index = (textOf(parts, STRINGS).match(/<si>/g) ?? []).length;
    replaceIn(parts, STRINGS, '</sst>', `<si><t>${text}</t></si></sst>`);
    replaceIn(
      parts,
      part,
      new RegExp(`(<c r="${cell}"[^>]*)><v>\\d+</v>`),
      `<c r="${cell}" t="s"><v>${index}</v>`,
    );
  };
}
