import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { rawZip } from '../hostile/bundles/raw-zip.ts';
import { deflated, windowsNames, windowsZip } from '../support/archive.ts';
import type { TestDesk } from '../support/desk.ts';
import { noise } from '../support/pieces.ts';
import {
  foundPanel,
  openAt,
  smallRound,
  type TestPanel,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Documents that go from the applicant's own ZIP file into the bundle, and from there to the expert. */

const round = '2026-T';
const folder = temporaryFolder('zips');
const at = (...names: string[]) => path.join(folder, ...names);
const inside = { round, application: 'w1' };
const form = Buffer.from('%PDF-1.4 canary of the form');
const licence = Buffer.from('canary of the licence, written with many words'.repeat(50));
let panel: TestPanel;

beforeAll(async () => {
  panel = await foundPanel(folder);
  const described = smallRound();
  described.applications.w1!.documents = [
    { id: 'form', file: '材料.zip/申请表.pdf', kind: 'application-form' },
    { id: 'rest', file: '材料.zip' },
  ];
  writeRound(at('folder'), described);
  write(windowsZip({ '申请表.pdf': form, '证明/营业执照.pdf': licence }));
});

const write = (bytes: Uint8Array) => writeFileSync(at('folder', 'w1', '材料.zip'), bytes);

async function pack(change: { readonly confirmNames?: boolean; readonly work?: string } = {}) {
  const { center } = panel;
  return center.call('center.pack', {
    folder: await center.token(at('folder')),
    incomplete: true,
    ...change,
  });
}

async function bytesOf(desk: TestDesk, document: string): Promise<Buffer> {
  const opened = must(await desk.call('documents.open', { ...inside, document }));
  const length = opened.size;
  const piece = { document: opened.document, offset: 0, length };
  return Buffer.from(must(await desk.call('documents.chunk', piece)).data, 'base64');
}

/** Files below a folder that hold this text. */
function holding(below: string, text: string): readonly string[] {
  return readdirSync(below, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(below, name);
    return statSync(file).isFile() && readFileSync(file).includes(text);
  });
}

describe('an applicant’s ZIP file', () => {
  it('whose names nobody can be sure of is shown before it is packed', async () => {
    expect(await pack()).toEqual({
      ok: false,
      failure: {
        kind: 'input-invalid',
        problems: [
          {
            file: 'w1/材料.zip',
            path: '',
            reason: 'name-guessed',
            expected: '证明/营业执照.pdf',
          },
        ],
      },
    });
    expect(must(await panel.center.call('center.read', {})).rounds).toEqual([]);
  });

  it('comes to the expert as its documents, and lies nowhere in clear', async () => {
    const packed = must(await pack({ confirmNames: true }));
    must(await panel.center.files.deliver(packed.file.token, at('1.hzb')));
    const { desk } = panel.people[0]!;
    await openAt(desk, at('1.hzb'), panel.fingerprint);
    const none = { state: 'none' } as const;
    const declared = { kind: 'conflict.declared', application: 'w1', declaration: none } as const;
    const { pledge } = must(await desk.call('rounds.read', { round }));
    const events = [{ kind: 'pledge.signed', version: pledge } as const, declared];
    must(await desk.call('review.record', { round, events }));
    const { documents } = must(await desk.call('applications.read', inside));
    expect(documents.map(({ name, kind, size }) => [name, kind, size])).toEqual([
      ['申请表.pdf', 'application-form', form.length],
      ['营业执照.pdf', 'evidence', licence.length],
    ]);
    for (const [place, bytes] of [form, licence].entries()) {
      expect((await bytesOf(desk, documents[place]!.id)).equals(bytes)).toBe(true);
    }
    for (const below of [panel.center.folder, desk.folder]) {
      expect(holding(below, 'canary of the licence')).toEqual([]);
    }
  });

  it('may bring a late document: what was cited before keeps its place', async () => {
    const { desk } = panel.people[0]!;
    const { documents } = must(await desk.call('applications.read', inside));
    const { id, sha256 } = documents[1]!;
    const citation = { id: 'c-1', document: id, sha256, page: 1 };
    const about = { application: 'w1', criterion: '7(1)' };
    const events = [{ kind: 'citation.added', ...about, citation } as const];
    must(await desk.call('review.record', { round, events }));
    const [formName, licenceName] = Object.values(windowsNames);
    const late = deflated(Buffer.from('b2b9b3e42e747874', 'hex'), Buffer.from('补充材料'));
    write(rawZip([deflated(formName!, form), late, deflated(licenceName!, licence)]));
    const packed = must(await pack({ confirmNames: true }));
    expect(packed.bundle.sequence).toBe(2);
    must(await panel.center.files.deliver(packed.file.token, at('2.hzb')));
    await openAt(desk, at('2.hzb'), panel.fingerprint);
    const after = must(await desk.call('applications.read', inside)).documents;
    expect(after.map(({ name }) => name)).toEqual(['申请表.pdf', '补充.txt', '营业执照.pdf']);
    expect(after[2]).toEqual(documents[1]);
    const [summary] = must(await desk.call('rounds.list', {}));
    expect(summary?.news).toEqual({ documents: 1, citations: 0, reopen: false });
  });
});

describe('packing', () => {
  it('that is cancelled leaves nothing behind', async () => {
    const { center } = panel;
    const issued = () => readdirSync(path.join(center.folder, 'issued')).toSorted();
    const before = { issued: issued(), center: must(await center.call('center.read', {})) };
    const work = 'pack-cancelled';
    writeFileSync(at('folder', 'w1', 'form.pdf'), noise(60_000_000));
    writeFileSync(
      at('folder', 'w1', 'application.json'),
      JSON.stringify(smallRound().applications.w1),
    );
    const packing = pack({ work });
    const seen = new Set<string>();
    while (!seen.has('pack')) {
      await pause(1);
      const state = must(await center.call('work.read', { work }));
      if (state === null && seen.size > 0) break;
      if (state !== null) seen.add(state.phase);
    }
    must(await center.call('work.cancel', { work }));
    expect(await packing).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect({ issued: issued(), center: must(await center.call('center.read', {})) }).toEqual(
      before,
    );
  });
});
