import path from 'node:path';
import { type ESTree, Visitor } from 'rolldown/utils';
import type { SourceFile } from './source-file.ts';

/** Stands in for another program's module or is named in a configuration: nobody imports it by its file. */
const askedForElsewhere = /^test\/(electron-double\/|support\/browser-setup\.ts$)|\.config\.ts$/;

/** Exports that no other file imports, one line each. A file taken in as a whole counts as used. */
export function unusedExports(files: readonly SourceFile[]): readonly string[] {
  const used = new Set(files.flatMap(importedNames));
  return files
    .filter((file) => !askedForElsewhere.test(file.path))
    .flatMap((file) =>
      exportedNames(file)
        .filter((name) => !used.has(`${file.path} ${name}`) && !used.has(`${file.path} *`))
        .map((name) => `${file.path} exports ${name}, which nobody imports`),
    );
}

/** What a file imports: the other file and the name, `*` where it takes the whole. */
function importedNames({ path: from, program }: SourceFile): readonly string[] {
  const found: string[] = [];
  const take = (source: ESTree.Node | null, names: readonly string[]) => {
    if (source?.type !== 'Literal') return;
    const file = String(source.value).replace(/\?.*$/, '');
    const target = path.posix.join(path.posix.dirname(from), file);
    found.push(...names.map((name) => `${target} ${name}`));
  };
  new Visitor({
    ImportDeclaration: ({ source, specifiers }) => {
      const names = specifiers.map((each) =>
        each.type === 'ImportSpecifier' ? nameOf(each.imported) : '*',
      );
      take(source, names);
    },
    ExportNamedDeclaration: ({ source, specifiers }) => {
      const names = specifiers.map(({ local }) => nameOf(local));
      take(source, names);
    },
    ExportAllDeclaration: ({ source }) => take(source, ['*']),
    ImportExpression: ({ source }) => take(source, ['*']),
    TSImportType: ({ source }) => take(source, ['*']),
  }).visit(program);
  return found;
}

function exportedNames({ program }: SourceFile): readonly string[] {
  return program.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers } = node;
    if (declaration === null) return specifiers.map(({ exported }) => nameOf(exported));
    if (declaration.type === 'VariableDeclaration') {
      return declaration.declarations.flatMap(({ id }) =>
        id.type === 'Identifier' ? [id.name] : [],
      );
    }
    return 'id' in declaration && declaration.id?.type === 'Identifier'
      ? [declaration.id.name]
      : [];
  });
}

function nameOf(node: ESTree.ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name;
}
