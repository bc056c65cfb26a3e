import { describe, expect, it } from 'vitest';
import {
  type Binding,
  bindingRefusal,
  verdictRefusal,
} from '../../../../../electron/services/workbook/intake.ts';
import type {
  Verification,
  WorkbookSigner,
} from '../../../../../electron/services/workbook/verification.ts';
import type { ResultPayload, WorkbookPayload } from '../../../../../shared/workbook.ts';
import {
  authority,
  hashOf,
  manifest,
  member,
  panelPayload,
  resultPayload,
  round,
} from '../../../../support/example-payload.ts';

const pledge = '2026-11';
/** The second application came with the second bundle; the third has lost its third member. */
const earlier = { ...round, applications: round.applications.slice(0, 1) };
const without = {
  ...round,
  panel: { ...round.panel, members: round.panel.members.filter((_, place) => place !== 2) },
};
const bundles = [
  { sequence: 1, manifest: hashOf('older'), round, pledge },
  { sequence: 2, manifest, round, pledge },
];
const binding: Binding = {
  authority,
  bundles,
  formats: ['haizhi.result', 'haizhi.panel'],
  earlier: () => undefined,
};
const result = resultPayload(3);
const panel = panelPayload({ [hashOf('r3')]: resultPayload(3) });

function signer(place: number): WorkbookSigner {
  const { id, role, profile } = member(place);
  return { name: profile.name, organisation: profile.organisation, role, fingerprint: id };
}

function refusal(
  payload: WorkbookPayload,
  who: WorkbookSigner = signer(3),
  changes: Partial<Binding> = {},
): string | null {
  return bindingRefusal(payload, who, { ...binding, ...changes })?.refusal ?? null;
}

/** The result with another first application. */
function withFirst(change: object): ResultPayload {
  const [first, ...rest] = result.applications;
  return { ...result, applications: [{ ...first, ...change } as typeof first & object, ...rest] };
}

describe('a workbook', () => {
  it('that belongs here is taken', () => {
    expect(refusal(result)).toBe(null);
    expect(refusal(panel, signer(1))).toBe(null);
    const older = { ...result, bundle: { sequence: 1, manifest: hashOf('older') } };
    expect(refusal(older)).toBe(null);
  });

  const elsewhere = { ...result.round, id: 'other' };
  const otherPanel = { ...result.round, panel: 'other' };
  const late = '2026-12-24T08:00:00Z';
  const hard = { ...round, deadline: { ...round.deadline, hard: true } };
  it.each<[string, string | null]>([
    ['other-center', refusal({ ...result, authority: hashOf('x') })],
    ['other-round', refusal({ ...result, round: elsewhere })],
    ['other-panel', refusal({ ...result, round: otherPanel })],
    ['other-bundle', refusal({ ...result, bundle: { sequence: 1, manifest: hashOf('x') } })],
    ['not-a-result', refusal(panel, signer(1), { formats: ['haizhi.result'] })],
    ['not-on-panel', refusal(result, { ...signer(3), fingerprint: hashOf('x') })],
    ['signer-differs', refusal(result, signer(4))],
    ['signer-differs', refusal({ ...result, signer: { ...result.signer, name: '别人' } })],
    ['wrong-role', refusal(result, { ...signer(3), role: 'chair' })],
    ['wrong-role', refusal({ ...panel, signer: result.signer }, signer(3))],
    ['revision-conflict', refusal({ ...result, revision: 2 })],
    ['revision-conflict', refusal({ ...result, parent: hashOf('x') })],
    ['late', refusal({ ...result, signedAt: late })],
    [
      'late',
      refusal({ ...result, signedAt: late, lateReason: '出差' }, signer(3), {
        bundles: [{ sequence: 2, manifest, round: hard, pledge }],
      }),
    ],
  ])('is refused: %s', (expected, given) => expect(given).toBe(expected));

  it('that names an earlier bundle is held against what was in that one', () => {
    const older = { ...result, bundle: { sequence: 1, manifest: hashOf('older') } };
    const lying = { ...withFirst({ total: 9999 }), bundle: older.bundle };
    expect(bindingRefusal(lying, signer(3), binding)).toEqual({
      refusal: 'content-invalid',
      detail: '/applications/0/total',
    });
    const changed = [{ ...bundles[0]!, round: earlier }, bundles[1]!];
    expect(refusal(older, signer(3), { bundles: changed })).toBe('content-invalid');
    expect(refusal(result, signer(3), { bundles: changed })).toBe(null);
    const invented = { ...panel, bundle: older.bundle, members: panel.members.slice(1) };
    expect(refusal(invented, signer(1))).toBe('content-invalid');
  });

  it('of somebody whom a later bundle took off the panel is refused', () => {
    const older = { ...result, bundle: { sequence: 1, manifest: hashOf('older') } };
    const changed = [bundles[0]!, { ...bundles[1]!, round: without }];
    expect(refusal(older, signer(3), { bundles: changed })).toBe('not-on-panel');
  });

  it('is judged by the bundles of its own panel', () => {
    const second = { ...round, panel: { ...round.panel, id: 'panel-2' } };
    const both = [...bundles, { sequence: 3, manifest: hashOf('second'), round: second, pledge }];
    expect(refusal(result, signer(3), { bundles: both })).toBe(null);
    const mixed = { ...result, round: { ...result.round, panel: 'panel-2' } };
    expect(refusal(mixed, signer(3), { bundles: both })).toBe('other-bundle');
  });

  it('that only adds a recusal passes a hard deadline, once the revision before is here', () => {
    const closed = [{ sequence: 2, manifest, round: hard, pledge }];
    const [first, ...rest] = result.applications;
    const { application, number } = first!;
    const recusal = { state: 'recused', by: 'expert', conflict: 'family', reason: '亲属' } as const;
    const parent = hashOf('r3');
    const revised = { ...result, revision: 2, parent, reopenReason: '发现冲突', signedAt: late };
    const recused = { ...revised, applications: [{ ...recusal, application, number }, ...rest] };
    const earlier = (workbook: string) => (workbook === parent ? result : undefined);
    expect(refusal(recused, signer(3), { bundles: closed, earlier })).toBe(null);
    expect(refusal(recused, signer(3), { bundles: closed })).toBe('late-parent');
    expect(refusal(revised, signer(3), { bundles: closed, earlier })).toBe('late');
    const [next] = rest;
    const more = { ...next, opinion: '另有意见' } as typeof next & object;
    const changed = {
      ...recused,
      applications: [recused.applications[0]!, more, ...rest.slice(1)],
    };
    expect(refusal(changed, signer(3), { bundles: closed, earlier })).toBe('late');
    const another = { ...result, signer: { ...result.signer, id: member(2).id } };
    expect(refusal(recused, signer(3), { bundles: closed, earlier: () => another })).toBe('late');
    const skipped = { ...recused, revision: 3 };
    expect(refusal(skipped, signer(3), { bundles: closed, earlier })).toBe('late');
    expect(refusal(recused, signer(3), { earlier })).toBe('late');
  });

  it('that is late with a reason under a soft deadline is taken', () => {
    expect(refusal({ ...result, signedAt: late, lateReason: '出差' })).toBe(null);
    expect(refusal({ ...panel, signedAt: late }, signer(1))).toBe(null);
  });

  it.each<[string, ResultPayload, number]>([
    ['/applications/0/total', withFirst({ total: 9999 }), 3],
    ['/applications/0/name', withFirst({ name: '别的单位' }), 3],
    ['/applications/0/number', withFirst({ number: '09' }), 3],
    ['/applications/0/criteria', withFirst({ criteria: [] }), 3],
    ['/applications', { ...result, applications: result.applications.slice(1) }, 3],
    // The center recused this member: a review of that application is nobody's to give.
    ['/applications/0/state', { ...resultPayload(2), applications: result.applications }, 2],
  ])('that contradicts its round at %s is refused', (place, payload, who) => {
    expect(bindingRefusal(payload, signer(who), binding)).toEqual({
      refusal: 'content-invalid',
      detail: place,
    });
  });
});

describe('a file that is not valid', () => {
  const verification = (changes: Partial<Verification>): Verification => ({
    sha256: hashOf('x'),
    verdict: 'invalid',
    reason: 'digest',
    part: 'xl/workbook.xml',
    detail: '',
    signer: null,
    claimed: null,
    signedAt: null,
    payload: null,
    ...changes,
  });

  it('is refused by what is wrong with it', () => {
    const refusalOf = (changes: Partial<Verification>) =>
      verdictRefusal(verification(changes)).refusal;
    expect(refusalOf({ verdict: 'untrusted', reason: 'other-authority' })).toBe('not-trusted');
    expect(refusalOf({ reason: 'newer-version' })).toBe('newer-version');
    expect(refusalOf({ reason: 'content-differs' })).toBe('content-differs');
    expect(refusalOf({})).toBe('content-invalid');
    expect(refusalOf({ verdict: 'unsigned', reason: 'unsigned' })).toBe('content-invalid');
  });
});
