import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { inProject } from './project.ts';
import { daysBetween, directOf, type Ledger, readChain } from './supply-chain.ts';

/**
 * `npm run dependency -- NAME [PURPOSE]`: enters the installed version of a direct dependency into
 * `docs/dependencies.json`, with the day on which the registry says that it was published; refuses one that is too
 * young. Whoever runs it says that he looked at the package.
 */

const [name, purpose] = parseArgs({ allowPositionals: true }).positionals;
if (name === undefined) throw new Error('usage: npm run dependency -- NAME [PURPOSE]');
const { manifest, lock, ledger } = readChain();
const version = directOf(manifest)[name];
const known = ledger.direct[name];
const words = purpose ?? known?.purpose;
const licence = lock[`node_modules/${name}`]?.license;
if (version === undefined || licence === undefined) throw new Error(`${name} is not installed`);
if (words === undefined) throw new Error(`say what ${name} is for`);

const reviewed = new Date().toISOString().slice(0, 10);
const published = publishedOn(name, version);
const age = daysBetween(published, reviewed);
if (age < ledger.minimumAgeDays) {
  throw new Error(`${name}@${version} is ${age} days old; ${ledger.minimumAgeDays} are asked for`);
}
const entry = { version, licence, purpose: words, published, reviewed };
const direct = Object.entries({ ...ledger.direct, [name]: entry }).sort(([a], [b]) =>
  a < b ? -1 : 1,
);
const next: Ledger = { ...ledger, direct: Object.fromEntries(direct) };
writeFileSync(inProject('docs/dependencies.json'), `${JSON.stringify(next, null, 2)}\n`);
console.log(`${name}@${version}, published ${published}, ${age} days old`);

function publishedOn(wanted: string, exact: string): string {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const answer = execFileSync(npm, ['view', `${wanted}@${exact}`, 'time', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const times: Readonly<Record<string, string>> = JSON.parse(answer);
  const day = times[exact]?.slice(0, 10);
  if (day === undefined) throw new Error(`the registry does not know ${wanted}@${exact}`);
  return day;
}
