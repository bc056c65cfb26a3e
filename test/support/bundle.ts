import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type AgeIdentity, createAgeIdentity } from '../../electron/services/age/recipient.ts';
import type { PackInput } from '../../electron/services/bundle/pack.ts';
import type { TestCenter } from './center.ts';
import { noise } from './pieces.ts';

/** A small bundle to be packed: two applications, the second without the recused person. */
export type TestBundle = {
  readonly input: PackInput;
  readonly expert: AgeIdentity;
  /** Opens the round and the first application only. */
  readonly recused: AgeIdentity;
  /** By application and document id. */
  readonly documents: ReadonlyMap<string, Buffer>;
};

/** Writes the documents into `folder` and describes a bundle of them that would be packed to `folder/round.hzb`. */
export async function describeBundle(folder: string, center: TestCenter): Promise<TestBundle> {
  const expert = await createAgeIdentity();
  const recused = await createAgeIdentity();
  const everybody = [expert.recipient, recused.recipient];
  const documents = new Map([
    ['w-01/form', noise(150_000, 1)],
    ['w-01/proof', noise(70_000, 2)],
    ['o-02/form', noise(200_000, 3)],
    ['o-02/empty', Buffer.alloc(0)],
  ]);
  mkdirSync(folder, { recursive: true });
  const files = [...documents].map(([key, bytes]) => {
    const file = path.join(folder, key.replace('/', '-'));
    writeFileSync(file, bytes);
    return { key, id: key.slice(5), name: `${key.slice(5)} 申请表.pdf`, path: file };
  });
  const application = (id: string, recipients: readonly string[]) => ({
    id,
    recipients,
    application: Buffer.from(JSON.stringify({ id, title: '申请' })),
    documents: files
      .filter((each) => each.key.startsWith(id))
      .map(({ id, name, path }) => ({ id, name, path })),
  });
  return {
    expert,
    recused,
    documents,
    input: {
      out: path.join(folder, 'round.hzb'),
      bundle: 'b-1',
      round: '2026-accreditation',
      sequence: 1,
      created: new Date('2026-12-01T08:00:00.123Z'),
      roundFile: Buffer.from('{"round":"2026-accreditation"}'),
      roundRecipients: everybody,
      applications: [application('w-01', everybody), application('o-02', [expert.recipient])],
      signer: center.signer,
    },
  };
}
