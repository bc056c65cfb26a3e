import { readFileSync, renameSync, writeSync } from 'node:fs';
import { nodePlatform } from '../../electron/platform-node.ts';
import { importBundle } from '../../electron/services/bundle/import.ts';
import { inspectBundle } from '../../electron/services/bundle/inspect.ts';
import { type BundleReader, openBundle } from '../../electron/services/bundle/open.ts';
import { noteActs } from '../../electron/services/center/center-log.ts';
import { centerPaths, readCenter } from '../../electron/services/center/folder.ts';
import { packRound } from '../../electron/services/center/packing.ts';
import type { CenterEvent } from '../../shared/center-log.ts';
import { must, ok } from '../../shared/result.ts';
import { profileKey } from '../support/profile-key.ts';
import type { BenchedRound } from './benched-round.ts';
import { measured } from './cost.ts';

/** One measured piece of work in a process of its own: reads `{ name, input }` and prints the figures as JSON. */

/** `center.pack` as the center does it, from the folder to the entry in its log; only the registry is left out. */
async function pack({ round, out }: { readonly round: BenchedRound; readonly out: string }) {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
  const { authority, signer, age } = round.keys;
  const keys = { authority: bytes(authority), signer: bytes(signer), age };
  const paths = centerPaths(round.center);
  const center = must(await readCenter(paths));
  const platform = nodePlatform(round.center);
  const registry = {
    bars: async () => ok(() => false),
    rounds: async () => ok([]),
    issue: async () => ok(),
  };
  const note = (event: CenterEvent) => noteActs({ paths, keys, platform }, [event]);
  const source = { folder: round.folder, namesConfirmed: true, incompleteConfirmed: true };
  const job = { signal: new AbortController().signal, report: () => undefined };
  let file = '';
  const cost = await measured(async () => {
    const packing = { paths, center, keys, registry, platform, note };
    ({ file } = must(await packRound(source, packing, job)));
  });
  renameSync(file, out);
  return cost;
}

async function take({ file, target }: { readonly file: string; readonly target: string }) {
  return measured(async () => {
    const { digest, authority } = must(await inspectBundle(file));
    const input = { source: file, target, authority: authority.fingerprint, digest, profileKey };
    must(await importBundle(input));
  });
}

type Reading = { readonly file: string; readonly identity: string };

async function open({ file, identity }: Reading): Promise<BundleReader> {
  const { authority } = must(await inspectBundle(file));
  const identities = [identity];
  const input = { path: file, identities, authority: authority.fingerprint };
  return must(await openBundle({ ...input, origin: { profileKey } }));
}

/** Opening and reading the list, several times; the first one warms the code up. */
async function list(reading: Reading) {
  const runs: object[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const cost = await measured(async () => {
      const reader = await open(reading);
      must(await reader.round());
      await reader.close();
    });
    runs.push(cost);
  }
  return runs;
}

/** The first document of one application after another: each needs its key, its directory and all its bytes. */
async function read(reading: Reading) {
  const reader = await open(reading);
  const runs: object[] = [];
  for (const id of reader.applications.slice(0, 12)) {
    runs.push(
      await measured(async () => {
        const application = must(await reader.application(id));
        must(await application.document('d1'));
        application.close();
      }),
    );
  }
  await reader.close();
  return runs;
}

const tasks: Readonly<Record<string, (input: never) => Promise<unknown>>> = {
  pack,
  take,
  list,
  read,
};
const { name, input } = JSON.parse(readFileSync(0, 'utf8'));
const task = tasks[name];
if (task === undefined) throw new Error(`no task ${name}`);
writeSync(1, JSON.stringify(await task(input as never)));
