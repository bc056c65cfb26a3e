import { readStrictPackage } from '../../../../../electron/services/zip/strict-package.ts';
import { must } from '../../../../../shared/result.ts';

/** Parts of a workbook by name; a map of its own, to be changed by a test. */
export type Parts = Map<string, Uint8Array>;

/** Unpacks a workbook. */
export function partsOf(bytes: Uint8Array): Parts {
  const { entries } = must(readStrictPackage(bytes));
  return new Map([...entries].map(([name, entry]) => [name, entry.bytes]));
}

/** A part as text. */
export function textOf(parts: ReadonlyMap<string, Uint8Array>, name: string): string {
  const bytes = parts.get(name);
  if (bytes === undefined) throw new Error(`no part ${name}`);
  return Buffer.from(bytes).toString('utf8');
}

/** The same parts with one text replaced; throws where the text is not there. */
export function edited(
  parts: ReadonlyMap<string, Uint8Array>,
  name: string,
  from: string | RegExp,
  to: string,
): Parts {
  const before = textOf(parts, name);
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`${name} holds no ${from}`);
  return new Map(parts).set(name, Buffer.from(after));
}
