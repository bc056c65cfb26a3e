import type { ResultPayload } from '../../../shared/workbook.ts';
import { forge } from './forge.ts';
import {
  type Answer,
  atBoth,
  claimed,
  type ImportCase,
  invalid,
  refusedAs,
} from './import-case.ts';
import { afterDeadline, signed } from './import-stage.ts';
import {
  ORIGIN,
  ORIGIN_RELS,
  PAYLOAD,
  partsOf,
  ROOT_RELS,
  repack,
  replaceIn,
  SCORES,
  SIGNATURE,
  TYPES,
} from './repack.ts';
import { OTHER, recusedBy, withCriterion, withFirst } from './result-lies.ts';

/** Workbooks whose document and payload agree, and whose payload lies about where it belongs or what was answered. */

const answered = (name: string, place: string, lie: (payload: ResultPayload) => ResultPayload) =>
  claimed(name, refusedAs('content-invalid', place), lie);

/** A document that names somebody else than whose key signed it. */
const misattributed = (place: string, reason: 'signer-differs' | 'wrong-role'): Answer => ({
  ...invalid(place, reason),
  refusal: reason,
});

/** Where a workbook belongs, and who made it. */
const belonging: readonly ImportCase[] = [
  claimed('of another round', refusedAs('other-round', '2026-U'), (p) => ({
    ...p,
    round: { ...p.round, id: '2026-U' },
  })),
  claimed('of another panel', refusedAs('other-panel', 'panel-2'), (p) => ({
    ...p,
    round: { ...p.round, panel: 'panel-2' },
  })),
  claimed('of another center', refusedAs('other-center', OTHER), (p) => ({
    ...p,
    authority: OTHER,
  })),
  claimed('of another bundle', refusedAs('other-bundle', '1'), (p) => ({
    ...p,
    bundle: { ...p.bundle, manifest: OTHER },
  })),
  claimed('of a later bundle by its number only', refusedAs('other-bundle', '2'), (p) => ({
    ...p,
    bundle: { ...p.bundle, sequence: 2 },
  })),
  claimed('under another title', refusedAs('content-invalid', '/round'), (p) => ({
    ...p,
    round: { ...p.round, title: '国家级评审' },
  })),
  claimed('of another year', refusedAs('content-invalid', '/round'), (p) => ({
    ...p,
    round: { ...p.round, year: 2020 },
  })),
  claimed('of another kind', refusedAs('content-invalid', '/round'), (p) => ({
    ...p,
    round: { ...p.round, kind: 'assessment' },
  })),
  claimed(
    'by a colleague, it says',
    misattributed('/signer', 'signer-differs'),
    (p, { colleague }) => ({
      ...p,
      signer: { ...p.signer, id: colleague.id },
    }),
  ),
  claimed(
    'by a colleague of that name, it says',
    misattributed('/signer', 'signer-differs'),
    (p) => ({
      ...p,
      signer: { ...p.signer, name: '专家 e2' },
    }),
  ),
  claimed('by the chair, it says', misattributed('/signer', 'signer-differs'), (p) => ({
    ...p,
    signer: { ...p.signer, role: 'chair' },
  })),
  claimed('under the code of a colleague', refusedAs('content-invalid', '/signer'), (p) => ({
    ...p,
    signer: { ...p.signer, code: 'E2' },
  })),
  claimed('under a better title', refusedAs('content-invalid', '/signer'), (p) => ({
    ...p,
    signer: { ...p.signer, title: '院士' },
  })),
  claimed('from another university', refusedAs('content-invalid', '/signer'), (p) => ({
    ...p,
    signer: { ...p.signer, organisation: '清华大学' },
  })),
  atBoth(
    'of a colleague, signed with one’s own key',
    misattributed('/signer', 'signer-differs'),
    ({ result, colleague }) => signed(result, colleague),
  ),
  atBoth(
    'of somebody enrolled who is not on the panel',
    refusedAs('not-on-panel', '专家 outsider'),
    ({ result, outsider }) =>
      signed(
        {
          ...result,
          signer: { ...result.signer, id: outsider.id, name: '专家 outsider' },
          signedAt: afterDeadline,
        },
        outsider,
      ),
  ),
  atBoth(
    'of an expert who signs for the panel',
    misattributed('/signer/role', 'wrong-role'),
    ({ decided, result, expert }) => signed({ ...decided, signer: result.signer }, expert),
  ),
  atBoth(
    'of an expert who signs as the chair',
    misattributed('/signer', 'signer-differs'),
    ({ decided, expert }) => signed(decided, expert),
  ),
  atBoth(
    'of somebody whom another center of that name certified',
    { verdict: 'untrusted', reason: 'other-authority', place: '', refusal: 'not-trusted' },
    ({ result, stranger }) =>
      signed({ ...result, signer: { ...result.signer, id: stranger.id } }, stranger),
  ),
  atBoth(
    'of nobody: the signature is taken away',
    { verdict: 'unsigned', reason: 'unsigned', place: '', refusal: 'content-invalid' },
    async ({ result, expert }) => stripped(await signed(result, expert)),
  ),
  atBoth(
    'edited after it was signed',
    invalid(SCORES, 'part-altered'),
    async ({ result, expert }) =>
      repack(await signed(result, expert), (parts) =>
        replaceIn(parts, SCORES, '<v>60</v>', '<v>95</v>'),
      ),
  ),
  atBoth(
    'with the payload of another workbook put in',
    invalid(PAYLOAD, 'part-altered'),
    async ({ result, expert }) => {
      const other = await signed(
        withFirst(result, () => ({ opinion: '不同意' })),
        expert,
      );
      const payload = partsOf(other).get(PAYLOAD) ?? new Uint8Array();
      return repack(await signed(result, expert), (parts) => parts.set(PAYLOAD, payload));
    },
  ),
];

/** Everything of the signature gone, as a program does that saves the workbook. */
function stripped(bytes: Uint8Array): Uint8Array {
  return repack(bytes, (parts) => {
    for (const name of [SIGNATURE, ORIGIN, ORIGIN_RELS]) parts.delete(name);
    replaceIn(parts, TYPES, /<Default Extension="sigs"[^>]*\/>/, '');
    replaceIn(parts, TYPES, /<Override PartName="\/_xmlsignatures\/sig1\.xml"[^>]*\/>/, '');
    replaceIn(parts, ROOT_RELS, /<Relationship [^>]*digital-signature[^>]*\/>/, '');
  });
}

/** Revisions and times that do not fit together. */
const revisions: readonly ImportCase[] = [
  claimed('a first revision with a parent', refusedAs('revision-conflict', '1'), (p) => ({
    ...p,
    parent: OTHER,
  })),
  claimed('a second revision without a parent', refusedAs('revision-conflict', '2'), (p) => ({
    ...p,
    revision: 2,
    reopenReason: '更正',
  })),
  claimed('a second revision without a reason', refusedAs('revision-conflict', '2'), (p) => ({
    ...p,
    revision: 2,
    parent: OTHER,
  })),
  claimed('a first revision that was reopened', refusedAs('revision-conflict', '1'), (p) => ({
    ...p,
    reopenReason: '更正',
  })),
  claimed('late without a reason', refusedAs('late', afterDeadline), (p) => ({
    ...p,
    signedAt: afterDeadline,
  })),
  atBoth('signed at another time than it says', invalid('/signedAt'), async ({ result, expert }) =>
    forge(await signed(result, expert), expert, { time: afterDeadline }),
  ),
];

/** Answers that our program would not have let anybody sign. */
const answers: readonly ImportCase[] = [
  claimed('a total that does not follow', invalid('/applications/0/total'), (p) =>
    withFirst(p, () => ({ total: 9_500 })),
  ),
  claimed('a score above the scale', invalid('/applications/0/criteria/0'), (p) =>
    withCriterion(p, { score: 120 }, 7_200),
  ),
  answered('another weight', '/applications/0/criteria', (p) =>
    withCriterion(p, { weight: 40 }, 6_000),
  ),
  answered('a criterion left out', '/applications/0/criteria', (p) =>
    withFirst(p, ({ criteria }) => ({ criteria: criteria.slice(1) })),
  ),
  claimed('a criterion twice', invalid('/applications/0/criteria/5'), (p) =>
    withFirst(p, ({ criteria }) => ({ criteria: [...criteria, ...criteria.slice(0, 1)] })),
  ),
  answered('another scale', '/scoring', (p) => ({ ...p, scoring: { ...p.scoring, passLine: 1 } })),
  answered('an application left out', '/applications', (p) => ({
    ...p,
    applications: p.applications.slice(1),
  })),
  claimed('an application twice', invalid('/applications/2'), (p) => ({
    ...p,
    applications: [...p.applications, ...p.applications.slice(0, 1)],
  })),
  answered('an application of nobody’s', '/applications', (p) =>
    withFirst(p, () => ({ application: 'x9' })),
  ),
  answered('applications in another order', '/applications', (p) => ({
    ...p,
    applications: p.applications.toReversed(),
  })),
  answered('another name of the applicant', '/applications/0/name', (p) =>
    withFirst(p, () => ({ name: '别的单位' })),
  ),
  answered('another number', '/applications/0/number', (p) =>
    withFirst(p, () => ({ number: '99' })),
  ),
  answered(
    'a review without its findings',
    '/applications: no finding w1 7(1) 7(1).established-in-china',
    (p) =>
      withFirst(p, ({ criteria }) => ({
        criteria: criteria.map((each) => ({ ...each, checks: [] })),
      })),
  ),
  answered('a review without an opinion', '/applications: no opinion w1', (p) =>
    withFirst(p, () => ({ opinion: ' ' })),
  ),
  answered('a low verdict without a comment', '/applications: no comment w1 7(1) verdict', (p) =>
    withCriterion(p, { verdict: 'partly' }, 6_000),
  ),
  answered(
    'a score in the highest band without a comment',
    '/applications: no comment w1 7(1) highest-band',
    (p) => withCriterion(p, { score: 100 }, 6_800),
  ),
  answered('a verdict without a score', '/applications: no score w1 7(1)', (p) =>
    withCriterion(p, { score: null }, 6_000),
  ),
  answered(
    'approval over a mandatory condition that is not met',
    '/applications: no recommendation-reason w1',
    (p) => withCriterion(p, { verdict: 'not-met', comment: '缺' }, 6_000),
  ),
  answered('a recusal in the name of the center', '/applications/0/state', (p) => ({
    ...p,
    applications: [recusedBy('center'), ...p.applications.slice(1)],
  })),
  answered('another pledge', '/pledge', (p) => ({
    ...p,
    pledge: { ...p.pledge, version: '2020-01' },
  })),
  atBoth(
    'a review of what the center keeps from the expert',
    refusedAs('content-invalid', '/applications/0/state'),
    ({ result, colleague }) =>
      signed(
        { ...result, signer: { ...result.signer, id: colleague.id, name: '专家 e2', code: 'E2' } },
        colleague,
      ),
  ),
];

export const claimCases: readonly ImportCase[] = [...belonging, ...revisions, ...answers];
