import { fingerprint } from '../../../electron/services/pki/certificate.ts';
import { toPem } from '../../../electron/services/pki/pem.ts';
import { bundleVersion, pledgeVersion } from '../../../shared/bundle.ts';
import type { TestPerson } from '../../support/center.ts';
import { entry, exampleMember, exampleRound } from '../../unit/shared/domain/example-round.ts';

const application = entry('w-01', '01', 'work');

/** The round of one expert and one application of one document, as a center packs it: what a desk opens. */
export function honestContent(
  { age }: TestPerson,
  certificate: Uint8Array,
  document: { readonly id: string; readonly size: number; readonly sha256: string },
): { readonly round: string; readonly application: string } {
  const id = fingerprint(certificate);
  const assigned = [application.id];
  const others = [1, 3, 4, 5].map((place) => {
    return { ...exampleMember(place), id: String(place).repeat(64), assigned };
  });
  const member = { ...exampleMember(2), id, assigned };
  const { profile } = member;
  const { recipient } = age;
  const pem = toPem('CERTIFICATE', certificate);
  const enrolledAt = '2026-11-01T00:00:00Z';
  const round = {
    format: 'haizhi.round',
    version: bundleVersion,
    round: {
      ...exampleRound,
      id: 'r-1',
      panel: { ...exampleRound.panel, members: [...others, member] },
      applications: [application],
    },
    recipient,
    roster: [{ id, role: 'expert', profile, recipient, certificate: pem, enrolledAt }],
    revoked: [],
    pledge: pledgeVersion,
  };
  const described = {
    format: 'haizhi.application',
    version: bundleVersion,
    application: {
      ...application,
      summary: '',
      declared: {},
      documents: [
        {
          ...document,
          name: '申请表.pdf',
          kind: 'application-form',
          mediaType: 'application/pdf',
          criteria: [],
        },
      ],
    },
  };
  return { round: JSON.stringify(round), application: JSON.stringify(described) };
}
