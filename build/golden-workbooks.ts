import { X509Certificate } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openIdentity } from '../electron/services/identity/identity-file.ts';
import { toPem } from '../electron/services/pki/pem.ts';
import { readWorkbook } from '../electron/services/workbook/read.ts';
import { signWorkbook } from '../electron/services/workbook/signing.ts';
import { readStrictPackage } from '../electron/services/zip/strict-package.ts';
import { must } from '../shared/result.ts';
import { type WorkbookPayload, workbookVersion } from '../shared/workbook.ts';
import { inProject } from './project.ts';

/**
 * Makes the golden workbooks of the present version from what a demonstration left behind, with the keys of their signers:
 * `npm run demo -- --out DIR && node build/run.js build/golden-workbooks.ts DIR`. Once made they are never made anew:
 * files like these lie in archives, and have to stay readable and valid.
 */

const demo = path.resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? 'demo');
const target = inProject('test/fixtures/workbooks', `version-${workbookVersion}`);
const passphrase = 'sample round 2026';
if (existsSync(target)) throw new Error(`${target} is there already and is never changed`);
const authority = readFileSync(path.join(demo, 'center/authority.pem'));
const roster: { people: { certificate: string }[] } = JSON.parse(
  readFileSync(path.join(demo, 'center/roster.json'), 'utf8'),
);
mkdirSync(target, { recursive: true });
copyFileSync(path.join(demo, 'center/authority.pem'), path.join(target, 'authority.pem'));
await make('result', 'e2', 'e2.result.xlsx');
await make('panel', 'chair', 'panel.xlsx');

/** One workbook in both languages, with certificate and key of the person who signed it. */
async function make(name: string, person: string, file: string): Promise<void> {
  const identity = readFileSync(path.join(demo, person, 'identity.age'));
  const { signingKeyPkcs8 } = must(await openIdentity(new Uint8Array(identity), passphrase));
  const payload = payloadIn(path.join(demo, file));
  const certificate = roster.people
    .map((each) => new X509Certificate(each.certificate))
    .find((each) => each.fingerprint256.replaceAll(':', '').toLowerCase() === payload.signer.id);
  if (certificate === undefined) throw new Error(`${person} is not on the roster`);
  const keys = {
    certificate: new Uint8Array(certificate.raw),
    privateKey: signingKeyPkcs8,
    authority: new Uint8Array(new X509Certificate(authority).raw),
  };
  for (const [locale, ending] of [
    ['zh-CN', 'zh'],
    ['en', 'en'],
  ] as const) {
    const bytes = await signWorkbook({ payload: { ...payload, locale }, ...keys });
    writeFileSync(path.join(target, `${name}.${ending}.xlsx`), bytes);
  }
  writeFileSync(path.join(target, `${name}.key.pem`), toPem('PRIVATE KEY', signingKeyPkcs8));
}

function payloadIn(file: string): WorkbookPayload {
  const { entries } = must(readStrictPackage(new Uint8Array(readFileSync(file))));
  return must(readWorkbook(new Map([...entries].map(([name, { bytes }]) => [name, bytes]))));
}
