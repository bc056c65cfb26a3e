import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../build/project.ts';
import { haizhi } from '../support/command-line.ts';
import { largeDocuments, writeLargeDocuments } from './large-documents.ts';

/** A secret that lives as long as the measurement. */
export const passphrase = 'large round, nothing in it is secret';

/** What a large desk has in it. */
export interface LargeDesk {
  readonly round: string;
  /** The expert's profile, with the bundle opened. */
  readonly profile: string;
  readonly applications: readonly string[];
  readonly documents: number;
}

const sample = inProject('assets/sample');
const people = ['e1', 'e2', 'e3', 'e4', 'e5', 'chair'] as const;
const round = '2026-sample';

/** Packs a round of many applications, each the sample's documents once more, and opens it for its first expert. */
export async function makeLargeDesk(
  folder: string,
  applications: number,
  documents: number,
): Promise<LargeDesk> {
  const source = path.join(folder, 'round');
  const profile = path.join(folder, 'e1');
  const ids = Array.from({ length: applications }, (_, place) => `a${place + 1}`);
  const desk = { round, profile, applications: ids, documents };
  if (existsSync(path.join(profile, 'rounds'))) return desk;
  writeRound(source, ids, documents);
  const step = async (...args: string[]) => {
    const env = { HAIZHI_PASSPHRASE: passphrase };
    const ran = await haizhi(args, { cwd: folder, env });
    if (ran.status !== 0) throw new Error(`haizhi ${args.join(' ')}: ${ran.err}${ran.out}`);
    return ran.out;
  };
  const founded = await step('center', 'init', 'center', '--name', '交流中心', '--json');
  const { fingerprint } = JSON.parse(founded).value;
  for (const who of people) {
    const profile = path.join(sample, 'people', `${who}.profile.json`);
    await step('expert', 'init', who, '--profile', profile, '--out', `${who}.csr.pem`);
    const role = who === 'chair' ? 'chair' : 'expert';
    await step('center', 'enrol', 'center', `${who}.csr.pem`, '--role', role);
  }
  await step('center', 'pack', 'center', '--round', source, '--out', 'round.hzb');
  await step('expert', 'open', 'e1', 'round.hzb', '--trust', fingerprint);
  return desk;
}

interface Described {
  readonly documents: readonly {
    readonly id: string;
    readonly file: string;
    readonly name: string;
  }[];
}

/** As many applications as asked for, their documents adding up to at least the number asked for. */
function writeRound(folder: string, ids: readonly string[], documents: number): void {
  const models = readdirSync(path.join(sample, 'round'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  mkdirSync(folder, { recursive: true });
  let left = documents;
  for (const [place, id] of ids.entries()) {
    const wanted = Math.ceil(left / (ids.length - place));
    writeApplication(folder, id, models[place % models.length]!, place, wanted);
    left -= wanted;
  }
  addLargeDocuments(path.join(folder, ids[0]!));
  const described = JSON.parse(readFileSync(path.join(sample, 'round', 'round.json'), 'utf8'));
  const panel = { ...described.panel, recusals: [] };
  const own = { ...described, panel, applications: ids };
  writeFileSync(path.join(folder, 'round.json'), JSON.stringify(own));
}

/** Puts the documents that are large into an application, after its own. */
function addLargeDocuments(folder: string): void {
  writeLargeDocuments(folder);
  const file = path.join(folder, 'application.json');
  const described = JSON.parse(readFileSync(file, 'utf8')) as Described;
  const documents = [...described.documents, ...largeDocuments];
  writeFileSync(file, JSON.stringify({ ...described, documents }));
}

function writeApplication(
  folder: string,
  id: string,
  model: string,
  place: number,
  documents: number,
): void {
  const target = path.join(folder, id);
  cpSync(path.join(sample, 'round', model), target, { recursive: true });
  const file = path.join(target, 'application.json');
  const described = JSON.parse(readFileSync(file, 'utf8')) as Described & {
    readonly applicant: { readonly name: string };
  };
  const all = Array.from({ length: documents }, (_, at) => {
    const one = described.documents[at % described.documents.length]!;
    if (at < described.documents.length) return one;
    const name = one.file.replace(/(\.\w+)$/, ` ${at + 1}$1`);
    cpSync(path.join(target, one.file), path.join(target, name));
    return { ...one, id: `${one.id}-${at + 1}`, file: name, name, kind: 'evidence' };
  });
  const applicant = { ...described.applicant, name: `${described.applicant.name} ${place + 1}` };
  const number = String(place + 1).padStart(3, '0');
  writeFileSync(file, JSON.stringify({ ...described, number, applicant, documents: all }));
}
