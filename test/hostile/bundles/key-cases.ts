import { armor, Encrypter } from 'age-encryption';
import { ContentInfo, SignedData } from 'pkijs';
import { sealWithPassphrase } from '../../../electron/services/age/passphrase.ts';
import { createAgeIdentity } from '../../../electron/services/age/recipient.ts';
import { encryptAge } from '../../../electron/services/age/stream.ts';
import { signCms } from '../../../electron/services/pki/cms.ts';
import { signWith } from '../../../electron/services/pki/signing-key.ts';
import { signerOf } from '../../support/center.ts';
import { collect, inPieces } from '../../support/pieces.ts';
import { flipped, replaced } from './forge.ts';
import { type HostileCase, stopped } from './hostile-case.ts';
import type { RawEntry } from './raw-zip.ts';

const intro = 'age-encryption.org/v1\n';
const sealed = 64 * 1024 + 16;
const application = (change: (honest: Buffer) => Buffer | Promise<Buffer>) => ({
  sealedApplication: change,
});
const stanzas = (count: number) => (honest: Buffer) =>
  Buffer.concat([
    Buffer.from(intro + `-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`.repeat(count)),
    honest.subarray(intro.length),
  ]);
const signature = (bytes: Uint8Array) => ({
  entries: (honest: Parameters<typeof replaced>[0]) =>
    replaced(honest, 'manifest.p7s', { content: bytes }),
});

/** age files: malformed, cut, altered, or for somebody else. */
export const ageCases: readonly HostileCase[] = [
  stopped(
    'application age not-age a/w-01.age',
    'an application in clear',
    application(() => Buffer.from('PK\u0003\u0004 in clear')),
  ),
  stopped(
    'application age not-age a/w-01.age',
    'a newer age',
    application((honest) =>
      Buffer.from(honest.toString('latin1').replace('/v1\n', '/v2\n'), 'latin1'),
    ),
  ),
  stopped(
    'application age not-age a/w-01.age',
    'armor',
    application((honest) => Buffer.from(armor.encode(new Uint8Array(honest)))),
  ),
  stopped(
    'application age too-many-stanzas a/w-01.age',
    'a flood of stanzas',
    application(stanzas(100)),
  ),
  stopped(
    'application age header-length a/w-01.age',
    'ten thousand stanzas',
    application(stanzas(10_000)),
  ),
  stopped(
    'application age header-length a/w-01.age',
    'a header line of 100 MB',
    application(() => Buffer.from(`${intro}-> X25519 ${'A'.repeat(100_000_000)}\n`)),
  ),
  stopped(
    'application age header-length a/w-01.age',
    'a header without end',
    application(() => Buffer.from(intro)),
  ),
  stopped(
    'application not-a-recipient a/w-01.age',
    'a passphrase instead of recipients',
    application(async (honest) => Buffer.from(await sealWithPassphrase(honest, 'x', 8))),
  ),
  stopped(
    'application age header a/w-01.age',
    'scrypt of 2^40 beside recipients',
    application((honest) => {
      const stanza = `-> scrypt ${'A'.repeat(22)} 40\n${'A'.repeat(43)}\n`;
      return Buffer.concat([Buffer.from(intro + stanza), honest.subarray(intro.length)]);
    }),
  ),
  stopped(
    'application age not-age a/w-01.age',
    'an application of no bytes',
    application(() => Buffer.alloc(0)),
  ),
  stopped(
    'application not-a-recipient a/w-01.age',
    'for somebody else',
    application(async (honest) =>
      collect(encryptAge(inPieces(honest), [(await createAgeIdentity()).recipient])),
    ),
  ),
  stopped('round not-a-recipient round.age', 'a round for somebody else', {
    sealedRound: async () => {
      const { recipient } = await createAgeIdentity();
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      return Buffer.from(await encrypter.encrypt('{}'));
    },
  }),
  stopped(
    'application age header a/w-01.age',
    'a forged header code',
    application((honest) => flipped(honest, honest.indexOf('\n--- ') + 10)),
  ),
  stopped(
    'application age header a/w-01.age',
    'cut inside the header',
    application((honest) => Buffer.concat([honest.subarray(0, 60), Buffer.from('\n---\n')])),
  ),
  stopped(
    'application age header a/w-01.age',
    'cut after the header',
    application((honest) => honest.subarray(0, honest.indexOf('\n--- ') + 49)),
  ),
  stopped(
    'application age payload a/w-01.age',
    'cut inside the nonce of a chunk',
    application((honest) => honest.subarray(0, honest.indexOf('\n--- ') + 49 + 20)),
  ),
  stopped(
    'application age payload a/w-01.age',
    'cut by one byte',
    application((honest) => honest.subarray(0, -1)),
  ),
  stopped(
    'application age payload a/w-01.age',
    'cut at a chunk border',
    application((honest) => honest.subarray(0, honest.indexOf('\n--- ') + 49 + 16 + sealed)),
  ),
  stopped(
    'application age payload a/w-01.age',
    'one byte more',
    application((honest) => Buffer.concat([honest, Buffer.alloc(1)])),
  ),
  stopped(
    'application age payload a/w-01.age',
    'a chunk more',
    application((honest) => Buffer.concat([honest, honest.subarray(-sealed)])),
  ),
  stopped(
    'application age payload a/w-01.age',
    'a changed bit in the last chunk',
    application((honest) => flipped(honest, -20)),
  ),
  stopped(
    'application altered a/w-01.age',
    'a changed bit in the first chunk',
    application((honest) => flipped(honest, honest.indexOf('\n--- ') + 49 + 16 + 5_000)),
  ),
  stopped(
    'application age payload a/w-01.age',
    'chunks swapped',
    application((honest) => {
      const start = honest.indexOf('\n--- ') + 49 + 16;
      return Buffer.concat([
        honest.subarray(0, start),
        honest.subarray(start + sealed),
        honest.subarray(start, start + sealed),
      ]);
    }),
  ),
];

/** SignedData, version 1, SHA-256, content type data, no certificates and no signers. */
const withoutSigner = Buffer.from(
  '302b06092a864886f70d010702a01e301c020101310d300b0609608648016503040201300606042a0304053100',
  'hex',
);

/** The same signature twice over, as if another person had signed too. */
function withSecondSigner({ content = Buffer.alloc(0) }: RawEntry): Uint8Array {
  const info = ContentInfo.fromBER(new Uint8Array(content));
  const signed = new SignedData({ schema: info.content });
  signed.signerInfos = [...signed.signerInfos, ...signed.signerInfos];
  const { contentType } = info;
  const again = new ContentInfo({ contentType, content: signed.toSchema(true) });
  return new Uint8Array(again.toSchema().toBER());
}

/** Who signed what. */
export const signatureCases: readonly HostileCase[] = [
  stopped('inspect unsigned', 'no signature', {
    entries: (honest) => honest.filter((entry) => entry.name !== 'manifest.p7s'),
  }),
  stopped('inspect signature unreadable', 'an empty signature', signature(Buffer.alloc(0))),
  stopped('inspect signature unreadable', 'a signature of zeros', signature(Buffer.alloc(500))),
  stopped('inspect signature other-content', 'a list changed after signing', {
    entries: (honest) =>
      honest.map((each) =>
        each.name === 'manifest.json'
          ? { ...each, content: Buffer.from(`${Buffer.from(each.content ?? []).toString()} `) }
          : each,
      ),
  }),
  stopped('inspect certificate wrong-usage', 'signed by an expert of the center', {
    signer: ({ expert }) => expert,
  }),
  stopped('inspect certificate is-authority', 'signed by the authority itself', {
    signer: ({ center }) => signerOf(center.authority, center.authority),
  }),
  stopped('inspect certificate wrong-usage', 'a leaf as authority', {
    signer: ({ center }) => signerOf(center.bundle, center.bundle),
  }),
  stopped(
    'inspect certificate other-authority',
    "the impostor's leaf beside the center's certificate",
    {
      signer: ({ center, impostor }) => ({
        ...impostor.signer,
        authority: center.authority.certificate,
      }),
    },
  ),
  stopped('inspect signature forged', "the center's certificates and the impostor's key", {
    signer: ({ center, impostor }) => ({
      ...center.signer,
      sign: signWith(impostor.bundle.privateKey),
    }),
  }),
  stopped(
    'import other-center',
    'a center of the same name',
    { signer: ({ impostor }) => impostor.signer },
    { step: 'open', word: 'fingerprint-differs' },
  ),
  stopped('inspect certificate expired', "signed after the certificate's end", {
    signedAt: new Date('2031-01-01T00:00:00Z'),
  }),
  stopped('inspect certificate not-yet-valid', 'signed before its beginning', {
    signedAt: new Date('2020-01-01T00:00:00Z'),
  }),
  stopped(
    'inspect json form /created manifest.json',
    'another time in the list than in the signature',
    { signedAt: new Date('2027-01-01T00:00:00Z') },
  ),
  stopped('inspect signature other-content', 'the list of another round', async (cast) => {
    const other = await signCms(Buffer.from('{"round":"other"}'), cast.center.signer, new Date());
    return signature(other);
  }),
  stopped('inspect signature signers', 'no signer at all', signature(withoutSigner)),
  stopped('inspect signature signers', 'two signers', {
    entries: (honest) =>
      honest.map((each) =>
        each.name === 'manifest.p7s' ? { ...each, content: withSecondSigner(each) } : each,
      ),
  }),
  stopped(
    'inspect signature unreadable',
    'a signature in PEM',
    signature(Buffer.from('-----BEGIN CMS-----\n')),
  ),
  stopped('done', 'nothing: the honest bundle', {}),
];
