import { type ESTree, Visitor } from 'rolldown/utils';
import { lineAt, type SourceFile } from './source-file.ts';

/** One language's texts by their dotted key, plural forms under their own key (`count_one`, `count_other`). */
export type Texts = ReadonlyMap<string, string>;

/** Flattens a locale file. @throws where a leaf is no text. */
export function textsOf(node: unknown, prefix = ''): Texts {
  if (typeof node === 'string') return new Map([[prefix, node]]);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    throw new Error(`${prefix} is no text`);
  }
  const inner = Object.entries(node).flatMap(([key, value]) => [
    ...textsOf(value, prefix === '' ? key : `${prefix}.${key}`),
  ]);
  return new Map(inner);
}

/** The key that code asks for: languages differ in how many plural forms a text has. */
export function plainKey(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

/** The names between double braces, sorted, each once. */
export function placeholders(text: string): readonly string[] {
  const names = [...text.matchAll(/\{\{-?\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name ?? '');
  return [...new Set(names)].sort();
}

/** What one language has and the other has not: keys, placeholders, plural forms, or any text at all. */
export function differences(one: Texts, other: Texts): readonly string[] {
  const grouped = (texts: Texts) => Map.groupBy(texts, ([key]) => plainKey(key));
  const [left, right] = [grouped(one), grouped(other)];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  const empty = [...one, ...other].filter(([, text]) => text.trim() === '');
  return [
    ...empty.map(([key]) => `${key} is empty`),
    ...keys.flatMap((key) => {
      const [here, there] = [left.get(key), right.get(key)];
      if (here === undefined || there === undefined) return [`${key} is in one language only`];
      const names = (texts: readonly (readonly [string, string])[]) =>
        placeholders(texts.map(([, text]) => text).join()).join();
      return names(here) === names(there) ? [] : [`${key} speaks of different values`];
    }),
  ];
}

const textFunctions = new Set(['t', 'text', 'say', 'words']);

/** The keys a file asks for, as written; a computed part is `*`. */
export function keysAskedBy({
  program,
  text,
}: SourceFile): readonly { key: string; line: number }[] {
  const found: { key: string; line: number }[] = [];
  new Visitor({
    CallExpression: ({ callee, arguments: [first] }) => {
      if (first === undefined || !textFunctions.has(calledName(callee))) return;
      for (const key of keysIn(first)) found.push({ key, line: lineAt(text, first.start) });
    },
    JSXAttribute: ({ name, value }) => {
      if (name.name !== 'i18nKey' || value?.type !== 'Literal') return;
      found.push({ key: String(value.value), line: lineAt(text, value.start) });
    },
  }).visit(program);
  return found;
}

/** Whether the texts have the key, or for a key with computed parts at least one that fits. */
export function isKnown(texts: Texts, key: string): boolean {
  const literal = key.split('*').map((part) => part.replaceAll(/[.\\+?^$()[\]{}|]/g, '\\$&'));
  const pattern = new RegExp(`^${literal.join('.+')}$`);
  return [...texts.keys()].some((each) => pattern.test(plainKey(each)));
}

function calledName(callee: ESTree.Expression): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return '';
  return callee.property.name;
}

function keysIn(node: ESTree.Argument): readonly string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return [node.quasis.map(({ value }) => value.cooked).join('*')];
    case 'ConditionalExpression':
      return [...keysIn(node.consequent), ...keysIn(node.alternate)];
    default:
      return [];
  }
}

const spoken = new Set(['title', 'alt', 'label', 'placeholder', 'aria-label', 'aria-description']);
const letters = /\p{L}/u;
const han = /\p{Script=Han}/u;

/** Words for the reader that stand in the program itself: Han characters anywhere, letters between tags or in labels. */
export function screenWords({ path, program, text }: SourceFile): readonly string[] {
  const found: string[] = [];
  const note = (node: { start: number }, words: string) =>
    found.push(`${path}:${lineAt(text, node.start)} says ${words.trim()}`);
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === 'string' && han.test(node.value)) note(node, node.value);
    },
    TemplateElement: (node) => {
      if (han.test(node.value.raw)) note(node, node.value.raw);
    },
    JSXText: (node) => {
      if (letters.test(node.value)) note(node, node.value);
    },
    JSXAttribute: ({ name, value }) => {
      if (!spoken.has(String(name.name)) || value?.type !== 'Literal') return;
      const words = String(value.value);
      if (letters.test(words) && !han.test(words)) note(value, words);
    },
  }).visit(program);
  return found;
}
