import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inProject } from '../build/project.ts';
import { zipFlaws } from '../electron/services/zip/zip-failure.ts';
import {
  type FailureKind,
  failsWith,
  failureKinds,
  meetingMissing,
  missing,
  problem,
} from '../shared/failures.ts';
import {
  differences,
  isKnown,
  keysAskedBy,
  placeholders,
  plainKey,
  screenWords,
  type Texts,
  textsOf,
} from './support/locale-rules.ts';
import { parseFile, projectFiles } from './support/source-file.ts';

const locale = (name: string) =>
  textsOf(JSON.parse(readFileSync(inProject('assets/locales', `${name}.json`), 'utf8')));
const zh = locale('zh-CN');
const en = locale('en');
const languages = [
  ['zh-CN', zh],
  ['en', en],
] as const;

describe('both languages', () => {
  it('have the same keys with the same values in them, and no empty text', () => {
    expect(differences(zh, en)).toEqual([]);
  });

  it('have every key that the code asks for', () => {
    const asked = projectFiles('renderer', 'electron', 'shared').flatMap((file) =>
      keysAskedBy(file).map(({ key, line }) => ({ key, at: `${file.path}:${line} ${key}` })),
    );
    expect(asked.filter(({ key }) => !isKnown(en, key)).map(({ at }) => at)).toEqual([]);
  });

  it('hold every word of the screens', () => {
    const screens = projectFiles('renderer').filter((file) => file.path.endsWith('.tsx'));
    expect(screens.flatMap(screenWords)).toEqual([]);
  });
});

/** Field names of a failure as its text may use them: plain values by name, a list as `count`. */
function fieldsOf(schema: z.ZodType): readonly string[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, field]) =>
    typeof field === 'object' && field.type === 'array' ? 'count' : name,
  );
}

/** Where `key` has no text, or its text speaks of a value that is not there. */
function complaints(texts: Texts, key: string, schema: z.ZodType): readonly string[] {
  const found = [...texts].filter(([each]) => plainKey(each) === key).map(([, text]) => text);
  if (found.length === 0) return [`${key} has no text`];
  const known = fieldsOf(schema);
  const unknown = placeholders(found.join()).filter((name) => !known.includes(name));
  return unknown.map((name) => `${key} speaks of ${name}, which the failure does not have`);
}

describe.each(languages)('in %s', (_, texts) => {
  it('every failure has its words, about values that it has', () => {
    const one = (kind: FailureKind) => {
      const union: z.ZodType = failsWith(kind);
      if (!(union instanceof z.ZodDiscriminatedUnion))
        throw new Error('a failure is told by its kind');
      return union.options.flatMap((each) =>
        complaints(texts, `failure.${kind}`, each as z.ZodType),
      );
    };
    expect(failureKinds.flatMap(one)).toEqual([]);
  });

  it('so has every problem of an input', () => {
    const { options } = problem.shape.reason;
    expect(options.flatMap((each) => complaints(texts, `problem.${each}`, problem))).toEqual([]);
  });

  it('and each way in which the container of a bundle is refused, in words of its own', () => {
    const words = zipFlaws.map((flaw) => texts.get(`code.${flaw}`));
    expect(words).not.toContain(undefined);
    expect(new Set(words).size).toBe(zipFlaws.length);
  });

  it('and everything that is missing before signing', () => {
    const parts = [
      ...missing.options.map((each) => ['missing', each] as const),
      ...meetingMissing.options.map((each) => ['meeting-missing', each] as const),
    ];
    const found = parts.flatMap(([group, part]) =>
      complaints(texts, `${group}.${part.shape.kind.value}`, part),
    );
    expect(found).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it.each([
    [{ a: 'x' }, { b: 'x' }, 2],
    [{ a: '{{one}}' }, { a: '{{two}}' }, 1],
    [{ a: { b: 'x' } }, { a: { b: ' ' } }, 1],
    [{ a_other: '{{count}}' }, { a_one: 'one', a_other: '{{count}}' }, 0],
  ])('%j against %j', (one, other, count) => {
    expect(differences(textsOf(one), textsOf(other))).toHaveLength(count);
  });

  it('find the keys that code asks for', () => {
    const code = `t("a.b"); text.t(x ? "c" : "d"); say(\`e.${'$'}{f}.g\`); other("h"); t(i);`;
    const tags = '<Trans i18nKey="j" />;';
    const keys = keysAskedBy(parseFile('renderer/a.tsx', `${code}\n${tags}`)).map(({ key }) => key);
    expect(keys).toEqual(['a.b', 'c', 'd', 'e.*.g', 'j']);
  });

  it('know a key, and one with computed parts', () => {
    const texts = textsOf({ a: { b: 'x' }, n_one: 'x' });
    expect(['a.b', 'a.*', 'n', 'a', 'a.c', 'b.*'].map((key) => isKnown(texts, key))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('find words in a screen', () => {
    const screen = `<p title="Score" className="row">Total {x} · <b>分</b>{"评审"}{\`${'$'}{a}专家\`}</p>;`;
    expect(screenWords(parseFile('renderer/a.tsx', screen))).toHaveLength(5);
  });
});
