import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { publicKeyOf } from '../../electron/services/center/roster-certificate.ts';
import { generateIdentityKeys } from '../../electron/services/identity/vault.ts';
import {
  createEnrolmentRequest,
  readEnrolmentRequest,
} from '../../electron/services/pki/enrolment-request.ts';
import { must } from '../../shared/result.ts';
import { contentOf, openDesk, type TestDesk } from '../support/desk.ts';
import { makeIdentity, passphrase } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Requests are read before anybody is certified: what they say is compared by phone first. */

const folder = temporaryFolder('requests');
const at = (...names: string[]) => path.join(folder, ...names);
let center: TestDesk;
const fingerprints: Record<string, string> = {};

beforeAll(async () => {
  center = openDesk(at('center'), { center: true });
  must(await center.call('center.create', { name: '交流中心', passphrase }));
  for (const name of ['e1', 'e2']) {
    const { desk, fingerprint } = await makeIdentity(at(name), `${name}@requests.example`);
    fingerprints[name] = fingerprint;
    await desk.close();
  }
});

const request = (name: string) => at(name, 'request.csr.pem');

it('says who they are from, in their order, with what the senders see themselves', async () => {
  const files = [await center.token(request('e2')), await center.token(request('e1'))];
  const before = contentOf(center.folder);
  const said = must(await center.call('center.inspectRequests', { files }));
  const expected = ['e2', 'e1'].map((name, place) => ({
    file: files[place],
    name: `专家 ${name}`,
    organisation: '测试大学',
    email: `${name}@requests.example`,
    fingerprint: fingerprints[name],
  }));
  expect(said).toEqual(expected);
  expect(contentOf(center.folder)).toEqual(before);
  expect(must(await center.call('center.read', {})).roster).toEqual([]);
});

it('refuses all of them for one that was altered', async () => {
  const text = readFileSync(request('e1'), 'utf8');
  const place = text.indexOf('\n') + 200;
  const other = text[place] === 'A' ? 'B' : 'A';
  writeFileSync(at('altered.pem'), text.slice(0, place) + other + text.slice(place + 1));
  const files = [await center.token(request('e2')), await center.token(at('altered.pem'))];
  const refused = await center.call('center.inspectRequests', { files });
  expect(refused).toMatchObject({
    ok: false,
    failure: { kind: 'request-invalid', file: 'altered.pem' },
  });
  const one = await center.call('center.inspectRequests', { files: files.slice(0, 1) });
  expect(one.ok).toBe(true);
});

it('refuses a newcomer with the age key of somebody on the roster, who could not be packed for', async () => {
  const file = await center.token(request('e1'));
  must(await center.call('center.enrol', { files: [file], role: 'expert' }));
  const { recipient } = must(await readEnrolmentRequest(readFileSync(request('e1'))));
  const { signingKeyPkcs8: privateKey } = await generateIdentityKeys();
  const profile = { name: '他人', organisation: '测试大学', email: 'other@requests.example' };
  const borrowed = must(
    await createEnrolmentRequest({
      ...profile,
      recipient,
      profile,
      keys: { privateKey, publicKey: publicKeyOf(privateKey) },
    }),
  );
  writeFileSync(at('borrowed.pem'), borrowed);
  const files = [await center.token(at('borrowed.pem'))];
  expect(await center.call('center.enrol', { files, role: 'expert' })).toMatchObject({
    ok: false,
    failure: { kind: 'request-invalid', reason: 'known-recipient' },
  });
  expect(must(await center.call('center.read', {})).roster).toHaveLength(1);
});
