import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { openApp } from '../../electron/app.ts';
import { nodePlatform } from '../../electron/platform-node.ts';
import type { Dialogs } from '../../electron/services/dialogs.ts';
import type { FileStore } from '../../electron/services/files.ts';
import type { Log } from '../../electron/services/log.ts';
import { contract, type MethodName } from '../../shared/contract.ts';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { Reply } from '../../shared/rpc.ts';
import { contentOf } from './desk.ts';
import { mutationsOf } from './mutations.ts';
import { dialogsFor, type StagedRound } from './role-stages.ts';
import { samplesOf } from './schema-samples.ts';
import { passphrase } from './small-round.ts';
import { type Carrier, carriers } from './transports.ts';

/** An app that is fuzzed. */
export interface FuzzedApp {
  readonly carry: Readonly<Record<'ipc' | 'http', Carrier>>;
  /** Bugs that the privileged side has met so far, as they are in its log. */
  readonly bugs: readonly string[];
  readonly profile: string;
  readonly center: string;
  readonly files: FileStore;
  /** Texts that mean something to this app. */
  readonly pool: readonly string[];
  readonly close: () => Promise<void>;
}

const round = '2026-T';

/** A chair at work beside an open center, both unlocked: the place where the most can go wrong. */
export async function openBusyApp(staged: StagedRound, folder: string): Promise<FuzzedApp> {
  cpSync(staged.stage('chair'), path.join(folder, 'profile'), { recursive: true });
  cpSync(staged.stage('center'), path.join(folder, 'center'), { recursive: true });
  const app = await openFuzzedApp(folder, dialogsFor(staged, path.join(folder, 'saved')));
  const files = [staged.bundle, staged.workbook, staged.request, staged.backup, staged.roundFolder];
  const minted = await Promise.all(files.map((each) => app.files.mint(each)));
  const tokens = minted.map((each) => (each.ok ? each.value.token : ''));
  await unlock(app.carry.ipc, passphrase);
  // Whatever opening a round puts in order is done once, before anything is compared.
  await app.carry.ipc.call('applications.read', { round, application: 'w1' });
  await app.carry.ipc.call('panel.read', { round });
  return { ...app, pool: [...app.pool, staged.fingerprint, ...tokens] };
}

/** The app as it is before anybody made an identity or a center. */
export function openFreshApp(folder: string): Promise<FuzzedApp> {
  for (const each of ['profile', 'center']) mkdirSync(path.join(folder, each));
  return openFuzzedApp(folder, null);
}

async function openFuzzedApp(folder: string, dialogs: Dialogs | null): Promise<FuzzedApp> {
  const [profile, center, home] = ['profile', 'center', 'home'].map((each) =>
    path.join(folder, each),
  ) as [string, string, string];
  const bugs: string[] = [];
  const write: Log['write'] = (_level, event, detail) => noteBug(bugs, event, detail);
  const platform = { ...nodePlatform(home), log: { write } };
  const folders = { home, profile, center };
  const app = await openApp({ ...folders, door: 'browser', version: '1.0.0', platform, dialogs });
  const [ipc, http] = await Promise.all([carriers.ipc!(app), carriers.http!(app)]);
  const criteria = criteriaOf('work').map((each) => each.id);
  return {
    carry: { ipc, http },
    bugs,
    profile,
    center,
    files: app.files,
    pool: [round, 'w1', 'o1', 'form', passphrase, ...criteria],
    close: async () => {
      await http.close();
      await app.close();
    },
  };
}

function noteBug(bugs: string[], event: string, detail: object | undefined): void {
  if (event === 'call.internal' || event === 'call.bad-output') {
    bugs.push(`${event} ${JSON.stringify(detail)}`);
  }
}

/** Brings back what an accepted call has taken away. */
async function unlock(carrier: Carrier, word: string): Promise<void> {
  await carrier.call('practice.leave', {});
  const [identity, center] = await Promise.all([
    carrier.call('identity.read', {}),
    carrier.call('center.read', {}),
  ]);
  const isLocked = (reply: Reply) => JSON.stringify(reply).includes('"state":"locked"');
  if (isLocked(identity)) await carrier.call('identity.unlock', { passphrase: word });
  if (isLocked(center)) await carrier.call('center.unlock', { passphrase });
}

interface Fuzzing {
  readonly method: MethodName;
  readonly runs: number;
  readonly seed: number;
}

/** What came of the mutations of one method: how often each outcome, and what may not be. */
interface FuzzOutcome {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly complaints: readonly string[];
}

/** Sends mutations of a method's inputs over both shapes and watches every file that is there. */
export async function fuzz(app: FuzzedApp, { method, runs, seed }: Fuzzing): Promise<FuzzOutcome> {
  const outcomes: Record<string, number> = {};
  const complaints: string[] = [];
  let word = passphrase;
  for (const shape of ['ipc', 'http'] as const) {
    const values = samplesOf(contract[method].input, app.pool);
    const inputs = fc.sample(mutationsOf(values, shape === 'ipc'), { numRuns: runs, seed });
    const content = contentOfBoth(app);
    let hasChanged = false;
    for (const input of inputs) {
      const before = traceOf(app);
      const reply = await app.carry[shape].call(method, input).catch((error) => String(error));
      const outcome = outcomeOf(method, reply);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (/^(fault |no reply|untyped)/.test(outcome) && outcome !== 'fault bad-input') {
        complaints.push(`${shape} ${method}: ${outcome} for ${shown(input)}`);
      }
      if (outcome === 'ok') {
        hasChanged = true;
        if (method === 'identity.changePassphrase') word = (input as { next: string }).next;
        if (mayLock.test(method)) await unlock(app.carry.ipc, word);
      } else if (traceOf(app) !== before) {
        complaints.push(`${shape} ${method}: ${outcome} changed a file for ${shown(input)}`);
      }
    }
    if (!hasChanged && contentOfBoth(app) !== content) complaints.push(`${method} changed a file`);
  }
  if (word !== passphrase) {
    await app.carry.ipc.call('identity.changePassphrase', { passphrase: word, next: passphrase });
  }
  return { outcomes, complaints };
}

/** Methods after which the app may not be as it was for the next. */
const mayLock = /^(identity|profile|practice|center)\./;

/** Parses a reply as strictly as the contract promises it. */
function outcomeOf(method: MethodName, reply: Reply | string): string {
  if (typeof reply === 'string') return `no reply: ${reply}`;
  if ('fault' in reply) return `fault ${reply.fault}`;
  const { output, failure } = contract[method];
  if (reply.ok) return output.safeParse(reply.value).success ? 'ok' : 'untyped output';
  const parsed = failure.safeParse(reply.failure);
  return parsed.success ? (parsed.data as { readonly kind: string }).kind : 'untyped failure';
}

const leftOut = /\.lock$|registry/;

function contentOfBoth({ profile, center }: FuzzedApp): string {
  return JSON.stringify([profile, center].map((each) => contentOf(each, leftOut)));
}

/** Size and time of every file: seen between two calls, where reading all would take too long. */
function traceOf({ profile, center }: FuzzedApp): string {
  return [profile, center].flatMap(traceBelow).toSorted().join('\n');
}

function traceBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !leftOut.test(name))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return traceBelow(file);
      const { size, mtimeNs, ino } = statSync(file, { bigint: true });
      return [`${file} ${size} ${mtimeNs} ${ino}`];
    });
}

function shown(input: unknown): string {
  return fc.stringify(input).slice(0, 300);
}
