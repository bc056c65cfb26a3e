import { readFileSync } from 'node:fs';
import { inProject } from './project.ts';
import type { Step } from './steps.ts';

type Versions = Readonly<Record<string, string>>;

/** What of a manifest names packages. */
type Manifest = {
  readonly dependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly devDependencies?: Versions;
};

/** One installed package, as the lock file has it. */
type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
};

/** `docs/dependencies.json`: who looked at what, and what may not come in at all. */
export type Ledger = {
  /** A version younger than this, in days, is not taken: most hijacked releases are found within a week. */
  readonly minimumAgeDays: number;
  readonly direct: Readonly<Record<string, Reviewed>>;
  /** Packages that may declare an install script, each with the reason. */
  readonly installScripts: Readonly<Record<string, string>>;
  /** `name` or `name@version`, each with the reason. */
  readonly banned: Readonly<Record<string, string>>;
};

type Reviewed = {
  readonly version: string;
  readonly licence: string;
  readonly purpose: string;
  /** Days, YYYY-MM-DD. */
  readonly published: string;
  readonly reviewed: string;
};

export type Chain = {
  readonly manifest: Manifest;
  readonly lock: Readonly<Record<string, Locked>>;
  readonly ledger: Ledger;
  readonly npmrc: string;
  /** `build/electron-builder.yml`, which names the runtime that is packaged. */
  readonly packaging: string;
};

/** Electron brings a new major every eight weeks and mends the last three: whoever packages must have looked since. */
const runtimeReviewDays = 56;

/** Fails with what came into the project on a way that nobody looked at. */
export const supplyChain: Step = {
  name: 'supply chain',
  run: async () => complaints(readChain()).join('\n') || null,
};

/** The four files of this project that decide what is installed. */
export function readChain(): Chain {
  const read = (file: string) => readFileSync(inProject(file), 'utf8');
  return {
    manifest: JSON.parse(read('package.json')),
    lock: JSON.parse(read('package-lock.json')).packages,
    ledger: JSON.parse(read('docs/dependencies.json')),
    npmrc: read('.npmrc'),
    packaging: read('build/electron-builder.yml'),
  };
}

/** Everything that is wrong, in words for whoever added it. */
export function complaints(chain: Chain): readonly string[] {
  const { manifest, lock, ledger, npmrc } = chain;
  const installed = Object.entries(lock).filter(([place]) => place !== '');
  return [
    ...(/^ignore-scripts=true$/m.test(npmrc) ? [] : ['.npmrc lets packages run code at install']),
    ...installed.flatMap(([place, locked]) => complaintsAbout(nameIn(place), locked, ledger)),
    ...unreviewed(directOf(manifest), lock, ledger),
    ...agesRefused(ledger),
    ...otherRuntime(chain),
  ];
}

/** Why nothing may be released with this runtime on `today` (YYYY-MM-DD); `null` where nothing speaks against it. */
export function staleRuntime({ ledger }: Pick<Chain, 'ledger'>, today: string): string | null {
  const { reviewed } = ledger.direct.electron ?? { reviewed: '1970-01-01' };
  const age = daysBetween(reviewed, today);
  if (age <= runtimeReviewDays) return null;
  return `Electron was looked at ${age} days ago; ${runtimeReviewDays} are allowed: take the current one, then npm run dependency -- electron`;
}

/** Every package that the manifest names, with its version. */
export function directOf(manifest: Manifest): Versions {
  return {
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
  };
}

function complaintsAbout(name: string, locked: Locked, ledger: Ledger): readonly string[] {
  const exact = `${name}@${locked.version}`;
  const reason = ledger.banned[name] ?? ledger.banned[exact];
  const { resolved = 'https://registry.npmjs.org/' } = locked;
  const isFromRegistry = resolved.startsWith('https://registry.npmjs.org/') && !locked.link;
  const hasHash = /^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? '');
  const mayRun = !locked.hasInstallScript || name in ledger.installScripts;
  return [
    ...(reason === undefined ? [] : [`${exact} is banned: ${reason}`]),
    ...(isFromRegistry ? [] : [`${exact} does not come from the npm registry: ${resolved}`]),
    ...(hasHash ? [] : [`${exact} has no SHA-512 in the lock file`]),
    ...(mayRun ? [] : [`${exact} has an install script and is not on the list`]),
  ];
}

/** Direct dependencies and the ledger must say the same, so that a new version is a line that someone wrote. */
function unreviewed(
  direct: Versions,
  lock: Chain['lock'],
  { direct: known }: Ledger,
): readonly string[] {
  const gone = Object.keys(known).filter((name) => !(name in direct));
  const wrong = Object.entries(direct).flatMap(([name, version]) => {
    const locked = lock[`node_modules/${name}`];
    const { version: reviewed, licence } = known[name] ?? {};
    if (!/^\d+\.\d+\.\d+$/.test(version)) return [`${name}: ${version} is not one exact version`];
    if (locked?.version !== version) return [`${name}@${version} is not what is locked`];
    if (reviewed !== version) {
      return [`${name}@${version} is not in docs/dependencies.json: npm run dependency -- ${name}`];
    }
    return licence === locked.license ? [] : [`${name}: ${locked.license}, reviewed as ${licence}`];
  });
  return [...gone.map((name) => `${name} is in docs/dependencies.json and not used`), ...wrong];
}

function agesRefused({ direct, minimumAgeDays }: Ledger): readonly string[] {
  return Object.entries(direct).flatMap(([name, { version, published, reviewed }]) => {
    const age = daysBetween(published, reviewed);
    return age >= minimumAgeDays
      ? []
      : [`${name}@${version} was ${age} days old when taken; ${minimumAgeDays} are asked for`];
  });
}

/** What is packaged is what was reviewed. */
function otherRuntime({ manifest, packaging }: Chain): readonly string[] {
  const asked = directOf(manifest).electron;
  const packaged = /^electronVersion: (.+)$/m.exec(packaging)?.[1];
  return asked === packaged
    ? []
    : [`Electron ${asked} is installed, ${packaged} would be packaged`];
}

/** Whole days from one day to another, both YYYY-MM-DD. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function nameIn(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
