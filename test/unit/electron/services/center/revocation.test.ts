import { beforeAll, describe, expect, it } from 'vitest';
import { certificateFlaw, revoke } from '../../../../../electron/services/center/revocation.ts';
import { fingerprint } from '../../../../../electron/services/pki/certificate.ts';
import { toPem } from '../../../../../electron/services/pki/pem.ts';
import type { RosterEntry } from '../../../../../shared/enrolment.ts';
import { must } from '../../../../../shared/result.ts';
import { certify, enrolPerson, foundCenter } from '../../../../support/center.ts';

const now = new Date('2027-01-01T00:00:00Z');
const order = { email: 'Li@example.org', reason: '离任', since: now.toISOString(), now };
let first: RosterEntry;
let second: RosterEntry;

beforeAll(async () => {
  const center = await foundCenter();
  const person = await enrolPerson();
  const entry = async (): Promise<RosterEntry> => {
    const certificate = await certify(center, person, 'expert');
    const profile = { name: '李明', organisation: '清华大学', email: 'li@example.org' };
    return {
      id: fingerprint(certificate),
      role: 'expert',
      profile: { ...profile, fields: [], affiliations: [] },
      recipient: person.age.recipient,
      certificate: toPem('CERTIFICATE', certificate),
      enrolledAt: now.toISOString(),
    };
  };
  first = await entry();
  second = await entry();
});

describe('a revocation', () => {
  it('names the certificate by its serial number, whatever the case of the e-mail', () => {
    const { revocation, entry } = must(revoke([first], [], order));
    expect(entry).toBe(first);
    expect(revocation).toMatchObject({ id: first.id, since: order.since, reason: '离任' });
    expect(revocation.serial).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is of the newest certificate of a person', () => {
    expect(must(revoke([first, second], [], order)).revocation.id).toBe(second.id);
  });

  it('begins earlier when it is done again, never later', () => {
    const { revoked } = must(revoke([first], [], order));
    const again = (since: string) => must(revoke([first], revoked, { ...order, since })).revoked;
    expect(again('2028-01-01T00:00:00Z')).toBe(revoked);
    expect(again('2026-12-01T00:00:00Z')).toMatchObject([{ since: '2026-12-01T00:00:00Z' }]);
  });

  it('of a stranger is refused', () => {
    expect(revoke([first], [], { ...order, email: 'x@example.org' })).toEqual({
      ok: false,
      failure: { kind: 'unknown-person', email: 'x@example.org' },
    });
  });
});

describe('a certificate on a panel', () => {
  it('is refused when it is revoked, also from later on, or past its end', () => {
    const { revoked } = must(revoke([first], [], { ...order, since: '2028-01-01T00:00:00Z' }));
    expect(certificateFlaw(first, [], now)).toBe(null);
    expect(certificateFlaw(first, revoked, now)).toBe('certificate-revoked');
    expect(certificateFlaw(second, revoked, now)).toBe(null);
    expect(certificateFlaw(first, [], new Date('2029-11-01T00:00:01Z'))).toBe(
      'certificate-expired',
    );
  });
});
