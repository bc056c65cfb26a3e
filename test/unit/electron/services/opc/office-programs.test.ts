import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalize } from '../../../../../electron/services/opc/canonical.ts';
import { RELATION } from '../../../../../electron/services/opc/identifiers.ts';
import {
  parseRelationships,
  transformRelationships,
} from '../../../../../electron/services/opc/relationships.ts';
import { readSignature } from '../../../../../electron/services/opc/signature-structure.ts';
import { readStrictPackage } from '../../../../../electron/services/zip/strict-package.ts';
import { writePackage } from '../../../../../electron/services/zip/write-package.ts';
import { must } from '../../../../../shared/result.ts';
import { pemOf } from '../../../../hostile/workbooks/authority.ts';
import { type Honest, judge, makeHonest, SIGNED_AT } from '../../../../hostile/workbooks/honest.ts';
import { BOOK_RELS, partsOf, ROOT_RELS, SIGNATURE } from '../../../../hostile/workbooks/repack.ts';
import {
  OFFICE_TOOLS,
  officeVerdicts,
  XMLSEC_TOOLS,
  xmlsecAccepts,
  xmlsecVerdict,
} from '../../../../support/office.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';
import { describeWith } from '../../../../support/tools.ts';

const folder = temporaryFolder('office');
const file = (name: string) => path.join(folder, name);
let honest: Honest;
let caPem: string;

beforeAll(async () => {
  honest = await makeHonest();
  caPem = pemOf(new Uint8Array(honest.center.x509.rawData));
  writeFileSync(file('signed.xlsx'), honest.signed);
  writeFileSync(file('altered.xlsx'), oneByteChanged(honest.signed));
  writeFileSync(file('unsigned.xlsx'), honest.unsigned);
});

/** Changes one digit of one score, as somebody with an unzip program would. */
function oneByteChanged(signed: Uint8Array): Uint8Array {
  const { entries } = must(readStrictPackage(signed));
  const files = [...entries.values()].map((entry) => {
    if (entry.name !== 'xl/worksheets/sheet2.xml') return entry;
    const text = Buffer.from(entry.bytes).toString('utf8');
    return { name: entry.name, bytes: Buffer.from(text.replace('<v>61</v>', '<v>91</v>')) };
  });
  return writePackage(files, SIGNED_AT);
}

describe('our own verifier', () => {
  it('accepts our export and names the altered part', async () => {
    expect((await judge(honest.signed, honest.center)).kind).toBe('valid');
    expect(await judge(oneByteChanged(honest.signed), honest.center)).toMatchObject({
      kind: 'invalid',
      reason: 'part-altered',
      part: 'xl/worksheets/sheet2.xml',
    });
  });
});

describeWith(OFFICE_TOOLS, 'LibreOffice', () => {
  it('calls our export valid and its signer trusted, and the altered one not', () => {
    const files = ['signed.xlsx', 'altered.xlsx', 'unsigned.xlsx'].map(file);
    const [signed, altered, unsigned] = officeVerdicts(files, caPem);
    expect(signed?.signatures).toMatchObject([{ valid: true, certificateStatus: 0 }]);
    expect(signed?.signatures[0]?.signer).toContain('王 教授');
    expect(altered?.signatures).toMatchObject([{ valid: false }]);
    expect(unsigned?.signatures).toEqual([]);
  }, 180_000);
});

describeWith(['soffice'], 'a workbook opened and saved in LibreOffice', (soffice) => {
  it('is unsigned, not broken', async () => {
    const profile = `-env:UserInstallation=file://${file('profile')}`;
    const outdir = file('saved');
    const options = [profile, '--headless', '--convert-to', 'xlsx', '--outdir', outdir];
    execFileSync(soffice, [...options, file('signed.xlsx')], { stdio: 'ignore' });
    const saved = new Uint8Array(readFileSync(path.join(outdir, 'signed.xlsx')));
    expect(await judge(saved, honest.center)).toEqual({ kind: 'unsigned' });
  });
});

const REPACK = `
import sys, zipfile
source = zipfile.ZipFile(sys.argv[1])
with zipfile.ZipFile(sys.stdout.buffer, "w", zipfile.ZIP_DEFLATED) as target:
    for name in source.namelist():
        target.writestr(name, source.read(name))
`;

describeWith(['python3-uno'], 'a workbook packed again by Python, as a stream', (python) => {
  it('stays valid', async () => {
    const packed = execFileSync(python, ['-c', REPACK, file('signed.xlsx')]);
    expect((await judge(new Uint8Array(packed), honest.center)).kind).toBe('valid');
  });
});

describeWith(XMLSEC_TOOLS, 'xmlsec1', () => {
  it('finds every reference of our export good, and one bad in the altered one', () => {
    const signed = xmlsecVerdict(file('signed.xlsx'), caPem, SIGNED_AT);
    expect(signed.signedInfo).toEqual([3, 3]);
    expect(xmlsecAccepts(signed)).toBe(true);
    const altered = xmlsecVerdict(file('altered.xlsx'), caPem, SIGNED_AT);
    expect(altered.manifest[0]).toBe(altered.manifest[1] - 1);
    expect(xmlsecAccepts(altered)).toBe(false);
  });

  it('digests exactly what we take for the canonical form of every signed element', () => {
    const { octets } = xmlsecVerdict(file('signed.xlsx'), caPem, SIGNED_AT);
    const theirs = octets.filter((text) => /^<(?:Object|xd:|SignedInfo|Relationships)/.test(text));
    expect(theirs).toEqual([...signedElements(), ...signedRelationships(), signedInfo()]);
  });
});

const parts = () => partsOf(honest.signed);
const signature = () => readSignature(parts().get(SIGNATURE) ?? new Uint8Array());
const signedInfo = () => canonicalize(signature().signedInfo);

function signedElements(): readonly string[] {
  const { packageObject, officeObject, signedProperties } = signature();
  return [packageObject, officeObject, signedProperties].map(canonicalize);
}

function signedRelationships(): readonly string[] {
  return [ROOT_RELS, BOOK_RELS].map((name) => {
    const all = parseRelationships(parts().get(name) ?? new Uint8Array(), name);
    return transformRelationships(all.filter(({ type }) => type !== RELATION.signatureOrigin));
  });
}
