import {
  type Failure,
  failureDetails,
  failureMessage,
  type Message,
} from '../../shared/failures.ts';
import type { Text } from '../services/text.ts';
import type { PanelWords } from './panel-words.ts';

/**
 * A failure in words: what is wrong and what to do, then everything it lists. With a panel's words at hand its members
 * and flags are called by them.
 */
export function failureLines(failure: Failure, text: Text, panel?: PanelWords): readonly string[] {
  const details = failureDetails(failure).map((each) => `  ${messageLine(each, text, panel)}`);
  return [messageLine(failureMessage(failure), text, panel), ...details];
}

/** One message with its codes, places, instants and people in words. */
export function messageLine({ key, values }: Message, text: Text, panel?: PanelWords): string {
  const entries = Object.entries(values).map(([name, value]) => {
    if (typeof value === 'number') return [name, value] as const;
    const named = panel === undefined ? value : inPanelWords(name, value, panel);
    return [name, inWords(key, name, named, text)] as const;
  });
  return text(key, Object.fromEntries(entries));
}

function inPanelWords(name: string, value: string, panel: PanelWords): string {
  if (name === 'flag') return panel.flagLine(value);
  return name === 'expert' ? panel.member(value) : value;
}

/** Problems whose `expected` is a code; in the others it is what somebody wrote. */
const expectingCodes = new Set(
  [
    'wrong-type',
    'missing',
    'wrong-format',
    'not-json',
    'file-unreadable',
    'not-chair-certificate',
  ].map((reason) => `problem.${reason}`),
);

function inWords(key: string, name: string, value: string, text: Text): string {
  switch (name) {
    case 'detail':
    case 'reason':
      return codeWords(value, text);
    case 'expected':
      return expectingCodes.has(key) ? codeWords(value, text) : value;
    case 'at':
      return localTime(value);
    case 'path':
      return placeWords(value, text);
    default:
      return value;
  }
}

/** A place in a file; one of a text that is no JSON is a line and a column. */
function placeWords(path: string, text: Text): string {
  const [, line, column] = /^(\d+):(\d+)$/.exec(path) ?? [];
  if (line !== undefined && column !== undefined) return text('cli.line-column', { line, column });
  return path === '' ? text('cli.whole-file') : path;
}

/** A code in words, as it is where there are none. */
export function codeWords(code: string, text: Text): string {
  return /^[A-Za-z0-9-]+$/.test(code) && text.has(`code.${code}`) ? text(`code.${code}`) : code;
}

/** An instant by the clock of this machine, with its distance from UTC: `2026-12-31 17:00:00 +08:00`. */
export function localTime(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const east = -date.getTimezoneOffset();
  const shown = new Date(date.getTime() + east * 60_000).toISOString();
  const [hours, minutes] = [Math.floor(Math.abs(east) / 60), Math.abs(east) % 60].map((each) =>
    String(each).padStart(2, '0'),
  );
  return `${shown.slice(0, 10)} ${shown.slice(11, 19)} ${east < 0 ? '-' : '+'}${hours}:${minutes}`;
}
