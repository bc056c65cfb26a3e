import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createAgeIdentity } from '../../electron/services/age/recipient.ts';
import { foundCenter } from '../support/center.ts';

/** A round of documents on disk, and what it takes to pack and open it. JSON only: it goes to other processes. */
export type BenchedRound = {
  readonly folder: string;
  readonly identity: string;
  readonly recipient: string;
  /** DER and PKCS#8 in base64. */
  readonly signer: {
    readonly certificate: string;
    readonly authority: string;
    readonly key: string;
  };
  readonly roundFile: string;
  readonly applications: readonly {
    readonly id: string;
    readonly documents: readonly {
      readonly id: string;
      readonly name: string;
      readonly path: string;
    }[];
  }[];
};

/** How many applications of how many documents of how many bytes. */
export type Extent = {
  readonly applications: number;
  readonly documents: number;
  readonly bytes: number;
};

/** Writes documents of random bytes, as evidence is: it is compressed already. */
export async function makeRound(folder: string, extent: Extent): Promise<BenchedRound> {
  const ids = Array.from({ length: extent.applications }, (_, index) => `app-${index + 1}`);
  const applications = ids.map((id) => {
    mkdirSync(path.join(folder, id), { recursive: true });
    const documents = Array.from({ length: extent.documents }, (_, index) => {
      const file = path.join(folder, id, `document ${index + 1}.bin`);
      writeRandom(file, extent.bytes);
      return { id: `d${index + 1}`, name: path.basename(file), path: file };
    });
    return { id, documents };
  });
  const center = await foundCenter();
  const { identity, recipient } = await createAgeIdentity();
  writeFileSync(path.join(folder, '..', 'identity'), `${identity}\n`);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const signer = {
    certificate: base64(center.bundle.certificate),
    authority: base64(center.authority.certificate),
    key: base64(center.bundle.privateKey),
  };
  return { folder, identity, recipient, signer, roundFile: roundFileOf(ids), applications };
}

/** As large as the index of a real round: names, organisations and people of every application. */
function roundFileOf(ids: readonly string[]): string {
  const index = ids.map((id) => {
    const people = Array.from({ length: 10 }, (_, place) => ({
      name: `申请人员 ${id} ${place}`,
      organisation: '北京某某大学国际合作与交流处',
    }));
    return { id, number: id, baseType: 'work', applicant: { name: `首都海智基地 ${id}` }, people };
  });
  return JSON.stringify({ round: 'bench', applications: index });
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
