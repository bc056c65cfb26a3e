import { verify, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openIdentity } from '../../../electron/services/identity/identity-file.ts';
import type { PackageSigner } from '../../../electron/services/opc/sign.ts';
import { signPackage } from '../../../electron/services/opc/sign.ts';
import { fingerprint } from '../../../electron/services/pki/certificate.ts';
import { fromPem } from '../../../electron/services/pki/pem.ts';
import { createExpertKey, signWith } from '../../../electron/services/pki/signing-key.ts';
import { payloadPart } from '../../../electron/services/workbook/payload.ts';
import { buildWorkbook } from '../../../electron/services/workbook/write.ts';
import { must } from '../../../shared/result.ts';
import type { PanelPayload, ResultPayload, WorkbookPayload } from '../../../shared/workbook.ts';
import { certify, enrolPerson, foundCenter } from '../../support/center.ts';
import type { TestDesk } from '../../support/desk.ts';
import { panelIn, resultIn } from '../../support/signed-payload.ts';
import { collectAt, decideMeeting } from '../../support/small-meeting.ts';
import {
  completeReview,
  makeIdentity,
  packRound,
  passphrase,
  round,
  signInto,
  smallRound,
  type TestPanel,
  writeRound,
} from '../../support/small-round.ts';
import { forge } from './forge.ts';
import { PAYLOAD, type Parts } from './repack.ts';

/** Somebody with a working key, and the id under which the roster knows that person. */
interface Insider extends PackageSigner {
  readonly id: string;
}

/** A real round up to the panel's workbook, and the keys of those who may try to cheat in it. */
export interface ImportStage {
  readonly panel: TestPanel;
  readonly chair: TestDesk;
  /** What the first expert and the chair really signed, put into English. */
  readonly result: ResultPayload;
  readonly decided: PanelPayload;
  /** An expert of the panel, a colleague, the chair. */
  readonly expert: Insider;
  readonly colleague: Insider;
  readonly head: Insider;
  /** Enrolled at the center, not on this panel. */
  readonly outsider: Insider;
  /** Of the expert's name, certified by another center of our center's name. */
  readonly stranger: Insider;
}

const HOUR = 3_600_000;
/** A claimed time may lie a day ahead, so that late ones can be made without waiting. */
const deadline = new Date(Date.now() + 12 * HOUR).toISOString();
export const afterDeadline = `${new Date(Date.now() + 20 * HOUR).toISOString().slice(0, 19)}Z`;

/** Founds a center, packs a round, has everybody sign, and takes the signing keys out of the identities. */
export async function makeStage(folder: string): Promise<ImportStage> {
  const at = (...names: string[]) => path.join(folder, ...names);
  const described = smallRound();
  described.round.deadline = { at: deadline, hard: false };
  const panel = await packRound(folder, writeRound(at('round'), described));
  const chair = deskOf(panel, 'chair');
  const results = await Promise.all(
    panel.people.map(async ({ email }, place) => {
      const desk = await panel.open(place);
      await completeReview(desk, round, place === 0 ? 60 : 80);
      return signInto(desk, round, at(`${email}.xlsx`));
    }),
  );
  await collectAt(chair, round, results);
  await decideMeeting(chair, round);
  const signing = { round, passphrase, locale: 'zh-CN' } as const;
  const signed = must(await chair.call('panel.sign', signing));
  must(await chair.files.deliver(signed.file.token, at('panel.xlsx')));
  return {
    panel,
    chair,
    result: { ...resultIn(results[0] ?? ''), locale: 'en' },
    decided: { ...panelIn(at('panel.xlsx')), locale: 'en' },
    expert: await insiderAt(panel, deskOf(panel, 'e1')),
    colleague: await insiderAt(panel, deskOf(panel, 'e2')),
    head: await insiderAt(panel, chair),
    outsider: await makeOutsider(panel, at('outsider')),
    stranger: await makeStranger(),
  };
}

/** The desk of a member of the panel: `e1` to `e4`, `chair`. */
export function deskOf({ people }: TestPanel, name: string): TestDesk {
  const found = people.find((each) => each.email.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found.desk;
}

/** The keys of a person, as malware on the laptop could have them. */
async function insiderAt({ center }: TestPanel, { folder }: TestDesk): Promise<Insider> {
  const file = readFileSync(path.join(folder, 'identity.age'));
  const { signingKeyPkcs8 } = must(await openIdentity(new Uint8Array(file), passphrase));
  const sign = signWith(signingKeyPkcs8);
  const roster = JSON.parse(readFileSync(path.join(center.folder, 'roster.json'), 'utf8'));
  for (const { certificate: pem } of roster.people as { certificate: string }[]) {
    const certificate = fromPem('CERTIFICATE', pem) ?? new Uint8Array();
    const insider = { certificate, sign, id: fingerprint(certificate) };
    if (await isKeyOf(insider)) return insider;
  }
  throw new Error(`${folder} is not on the roster`);
}

/** Whether certificate and key are a pair. */
async function isKeyOf(insider: Insider): Promise<boolean> {
  const message = Buffer.from('whose key is it');
  const { publicKey } = new X509Certificate(insider.certificate);
  return verify('sha256', message, publicKey, await insider.sign(message));
}

async function makeOutsider(panel: TestPanel, folder: string): Promise<Insider> {
  mkdirSync(folder, { recursive: true });
  const { desk } = await makeIdentity(folder, 'outsider@round.example');
  const request = await panel.center.token(path.join(folder, 'request.csr.pem'));
  must(await panel.center.call('center.enrol', { files: [request], role: 'expert' }));
  return insiderAt(panel, desk);
}

async function makeStranger(): Promise<Insider> {
  const center = await foundCenter('交流中心');
  const keys = await createExpertKey();
  const person = await enrolPerson('专家 e1', keys);
  const certificate = await certify(center, person, 'expert');
  return { certificate, sign: signWith(keys.privateKey), id: fingerprint(certificate) };
}

/** Signs a payload as the product would: document and payload agree, whatever they say. */
export async function signed(payload: WorkbookPayload, signer: Insider): Promise<Uint8Array> {
  const unsigned = await buildWorkbook(payload);
  return signPackage(unsigned, signer, { time: new Date(payload.signedAt) });
}

/** Signs a payload's workbook after an edit of its parts. */
export async function signedAfter(
  payload: WorkbookPayload,
  signer: Insider,
  edit: (parts: Parts) => void,
): Promise<Uint8Array> {
  const base = await signed(payload, signer);
  return forge(base, signer, { parts: edit, time: payload.signedAt });
}

/** Puts another payload beside the sheets that are there. */
export function exchangePayload(parts: Parts, payload: WorkbookPayload): void {
  parts.set(PAYLOAD, payloadPart(payload));
}

/** Writes a workbook of a case where it can be handed in. */
export function placed(folder: string, name: string, bytes: Uint8Array): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.xlsx`);
  writeFileSync(file, bytes);
  return file;
}
