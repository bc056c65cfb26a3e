import { differs, type ImportCase, shown } from './import-case.ts';
import { replaceIn, STRINGS } from './repack.ts';
import {
  COVER,
  CRITERIA,
  DECLARATIONS,
  inPart,
  inScore,
  inScores,
  LOG,
  OPINIONS,
  SCORES,
  say,
} from './shown.ts';

/** One cell of each sheet says something else. */
const values: readonly ImportCase[] = [
  shown('another name on the cover', differs('Cover!B10'), say(COVER, 'B10', '专家 e2')),
  shown('another round on the cover', differs('Cover!B8'), say(COVER, 'B8', '2025-T')),
  shown('another hash on the cover', differs('Cover!B23'), say(COVER, 'B23', '00000000')),
  shown('another count on the cover', differs('Cover!B19'), say(COVER, 'B19', '1')),
  shown('another applicant beside the scores', differs('Scores!B5'), say(SCORES, 'B5', 'X')),
  shown(
    'another recommendation beside the scores',
    differs('Scores!J5'),
    say(SCORES, 'J5', 'Reject'),
  ),
  shown('another verdict', differs('Criteria!D5'), say(CRITERIA, 'D5', 'not met')),
  shown('another finding', differs('Criteria!G5'), say(CRITERIA, 'G5', 'none')),
  shown('a comment that nobody wrote', differs('Criteria!F5'), (parts) => {
    replaceIn(parts, CRITERIA, /<c r="F5"[^>]*\/>/, '<c r="F5" t="s"><v>0</v></c>');
  }),
  shown('another declaration', differs('Declarations!C5'), say(DECLARATIONS, 'C5', 'Recused')),
  shown('another opinion', differs('Opinions!B15'), say(OPINIONS, 'B15', '不同意')),
  shown('another total on the form', differs('Opinions!B8'), say(OPINIONS, 'B8', '95.00')),
  shown('another entry in the log', differs('Log!A5'), say(LOG, 'A5', 'Nothing')),
  shown('another head of the journal', differs('Log!B15'), say(LOG, 'B15', '00000000')),
  inScore('another score', '<c r="D5" s="18"><v>95</v></c>'),
  inScores('another total', 'Scores!I5', /(?<=<c r="I5" s="\d+"><v>)60/, '95'),
  inScores('a heading exchanged', 'Scores!D4', /(?<=<c r="D4" s="15" t="s"><v>)\d+/, '57'),
];

/** Types that a program turns into something else. */
const types: readonly ImportCase[] = [
  shown('a text in a number cell', differs('Scores!D5'), say(SCORES, 'D5', '60')),
  inScore('a text inside the cell', '<c r="D5" t="inlineStr"><is><t>60</t></is></c>', 'Scores'),
  inScore('a string of a formula', '<c r="D5" t="str"><v>60</v></c>'),
  inScore('a truth value', '<c r="D5" t="b"><v>1</v></c>'),
  inScore('an error', '<c r="D5" t="e"><v>#N/A</v></c>'),
  inScore('a date', '<c r="D5" t="d"><v>2026-11-23</v></c>'),
  inScore('a number with an exponent', '<c r="D5"><v>6e1</v></c>'),
  inScore('a number with a sign', '<c r="D5"><v>+60</v></c>'),
  inScore('a number with zeros behind the point', '<c r="D5"><v>60.0</v></c>'),
  inScore('a number beyond precision', '<c r="D5"><v>60.00000000000000001</v></c>'),
  inScore('no number', '<c r="D5"/>'),
  inScore('two numbers', '<c r="D5"><v>60</v><v>95</v></c>'),
  inScore('a string that is not there', '<c r="D5" t="s"><v>9999</v></c>'),
  shown(
    'a text in several runs',
    differs(''),
    inPart(STRINGS, '<si><t>E1</t></si>', '<si><r><t>E</t></r><r><t>1</t></r></si>'),
  ),
  shown(
    'a text that is two',
    differs(''),
    inPart(STRINGS, '<si><t>E1</t>', '<si><t>E9</t><t>E1</t>'),
  ),
  shown(
    'a reading above the text',
    differs(''),
    inPart(STRINGS, '<t>E1</t>', '<t>E1</t><phoneticPr fontId="0"/>'),
  ),
];

/** A cell shows another value than is counted, or a value of another type. */
export const shownValueCases: readonly ImportCase[] = [...values, ...types];
