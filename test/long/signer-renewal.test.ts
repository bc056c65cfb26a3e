import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectBundle } from '../../electron/services/bundle/inspect.ts';
import { must } from '../../shared/result.ts';
import { openCopy, type TestDesk } from '../support/desk.ts';
import {
  foundPanel,
  packInto,
  passphrase,
  smallRound,
  type TestPanel,
  writeRound,
} from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The center's signing certificate ends before the center does. */

const folder = temporaryFolder('renewal');
const at = (...names: string[]) => path.join(folder, ...names);
const fourYears = 4 * 366 * 24 * 60 * 60 * 1000;
let panel: TestPanel;

beforeAll(async () => {
  panel = await foundPanel(folder);
  writeRound(at('folder'), smallRound());
  await panel.center.close();
});

async function pack(center: TestDesk) {
  return center.call('center.pack', { folder: await center.token(at('folder')), incomplete: true });
}

describe('a center', () => {
  it('does not sign with a certificate that has ended, nor pack for people whose certificates have', async () => {
    const later = openCopy(at('center'), at('later'), { center: true, ahead: fourYears });
    must(await later.call('center.unlock', { passphrase }));
    expect(await pack(later)).toMatchObject({ ok: false, failure: { kind: 'signer-expired' } });
    const wrong = await later.call('center.renew', { passphrase: 'something else 2026' });
    expect(wrong).toMatchObject({ ok: false, failure: { kind: 'wrong-passphrase' } });
    must(await later.call('center.renew', { passphrase }));
    const packed = await pack(later);
    const reasons =
      !packed.ok && packed.failure.kind === 'input-invalid'
        ? packed.failure.problems.map((each) => each.reason)
        : [];
    expect(new Set(reasons)).toEqual(new Set(['certificate-expired']));
  });

  it('is whole again when a crash came between its new key and the certificate', async () => {
    const center = openCopy(at('center'), at('crashed'), { center: true });
    must(await center.call('center.renew', { passphrase }));
    await center.close();
    copyFileSync(at('center', 'signer.pem'), at('crashed', 'signer.pem'));
    const again = openCopy(at('crashed'), at('again'), { center: true });
    must(await again.call('center.unlock', { passphrase }));
    const bundle = await packInto(again, at('folder'), at('round.hzb'));
    expect(must(await inspectBundle(bundle)).authority.fingerprint).toBe(panel.fingerprint);
  });
});
