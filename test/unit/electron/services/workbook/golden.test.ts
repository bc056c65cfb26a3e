import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../../../../build/project.ts';
import { SIGNATURE_PART } from '../../../../../electron/services/opc/identifiers.ts';
import { type PackageSigner, signPackage } from '../../../../../electron/services/opc/sign.ts';
import { verifyPackage } from '../../../../../electron/services/opc/verify.ts';
import { fromPem } from '../../../../../electron/services/pki/pem.ts';
import { signWith } from '../../../../../electron/services/pki/signing-key.ts';
import { payloadPart } from '../../../../../electron/services/workbook/payload.ts';
import { signWorkbook } from '../../../../../electron/services/workbook/signing.ts';
import { verifyWorkbook } from '../../../../../electron/services/workbook/verification.ts';
import { readStrictPackage } from '../../../../../electron/services/zip/strict-package.ts';
import { writePackage } from '../../../../../electron/services/zip/write-package.ts';
import { must, ok } from '../../../../../shared/result.ts';
import { type WorkbookPayload, workbookVersion } from '../../../../../shared/workbook.ts';
import { forge } from '../../../../hostile/workbooks/forge.ts';
import { PAYLOAD } from '../../../../hostile/workbooks/repack.ts';

/**
 * Files that were signed once and are never changed. One that is no longer valid means that signed files in archives are
 * not either: words, layout or the signature's text have changed, and the change needs a version of its own.
 */

const folder = inProject('test/fixtures/workbooks');
const versions = readdirSync(folder).toSorted();

interface Golden {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** DER. */
  readonly authority: Uint8Array;
  readonly privateKey: Uint8Array;
}

const golden = versions.flatMap((version): Golden[] => {
  const inVersion = (name: string) => readFileSync(path.join(folder, version, name));
  const der = (label: 'CERTIFICATE' | 'PRIVATE KEY', name: string) =>
    fromPem(label, inVersion(name).toString('latin1')) ?? new Uint8Array();
  return readdirSync(path.join(folder, version))
    .filter((name) => name.endsWith('.xlsx'))
    .map((name) => ({
      name: `${version}/${name}`,
      bytes: new Uint8Array(inVersion(name)),
      authority: der('CERTIFICATE', 'authority.pem'),
      privateKey: der('PRIVATE KEY', name.replace(/\..*/, '.key.pem')),
    }));
});

const now = new Date('2030-01-01T00:00:00Z');

async function payloadOf({ bytes, authority }: Golden): Promise<WorkbookPayload> {
  const { payload, ...rest } = await verifyWorkbook({ bytes, authority, now });
  if (payload === null) throw new Error(JSON.stringify(rest));
  return payload;
}

/** Certificate and key of whoever signed the file. */
async function signerOf({ bytes, privateKey }: Golden): Promise<PackageSigner> {
  const verdict = await verifyPackage(bytes, { now, checkSigner: async () => ok() });
  if (verdict.kind !== 'valid') throw new Error(JSON.stringify(verdict));
  return { certificate: verdict.signer, sign: signWith(privateKey) };
}

/** The package as it was before it was signed; parts that stay are not packed anew. */
function unsigned({ bytes }: Golden): Uint8Array {
  const left: Readonly<Record<string, RegExp>> = {
    [SIGNATURE_PART.contentTypes]:
      /<Default Extension="sigs"[^>]*\/>|<Override PartName="\/_xmlsignatures\/[^>]*\/>/g,
    [SIGNATURE_PART.rootRelationships]: /<Relationship [^>]*digital-signature[^>]*\/>/g,
  };
  const { entries } = must(readStrictPackage(bytes));
  const kept = [...entries.values()].filter((each) => !each.name.startsWith(SIGNATURE_PART.folder));
  const files = kept.map((entry) => {
    const pattern = left[entry.name];
    if (pattern === undefined) return entry;
    const text = Buffer.from(entry.bytes).toString('utf8').replace(pattern, '');
    return { name: entry.name, bytes: Buffer.from(text) };
  });
  return writePackage(files, now);
}

describe('the golden workbooks', () => {
  it('are of every version there was, results and panels in both languages', () => {
    const names = ['panel.en', 'panel.zh', 'result.en', 'result.zh'];
    expect(golden.map((each) => each.name)).toEqual(
      Array.from({ length: workbookVersion }, (_, index) =>
        names.map((name) => `version-${index + 1}/${name}.xlsx`),
      ).flat(),
    );
  });

  it.each(golden)('$name is valid, and says who signed it for what', async (file) => {
    const verification = await verifyWorkbook({
      bytes: file.bytes,
      authority: file.authority,
      now,
    });
    const isPanel = file.name.includes('panel');
    expect(verification).toMatchObject({
      verdict: 'valid',
      signer: isPanel ? { name: '郑国华', role: 'chair' } : { name: '王静仪', role: 'expert' },
      payload: {
        format: isPanel ? 'haizhi.panel' : 'haizhi.result',
        locale: file.name.includes('.en.') ? 'en' : 'zh-CN',
        round: { id: '2026-sample', year: 2026 },
        revision: 1,
      },
    });
  });

  it.each(golden)('$name signed anew with the same key and time is the same file', async (file) => {
    const { signedAt } = await payloadOf(file);
    const again = await signPackage(unsigned(file), await signerOf(file), {
      time: new Date(signedAt),
    });
    expect(Buffer.from(again).equals(file.bytes)).toBe(true);
  });
});

describe('a workbook made now', () => {
  it.each(golden)('from the content of $name is the same file each time', async (file) => {
    const payload = await payloadOf(file);
    const { certificate } = await signerOf(file);
    const { authority, privateKey } = file;
    const input = { payload, certificate, privateKey, authority };
    const [one, other] = [await signWorkbook(input), await signWorkbook(input)];
    expect(Buffer.from(one).equals(other)).toBe(true);
  });

  it('by a later version is refused as such, not as a forgery', async () => {
    for (const file of golden) {
      const payload = await payloadOf(file);
      const later = payloadPart(payload)
        .toString()
        .replace(`"version":${workbookVersion}}`, `"version":${workbookVersion + 1}}`)
        .replace('{"', '{"addedLater":true,"');
      const bytes = await forge(file.bytes, await signerOf(file), {
        time: payload.signedAt,
        parts: (parts) => parts.set(PAYLOAD, Buffer.from(later)),
      });
      expect(await verifyWorkbook({ bytes, authority: file.authority, now })).toMatchObject({
        verdict: 'invalid',
        reason: 'newer-version',
        detail: `${workbookVersion + 1}`,
        payload: null,
      });
    }
  });
});
