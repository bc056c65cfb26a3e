import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encryptAge } from '../../../../../electron/services/age/stream.ts';
import { BlockHasher, blockLength } from '../../../../../electron/services/bundle/block-hashes.ts';
import { BlockLists } from '../../../../../electron/services/bundle/block-lists.ts';
import { importBundle } from '../../../../../electron/services/bundle/import.ts';
import { inspectBundle } from '../../../../../electron/services/bundle/inspect.ts';
import { openBundle } from '../../../../../electron/services/bundle/open.ts';
import { packBundle } from '../../../../../electron/services/bundle/pack.ts';
import { strikeEntries } from '../../../../../electron/services/bundle/strike.ts';
import { must } from '../../../../../shared/result.ts';
import { describeBundle, type TestBundle } from '../../../../support/bundle.ts';
import { foundCenter } from '../../../../support/center.ts';
import { collect, inPieces, noise } from '../../../../support/pieces.ts';
import { profileKey } from '../../../../support/profile-key.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

/** Files of a library that somebody writes to who has the expert's public recipient and not the profile's key. */

const folder = temporaryFolder('block-lists');
const at = (name: string) => path.join(folder, name);
const library = at('library.hzb');
const lists = `${library}.blocks`;
let made: TestBundle;
let honest: Buffer;
let honestLists: Buffer;
let authority: string;

beforeAll(async () => {
  made = await describeBundle(folder, await foundCenter());
  must(await packBundle(made.input));
  const source = made.input.out;
  const { digest, authority: center } = must(await inspectBundle(source));
  authority = center.fingerprint;
  must(await importBundle({ source, target: library, authority, digest, profileKey }));
  honest = readFileSync(library);
  honestLists = readFileSync(lists);
});
beforeEach(() => {
  writeFileSync(library, honest);
  writeFileSync(lists, honestLists);
});

async function opened() {
  const identities = [made.expert.identity];
  const origin = { profileKey };
  return must(await openBundle({ path: library, identities, authority, origin }));
}

/** How far an application of the library opens; the bytes of its document `form` if it does. */
async function read(id: string): Promise<string | Buffer> {
  const bundle = await opened();
  const application = await bundle.application(id);
  const document = application.ok ? await application.value.document('form') : application;
  await bundle.close();
  return document.ok ? Buffer.from(document.value) : document.failure.kind;
}

async function placeOf(entry: string): Promise<{ start: number; size: number }> {
  const { manifest } = must(await inspectBundle(library));
  const size = manifest.files.find((each) => each.path === entry)?.size ?? 0;
  return { start: honest.indexOf(entry) + entry.length, size };
}

/** Puts another application of the same name and size in the place of one, sealed for the expert as anybody can. */
async function forge(id: string): Promise<void> {
  const { start, size } = await placeOf(`a/${id}.age`);
  const own = await describeBundle(at('forger'), await foundCenter());
  const recipients = [made.expert.recipient, made.recused.recipient];
  const applications = own.input.applications.map((each) => ({ ...each, recipients }));
  const form = applications.find((each) => each.id === id)!.documents[0]!;
  writeFileSync(form.path, noise(readFileSync(form.path).length, 99));
  must(await packBundle({ ...own.input, applications }));
  const other = readFileSync(own.input.out);
  const entry = `a/${id}.age`;
  const from = other.indexOf(entry) + entry.length;
  writeFileSync(
    library,
    Buffer.concat([
      honest.subarray(0, start),
      other.subarray(from, from + size),
      honest.subarray(start + size),
    ]),
  );
}

describe('an entry of the library that somebody has exchanged', () => {
  it('does not open, though it is sealed for its reader and has the right size', async () => {
    expect(await read('w-01')).toEqual(made.documents.get('w-01/form'));
    await forge('w-01');
    expect(await read('w-01')).toBe('altered');
    expect(await read('o-02')).toEqual(made.documents.get('o-02/form'));
  });

  it('does not open with a list of its own blocks, for the key of the lists is the owner’s', async () => {
    await forge('w-01');
    const { manifest } = must(await inspectBundle(library));
    const { start, size } = await placeOf('a/w-01.age');
    const hasher = new BlockHasher(size);
    hasher.take(readFileSync(library).subarray(start, start + size));
    const forger = new BlockLists(library, new Uint8Array(32).fill(8), manifest.files);
    await forger.keep('a/w-01.age', hasher.finish().blocks);
    expect(await read('w-01')).toBe('altered');
    rmSync(lists);
    expect(await read('w-01')).toBe('altered');
  });

  it('does not open either when it is exchanged while the application is open', async () => {
    const bundle = await opened();
    const application = must(await bundle.application('o-02'));
    const { start, size } = await placeOf('a/o-02.age');
    const other = await collect(encryptAge(inPieces(noise(size, 5)), [made.expert.recipient]));
    writeFileSync(
      library,
      Buffer.concat([
        honest.subarray(0, start + blockLength),
        other.subarray(blockLength, size),
        honest.subarray(start + size),
      ]),
    );
    expect(await application.document('form')).toMatchObject({ failure: { kind: 'altered' } });
    await bundle.close();
  });
});

describe('the lists of blocks', () => {
  it.each([
    ['lost', () => rmSync(lists)],
    ['cut', () => writeFileSync(lists, honestLists.subarray(0, 40))],
    [
      'altered',
      () =>
        writeFileSync(
          lists,
          honestLists.map((byte) => byte ^ 1),
        ),
    ],
  ])('are made again where they are %s', async (_, damage) => {
    damage();
    const bundle = await opened();
    must(await bundle.round());
    for (const id of bundle.applications) must(await bundle.application(id));
    await bundle.close();
    expect(readFileSync(lists)).toEqual(honestLists);
  });

  it('are not needed for an entry that was struck: it opens in no way', async () => {
    must(await strikeEntries(library, ['w-01']));
    expect(await read('w-01')).toBe('altered');
    rmSync(lists);
    expect(await read('w-01')).toBe('altered');
    expect(await read('o-02')).toEqual(made.documents.get('o-02/form'));
  });

  it('hold the hash of each block, whatever pieces the bytes come in', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 3 * blockLength }), { minLength: 1 });
    fc.assert(
      fc.property(fc.nat(4 * blockLength), cuts, (length, lengths) => {
        const bytes = noise(length, 3);
        const hasher = new BlockHasher(length);
        for (let at = 0, turn = 0; at < length; turn += 1) {
          const cut = lengths[turn % lengths.length]!;
          hasher.take(bytes.subarray(at, at + cut));
          at += cut;
        }
        const hashOf = (part: Uint8Array) => createHash('sha256').update(part).digest();
        const blocks = Array.from({ length: Math.ceil(length / blockLength) }, (_, place) =>
          hashOf(bytes.subarray(place * blockLength, (place + 1) * blockLength)),
        );
        const found = hasher.finish();
        expect(found.sha256).toBe(hashOf(bytes).toString('hex'));
        expect(Buffer.from(found.blocks)).toEqual(Buffer.concat(blocks));
      }),
      { numRuns: 30 },
    );
  });
});
