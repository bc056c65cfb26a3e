import path from 'node:path';
import { type Reference, referencesOf, type SourceFile } from './source-file.ts';

/** Where a reference leads: a file of the project, a package, or a built-in module of Node. */
type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string };

/** A room of the house: the first whose pattern fits a file says what that file may ask for. */
type Room = {
  readonly name: string;
  readonly files: RegExp;
  readonly mayUse: readonly RegExp[];
  readonly packages: (name: string) => boolean;
  readonly node: boolean;
};

const desktopOnly = ['electron', 'electron-store'];
const screenOnly =
  /^(react|react-dom|react-i18next|antd|@ant-design\/.*|dexie|docx-preview|@fontsource.*)$/;
const privilegedOnly = /^(electron|electron-store|conf|pg|@electric-sql\/.*|yauzl|yazl|pkijs)$/;

const none = () => false;
const schema = (name: string) => name === 'zod';
const service = (name: string) => !desktopOnly.includes(name) && !screenOnly.test(name);
const screen = (name: string) => !privilegedOnly.test(name) && name !== 'dexie';

const text = /^renderer\/text(\.ts|\.tsx|\/)/;
const client = /^renderer\/client(\.ts|\/)/;
const shared = /^shared\//;
const assets = /^assets\//;
/** For the version that a door names. */
const manifest = /^package\.json$/;
const channel = /^electron\/channel\.ts$/;
const router = /^renderer\/router\.ts$/;
const parts = /^renderer\/parts\//;
const looks = [/^renderer\/(ui|styles)\//, text];

/** architecture.md, "Import rules", room by room. */
const rooms: readonly Room[] = [
  {
    name: 'shared/domain',
    files: /^shared\/(domain\/|result\.ts$)/,
    mayUse: [/^shared\/(domain\/|result\.ts$)/],
    packages: none,
    node: false,
  },
  { name: 'shared', files: shared, mayUse: [shared], packages: schema, node: false },
  {
    name: 'electron/services',
    files: /^electron\/services\//,
    mayUse: [shared, /^electron\/services\//, assets],
    packages: service,
    node: true,
  },
  {
    name: 'preload',
    files: /^electron\/preload\.ts$/,
    mayUse: [shared, channel],
    packages: (name) => name === 'electron',
    node: false,
  },
  {
    name: 'the desktop door',
    files: /^electron\/(desktop|ipc|platform-electron)\.ts$/,
    mayUse: [shared, /^electron\//, assets],
    packages: (name) => !screenOnly.test(name),
    node: true,
  },
  {
    name: 'electron',
    files: /^electron\//,
    mayUse: [shared, /^electron\//, assets, manifest],
    packages: service,
    node: true,
  },
  {
    name: 'renderer/store',
    files: /^renderer\/store\//,
    mayUse: [shared, client, /^renderer\/store\//],
    packages: (name) => screen(name) || name === 'dexie',
    node: false,
  },
  {
    name: 'renderer/ui',
    files: /^renderer\/(ui|styles)\//,
    mayUse: [...looks, assets],
    packages: screen,
    node: false,
  },
  {
    name: 'renderer/viewers',
    files: /^renderer\/viewers\//,
    mayUse: [...looks, shared, /^renderer\/viewers\//],
    packages: screen,
    node: false,
  },
  {
    name: 'renderer/parts',
    files: parts,
    mayUse: [...looks, shared, client, router, parts, /^renderer\/store\//],
    packages: screen,
    node: false,
  },
  {
    name: 'renderer/features',
    files: /^renderer\/features\//,
    mayUse: [...looks, shared, client, router, parts, /^renderer\/(viewers|store)\//],
    packages: screen,
    node: false,
  },
  {
    name: 'renderer',
    files: /^renderer\//,
    mayUse: [/^renderer\//, shared, assets],
    packages: screen,
    node: false,
  },
  {
    name: 'build and test',
    files: /^(build|test)\//,
    mayUse: [/./],
    packages: () => true,
    node: true,
  },
];

/** Every reference of a file that its room forbids, or that is no dependency of ours, one line each. */
export function forbiddenReferences(
  file: SourceFile,
  dependencies: ReadonlySet<string>,
): readonly string[] {
  const room = rooms.find((each) => each.files.test(file.path));
  if (room === undefined) return [`${file.path} lies in no room of the house`];
  return referencesOf(file).flatMap((reference) => {
    const complaint = complaintAbout(file.path, room, reference, dependencies);
    return complaint === null ? [] : [`${file.path}:${reference.line} ${complaint}`];
  });
}

function complaintAbout(
  from: string,
  room: Room,
  { specifier, literal, typeOnly }: Reference,
  dependencies: ReadonlySet<string>,
): string | null {
  if (!literal)
    return room.name === 'build and test' ? null : `computes what it imports: ${specifier}`;
  const target = targetOf(from, specifier);
  const refused = `${room.name} may not use ${specifier}`;
  switch (target.kind) {
    case 'node':
      return room.node ? null : refused;
    case 'package':
      if (!dependencies.has(target.name)) return `${target.name} is no dependency of package.json`;
      return room.packages(target.name) ? null : refused;
    case 'file':
      if (room.name === 'preload' && !typeOnly && !channel.test(target.path)) return refused;
      return mayUse(from, room, target.path) ? null : refused;
  }
}

function mayUse(from: string, room: Room, target: string): boolean {
  const feature = /^renderer\/features\/[^/]+\//.exec(from)?.[0];
  if (feature !== undefined && target.startsWith(feature)) return true;
  if (/^electron\/(desktop|ipc|preload)\.ts$/.test(target) && !isDesktopDoor(from)) {
    return room.name === 'build and test';
  }
  return room.mayUse.some((each) => each.test(target));
}

function isDesktopDoor(file: string): boolean {
  return /^electron\/(desktop|ipc|preload|platform-electron)\.ts$/.test(file);
}

function targetOf(from: string, specifier: string): Target {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) {
    return { kind: 'file', path: path.posix.join(path.posix.dirname(from), bare) };
  }
  if (bare.startsWith('node:')) return { kind: 'node', name: bare };
  const name = bare
    .split('/')
    .slice(0, bare.startsWith('@') ? 2 : 1)
    .join('/');
  return { kind: 'package', name };
}
