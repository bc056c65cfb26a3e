import path from 'node:path';
import { type ESTree, Visitor } from 'rolldown/utils';
import { lineAt, type SourceFile } from './source-file.ts';

const fileLines = 400;
const functionLines = 60;
const componentLines = 150;
const vague = /^(utils?|helpers?|types?|constants?|common|misc|manager)$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Written in two parts, so that this file keeps its own rule. */
const escapes = new RegExp(`@ts-${'ignore|@ts-'}expect-error|@ts-nocheck|biome-${'ignore'}`);
const postponed = new RegExp(`\\b(TO${'DO'}|FIX${'ME'}|XX${'X'})\\b`);

/** Everything in a file that breaks a rule of the house that a script can measure, one line each. */
export function brokenRules(file: SourceFile): readonly string[] {
  const rules = [
    badName,
    tooLong,
    longFunctions,
    defaultExport,
    barrel,
    escapeHatches,
    undocumented,
    refusedCalls,
  ];
  return rules.flatMap((rule) => rule(file)).map((complaint) => `${file.path} ${complaint}`);
}

function badName({ path: file }: SourceFile): readonly string[] {
  return file.split('/').flatMap((part) => {
    const stem = part.replace(/(\.(config|test|d))?\.(ts|tsx|js)$/, '');
    if (vague.test(stem)) return [`has a name that says nothing: ${part}`];
    return kebab.test(stem) || stem === '.ci' ? [] : [`is not named in kebab-case: ${part}`];
  });
}

function tooLong({ text }: SourceFile): readonly string[] {
  const lines = text.trimEnd().split('\n').length;
  return lines > fileLines ? [`has ${lines} lines, more than ${fileLines}`] : [];
}

/** The callbacks of `describe` are lists of tests, not functions, so test files answer for their length as files. */
function longFunctions({ path: file, program, text }: SourceFile): readonly string[] {
  if (/\.test\.tsx?$/.test(file)) return [];
  const found: string[] = [];
  const measure = (node: ESTree.Function | ESTree.ArrowFunctionExpression, name: string) => {
    const line = lineAt(text, node.start);
    const lines = lineAt(text, node.end) - line + 1;
    const limit = file.endsWith('.tsx') && /^[A-Z]/.test(name) ? componentLines : functionLines;
    if (lines > limit) found.push(`has a function of ${lines} lines at line ${line}`);
  };
  const names = new Map<number, string>();
  new Visitor({
    VariableDeclarator: (node) => {
      if (node.id.type === 'Identifier' && node.init !== null)
        names.set(node.init.start, node.id.name);
    },
    FunctionDeclaration: (node) => measure(node, node.id?.name ?? ''),
    FunctionExpression: (node) => measure(node, names.get(node.start) ?? ''),
    ArrowFunctionExpression: (node) => measure(node, names.get(node.start) ?? ''),
  }).visit(program);
  return found;
}

function defaultExport({ path: file, program }: SourceFile): readonly string[] {
  if (file.endsWith('.config.ts')) return [];
  const found = program.body.some((node) => node.type === 'ExportDefaultDeclaration');
  return found ? ['has a default export'] : [];
}

/** A file that only hands on what others export; `electron/services/index.ts` is the one door of its room. */
function barrel({ path: file, program }: SourceFile): readonly string[] {
  if (file === 'electron/services/index.ts' || program.body.length === 0) return [];
  const onlyHandsOn = program.body.every(
    (node) =>
      node.type === 'ExportAllDeclaration' ||
      (node.type === 'ExportNamedDeclaration' && node.source !== null),
  );
  return onlyHandsOn ? ['is a barrel'] : [];
}

function escapeHatches({ comments, text, program }: SourceFile): readonly string[] {
  const found = comments.flatMap(({ value, start }) => {
    const line = lineAt(text, start);
    if (escapes.test(value)) return [`silences a tool at line ${line}`];
    return postponed.test(value) ? [`puts something off at line ${line}`] : [];
  });
  new Visitor({
    TSAnyKeyword: (node) => void found.push(`uses any at line ${lineAt(text, node.start)}`),
  }).visit(program);
  return found;
}

const refusedNames: ReadonlyMap<unknown, string> = new Map([
  ['openExternal', 'hands something to another program'],
  ['openPath', 'hands something to another program'],
  ['encryptionKey', 'hides settings under a key that lies beside them'],
  ['crashReporter', 'writes memory to the disk'],
  ['writeHeapSnapshot', 'writes memory to the disk'],
]);

/**
 * Promise 8: nothing of a file or a page is ever handed to another program or to the browser of the system.
 * Promise 62: nothing writes down the memory of a process, in which keys may lie. Promise 66: the encryption of electron-store
 * is none.
 */
function refusedCalls({ path: file, program, text }: SourceFile): readonly string[] {
  if (/^(test|build)\//.test(file)) return [];
  const found: string[] = [];
  const look = (name: unknown, at: number) => {
    const complaint = refusedNames.get(name);
    if (complaint !== undefined) found.push(`${complaint} at line ${lineAt(text, at)}`);
  };
  new Visitor({
    Identifier: ({ name, start }) => look(name, start),
    Literal: ({ value, start }) => look(value, start),
  }).visit(program);
  return found;
}

/** In `shared/` and `electron/services/` every exported function and class states its promise. */
function undocumented({ path: file, program, comments, text }: SourceFile): readonly string[] {
  if (!/^(shared|electron\/services)\//.test(file)) return [];
  const documented = new Set(
    comments
      .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
      .map(({ end }) => end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0)),
  );
  const overloads = new Set<string>();
  return program.body
    .filter((node) => node.type === 'ExportNamedDeclaration')
    .filter(({ declaration }) => behaves(declaration))
    .filter(({ start, declaration }) => {
      const name = nameOf(declaration);
      if (documented.has(start) && name !== null) overloads.add(name);
      return !documented.has(start) && (name === null || !overloads.has(name));
    })
    .map((node) => `exports without a promise at line ${lineAt(text, node.start)}`);
}

function behaves(declaration: ESTree.Declaration | null): boolean {
  switch (declaration?.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
      return true;
    case 'VariableDeclaration':
      return declaration.declarations.some(({ init }) => init?.type === 'ArrowFunctionExpression');
    default:
      return false;
  }
}

/** The overloads of a function share the promise of the first. */
function nameOf(declaration: ESTree.Declaration | null): string | null {
  const isFunction =
    declaration?.type === 'FunctionDeclaration' || declaration?.type === 'TSDeclareFunction';
  return isFunction ? (declaration.id?.name ?? null) : null;
}

/** What may lie at the top of the project, beside what git ignores. */
const top =
  /^(package(-lock)?\.json|tsconfig\.json|electron|renderer|shared|assets|build|test|docs|README\.md|LICENSE|\..+)$/;
const ignored = new Set(['node_modules', 'dist', 'release', 'demo']);

/** The names at the top of the project that have no place there. */
export function strangersAtTop(names: readonly string[]): readonly string[] {
  return names
    .map((name) => path.basename(name))
    .filter((name) => !top.test(name) && !ignored.has(name));
}
