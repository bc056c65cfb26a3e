import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAuthority } from '../../../../../electron/services/pki/certificate.ts';
import {
  isSameFingerprint,
  trustCenter,
  trustedCenter,
} from '../../../../../electron/services/rounds/trusted-center.ts';
import { must } from '../../../../../shared/result.ts';
import { foundCenter } from '../../../../support/center.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const file = path.join(temporaryFolder(), 'center.pem');

describe('the center that is trusted', () => {
  it('is nobody at first, and what was pinned from then on', async () => {
    expect(must(await trustedCenter(file))).toBe(null);
    const { authority } = await foundCenter('北京交流中心');
    const pinned = must(await checkAuthority(authority.certificate));
    must(await trustCenter(file, pinned));
    expect(must(await trustedCenter(file))).toMatchObject({
      name: '北京交流中心',
      fingerprint: pinned.fingerprint,
    });
  });

  it('whose file is damaged is not replaced by whoever comes next', async () => {
    writeFileSync(file, 'nothing');
    expect(await trustedCenter(file)).toEqual({
      ok: false,
      failure: { kind: 'identity-damaged', file },
    });
  });
});

describe('a fingerprint that a person typed', () => {
  const fingerprint = 'ab12'.repeat(16);

  it.each([
    fingerprint,
    fingerprint.toUpperCase(),
    ` ${fingerprint.match(/.{2}/g)?.join(':')} `,
    fingerprint.match(/.{4}/g)?.join(' - ') ?? '',
  ])('%s is the same', (typed) => expect(isSameFingerprint(typed, fingerprint)).toBe(true));

  it.each(['', fingerprint.slice(1), fingerprint.replace('1', '2'), `${fingerprint}0`])(
    '%s is another',
    (typed) => expect(isSameFingerprint(typed, fingerprint)).toBe(false),
  );
});
