import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { nodePlatform } from '../../electron/platform-node.ts';
import { secretText } from '../../electron/services/age/secret-key.ts';
import { enrol } from '../../electron/services/center/enrolment.ts';
import {
  type CenterPaths,
  centerPaths,
  readCenter,
  writeRoster,
} from '../../electron/services/center/folder.ts';
import { foundCenter } from '../../electron/services/center/founding.ts';
import { publicKeyOf } from '../../electron/services/center/roster-certificate.ts';
import { compute } from '../../electron/services/compute/compute.ts';
import { generateIdentityKeys } from '../../electron/services/identity/vault.ts';
import { createEnrolmentRequest } from '../../electron/services/pki/enrolment-request.ts';
import type { PanelRole } from '../../shared/domain/panel.ts';
import { must } from '../../shared/result.ts';

/** A round's folder, and the center that packs it. JSON only: it goes to other processes. */
export type BenchedRound = {
  readonly folder: string;
  /** One expert's, for reading. */
  readonly identity: string;
  /** Everybody for whom an application is encrypted: the panel and the center. */
  readonly recipients: readonly string[];
  readonly center: string;
  /** PKCS#8 in base64, and the age key. */
  readonly keys: { readonly authority: string; readonly signer: string; readonly age: string };
};

/** How many applications of how many documents of how many bytes. */
type Extent = {
  readonly applications: number;
  readonly documents: number;
  readonly bytes: number;
};

const emails = [1, 2, 3, 4, 5].map((place) => `e${place}@bench.example`);
const chair = 'chair@bench.example';

/** Writes documents of random bytes, as evidence is: it is compressed already. The panel is five experts and a chair. */
export async function makeRound(folder: string, extent: Extent): Promise<BenchedRound> {
  const ids = Array.from({ length: extent.applications }, (_, index) => `app-${index + 1}`);
  for (const [place, id] of ids.entries()) writeApplication(folder, id, place + 1, extent);
  const members = [...emails.map((expert) => ({ expert, role: 'expert' }))];
  const panel = { name: 'Bench', members: [...members, { expert: chair, role: 'chair' }] };
  const deadline = { at: '2090-01-01T00:00:00+08:00', hard: false };
  const round = { id: 'bench', title: 'Bench', year: 2026, deadline, panel, applications: ids };
  writeFileSync(path.join(folder, 'round.json'), JSON.stringify(round));
  const center = path.join(folder, '..', 'center');
  const { keys, identity, recipients } = await foundBenchCenter(centerPaths(center));
  writeFileSync(path.join(folder, '..', 'identity'), `${identity}\n`);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const { age } = keys;
  const sent = { authority: base64(keys.authority), signer: base64(keys.signer), age };
  return { folder, identity, recipients, center, keys: sent };
}

async function foundBenchCenter(paths: CenterPaths) {
  const platform = nodePlatform(paths.folder);
  const { keys } = must(
    await foundCenter(paths, 'Bench', 'correct horse battery 2026', { platform, compute }),
  );
  const center = must(await readCenter(paths));
  const context = { now: platform.now(), random: (count: number) => platform.randomBytes(count) };
  const authority = { certificate: center.authority, privateKey: keys.authority };
  const requests = await Promise.all([...emails, chair].map(requestOf));
  const enrolAs = async (role: PanelRole, people: typeof center.people, files: typeof requests) =>
    must(await enrol({ people, revoked: [] }, files, { authority, role, context })).people;
  const experts = await enrolAs('expert', [], requests.slice(0, -1));
  const people = await enrolAs('chair', experts, requests.slice(-1));
  must(await writeRoster(paths, { people, revoked: [] }));
  const recipients = [...people.map((each) => each.recipient), center.description.recipient];
  return { keys, identity: requests[0]!.identity, recipients };
}

async function requestOf(email: string) {
  const keys = await generateIdentityKeys();
  const privateKey = keys.signingKeyPkcs8;
  const profile = { name: email, organisation: 'Bench', email };
  const request = must(
    await createEnrolmentRequest({
      ...profile,
      recipient: keys.ageRecipient,
      profile,
      keys: { privateKey, publicKey: publicKeyOf(privateKey) },
    }),
  );
  return {
    file: email,
    bytes: Buffer.from(request),
    identity: Buffer.from(secretText(keys.agePrivate)).toString(),
  };
}

/** As large as an entry of a real round's index: names and organisations of ten people. */
function writeApplication(folder: string, id: string, number: number, extent: Extent): void {
  mkdirSync(path.join(folder, id), { recursive: true });
  const documents = Array.from({ length: extent.documents }, (_, index) => {
    const file = `document ${index + 1}.bin`;
    writeRandom(path.join(folder, id, file), extent.bytes);
    return { id: `d${index + 1}`, file };
  });
  const people = Array.from({ length: 10 }, (_, place) => ({
    name: `申请人员 ${id} ${place}`,
    organisation: '北京某某大学国际合作与交流处',
  }));
  const applicant = { name: `首都海智基地 ${id}`, country: 'CN', legalPerson: true };
  const described = {
    number: `${number}`,
    baseType: 'work',
    applicant,
    people,
    declared: {},
    documents,
  };
  writeFileSync(path.join(folder, id, 'application.json'), JSON.stringify(described));
}

function writeRandom(file: string, length: number): void {
  const piece = Buffer.allocUnsafe(Math.min(length, 1024 * 1024));
  const handle = openSync(file, 'wx');
  for (let done = 0; done < length; done += piece.length) {
    randomFillSync(piece);
    writeSync(handle, piece, 0, Math.min(piece.length, length - done));
  }
  closeSync(handle);
}
