import { readFileSync, writeSync } from 'node:fs';
import { importBundle } from '../../electron/services/bundle/import.ts';
import { inspectBundle } from '../../electron/services/bundle/inspect.ts';
import { type BundleReader, openBundle } from '../../electron/services/bundle/open.ts';
import { packBundle } from '../../electron/services/bundle/pack.ts';
import { signWith } from '../../electron/services/pki/signing-key.ts';
import { must } from '../../shared/result.ts';
import { profileKey } from '../support/profile-key.ts';
import type { BenchedRound } from './benched-round.ts';
import { measured } from './cost.ts';

/** One measured piece of work in a process of its own: reads `{ name, input }` and prints the figures as JSON. */

async function pack({ round, out }: { readonly round: BenchedRound; readonly out: string }) {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const { certificate, authority, key } = round.signer;
  const recipients = [round.recipient];
  return measured(async () =>
    must(
      await packBundle({
        out,
        bundle: 'b-1',
        round: 'bench',
        sequence: 1,
        created: new Date(),
        roundFile: Buffer.from(round.roundFile),
        roundRecipients: recipients,
        applications: round.applications.map(({ id, documents }) => {
          return { id, recipients, application: Buffer.from(`{"id":"${id}"}`), documents };
        }),
        signer: {
          certificate: bytes(certificate),
          authority: bytes(authority),
          sign: signWith(bytes(key)),
        },
      }),
    ),
  );
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
