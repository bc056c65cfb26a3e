import { baseTypes } from '../../shared/domain/application.ts';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { ResultPayload } from '../../shared/workbook.ts';

type Applied = ResultPayload['applications'][number];

const comment =
  '依托机构与海外多个国家的科技社团建立了稳定联系，近三年举办双边学术交流活动十余场；建议补充人才回访记录。';
const hash = 'ab'.repeat(32);
const at = '2026-11-23T08:00:00Z';

/** So many give a few more than 50,000 rows on all sheets; a round has at most 2,000. */
export const applicationsOf50000Rows = 1_860;

/** A complete review of so many applications, each text its own, so that nothing is cheap because it repeats. */
export function largeResult(
  applications: number,
  signer: { readonly id: string; readonly name: string },
): ResultPayload {
  return {
    format: 'haizhi.result',
    version: 1,
    locale: 'zh-CN',
    round: { id: '2026-L', kind: 'accreditation', title: '大规模评审', year: 2026, panel: 'p1' },
    bundle: { sequence: 1, manifest: hash },
    signer: { ...signer, role: 'expert', code: 'E1', organisation: '清华大学', title: '' },
    scoring: { max: 100, passLine: 6000 },
    authority: hash,
    revision: 1,
    parent: null,
    signedAt: at,
    journal: { head: hash, length: applications * 40 },
    reopenReason: '',
    pledge: { version: '2026-11', at },
    lateReason: '',
    applications: Array.from({ length: applications }, (_, place) => reviewed(place + 1)),
    log: [{ kind: 'criterion.scored', count: applications * 5, first: at, last: at }],
  };
}

function reviewed(number: number): Applied {
  const baseType = baseTypes[number % baseTypes.length] ?? 'work';
  const score = 40 + (number % 50);
  return {
    state: 'reviewed',
    application: `a${number}`,
    number: String(number).padStart(5, '0'),
    name: `某某国际科技园第${number}分园有限公司`,
    baseType,
    declaration: { state: 'none' },
    criteria: criteriaOf(baseType).map((criterion, place) => ({
      criterion: criterion.id,
      weight: 20,
      verdict: 'met',
      score,
      comment: `${number}-${place}：${comment}`,
      checks: criterion.checks.map(({ id }) => ({ check: id, finding: 'met' })),
      citations: [
        { id: `c${place}`, document: 'd1', sha256: hash, page: place + 1, name: '附件.pdf' },
      ],
    })),
    total: score * 100,
    recommendation: 'approve',
    reason: '',
    opinion: `${number}：材料齐全。${comment}`,
    falsification: null,
  };
}
