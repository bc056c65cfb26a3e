/** A fixed set of element names that markup is searched by. */
export interface ElementNames {
  /**
   * Offset of the first `<` at or behind `from` that begins neither an end tag nor an element of the set, -1 when there is
   * none. `markup` is text of one character a byte; a name is ended by whitespace, `/` or `>`.
   */
  readonly firstStranger: (markup: string, from: number) => number;
}

/**
 * Builds the set from names separated by whitespace (ASCII letters, digits, `:`). It is one regular expression, which the
 * engine compiles: a sheet of 50,000 rows has a million tags. `null` stands for every name there is, so that only
 * declarations and instructions are strangers.
 */
export function elementNames(list: string | null): ElementNames {
  const pattern = list === null ? /<[!?]/g : patternOf(list);
  return {
    firstStranger: (markup, from) => {
      pattern.lastIndex = from;
      return pattern.exec(markup)?.index ?? -1;
    },
  };
}

function patternOf(list: string): RegExp {
  const names = list.split(/\s+/).filter((name) => name !== '');
  const wrong = names.find((name) => !/^[A-Za-z0-9:]+$/.test(name));
  if (wrong !== undefined) throw new Error(`${wrong} is no name`);
  // The shortest first: cells, values and rows are nearly all of a sheet.
  const sorted = names.toSorted((a, b) => a.length - b.length);
  const end = String.raw`[\0-\x20/>]`;
  return sorted.length === 0 ? /<(?!\/)/g : new RegExp(`<(?!/|(?:${sorted.join('|')})${end})`, 'g');
}

/** The offset just behind the name that begins here, looking no further than 100 characters. */
export function nameEnd(markup: string, start: number): number {
  let at = start;
  while (at < markup.length && at < start + 100 && !/[\s/>]/.test(markup[at] ?? '')) at += 1;
  return at;
}
