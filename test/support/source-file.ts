import { readFileSync } from 'node:fs';
import { type ESTree, type ParseResult, parseSync, Visitor } from 'rolldown/utils';
import { filesBelow } from '../../build/fingerprint.ts';
import { inProject, root } from '../../build/project.ts';

type Program = ESTree.Program;

/** One parsed file of the project, by its path from the root with forward slashes. */
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: ParseResult['comments'];
};

/** What a file asks for; `literal` is false where the text is computed, so that no rule can see it. */
export type Reference = {
  readonly specifier: string;
  readonly literal: boolean;
  readonly typeOnly: boolean;
  readonly line: number;
};

const programs = /\.(ts|tsx|js)$/;

/** Every program of the project below the given folders, parsed. */
export function projectFiles(...folders: readonly string[]): readonly SourceFile[] {
  const paths = folders.flatMap((folder) => filesBelow(root, folder, ['test/fixtures']));
  return paths
    .filter((path) => programs.test(path))
    .map((path) => parseFile(path, readFileSync(inProject(path), 'utf8')));
}

/** @throws where the text is no TypeScript. */
export function parseFile(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return { path, text, program, comments };
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Static and dynamic imports, re-exports, imported types, `require` and `new URL(..., import.meta.url)`. */
export function referencesOf({ program, text }: SourceFile): readonly Reference[] {
  const found: Reference[] = [];
  const note = (node: ESTree.Expression | ESTree.SpreadElement, typeOnly = false) => {
    const value = node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
    const specifier = value ?? text.slice(node.start, node.end);
    const line = lineAt(text, node.start);
    found.push({ specifier, literal: value !== null, typeOnly, line });
  };
  new Visitor({
    ImportDeclaration: (node) => note(node.source, node.importKind === 'type'),
    ExportAllDeclaration: (node) => note(node.source, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) note(node.source, node.exportKind === 'type');
    },
    ImportExpression: (node) => note(node.source),
    TSImportType: (node) => note(node.source, true),
    CallExpression: (node) => {
      const [first] = node.arguments;
      if (first !== undefined && isNamed(node.callee, 'require')) note(first);
    },
    NewExpression: (node) => {
      for (const part of fileParts(node)) note(part);
    },
  }).visit(program);
  return found;
}

/** The possible files of `new URL(file, import.meta.url)`; a choice between two counts as both. */
function fileParts(node: ESTree.NewExpression): readonly ESTree.Expression[] {
  const [file, base] = node.arguments;
  if (!isNamed(node.callee, 'URL') || file === undefined || file.type === 'SpreadElement')
    return [];
  if (base?.type !== 'MemberExpression' || base.object.type !== 'MetaProperty') return [];
  return file.type === 'ConditionalExpression' ? [file.consequent, file.alternate] : [file];
}

function isNamed(node: ESTree.Expression, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
