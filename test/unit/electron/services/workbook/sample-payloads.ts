import type { BaseType } from '../../../../../shared/domain/application.ts';
import { criteriaOf } from '../../../../../shared/domain/catalogue/catalogue.ts';
import type { PanelPayload, ResultPayload } from '../../../../../shared/workbook.ts';

type Locale = ResultPayload['locale'];
type Applied = ResultPayload['applications'][number];
type Criterion = Extract<Applied, { state: 'reviewed' }>['criteria'][number];

/** Text that a careless spreadsheet program would take for a formula, typed by applicants and experts. */
export const formulaLike = [
  '=1+1',
  '+1',
  '-1',
  '@A1',
  '\t=1',
  '\r=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
];

/** 64 hex digits that differ by their seed. */
export function hash(seed: number): string {
  return Array.from({ length: 8 }, (_, index) =>
    (Math.imul(seed * 8 + index + 1, 2654435761) >>> 0).toString(16).padStart(8, '0'),
  ).join('');
}

const header = (locale: Locale) =>
  ({
    version: 1,
    locale,
    round: {
      id: '2026-A',
      kind: 'accreditation',
      title: '2026年度首都海智基地认定（第一批）',
      year: 2026,
      panel: 'panel-1',
    },
    bundle: { sequence: 2, manifest: hash(1) },
    signer: {
      id: hash(2),
      role: 'expert',
      code: 'E2',
      name: '李明远',
      organisation: '北京某某大学科学技术发展研究院',
      title: '教授',
    },
    scoring: { max: 100, passLine: 6000 },
    authority: hash(3),
    revision: 1,
    parent: null,
    signedAt: '2026-11-23T08:00:05Z',
    journal: { head: hash(4), length: 187 },
    reopenReason: '',
  }) as const;

const comment =
  '依托机构与海外十一个国家的科技社团建立了稳定联系，近三年举办双边学术交流活动十余场；但对服务成效缺少量化统计，建议补充人才回访记录。';

function criterionResults(baseType: BaseType): Criterion[] {
  const verdicts = ['met', 'partly', 'met', 'insufficient', 'not-met'] as const;
  return criteriaOf(baseType).map((criterion, index) => ({
    criterion: criterion.id,
    weight: 20,
    verdict: verdicts[index] ?? 'met',
    score: verdicts[index] === 'insufficient' ? null : 92 - index * 11,
    comment: index === 0 ? '' : index === 1 ? comment : '材料齐全，符合要求。',
    checks: criterion.checks.map(({ id }) => ({ check: id, finding: 'met' as const })),
    citations: [
      {
        id: `c${index}`,
        document: 'd1',
        sha256: hash(9),
        page: index + 3,
        name: '附件2 海外合作协议.pdf',
        ...(index === 1 ? { quote: '双方同意建立长期稳定的合作机制' } : {}),
      },
    ],
  }));
}

function reviewed(number: string, name: string, baseType: BaseType): Applied {
  return {
    state: 'reviewed',
    application: `a${number}`,
    number,
    name,
    baseType,
    declaration:
      number === '03'
        ? { state: 'disclosed', relation: '2019年曾同会报告，无合作关系。' }
        : { state: 'none' },
    criteria: criterionResults(baseType),
    total: 7275,
    recommendation: number === '05' ? 'reject' : number === '03' ? 'defer' : 'approve',
    reason: number === '01' ? '该项未达标系统计口径所致，已核实补充材料。' : '',
    opinion:
      number === '01'
        ? `该基地工作基础扎实，海外联系渠道稳定。\n${comment.repeat(4)}\n=SUM(A1:A9)`
        : '同意。建议加强年度工作总结和人才服务台账建设。',
    falsification: number === '05' ? { grounds: '入驻企业名单与公开登记信息不一致。' } : null,
  };
}

const reviewLog: ResultPayload['log'] = [
  {
    kind: 'application.recommended',
    count: 4,
    first: '2026-11-22T02:00:00Z',
    last: '2026-11-23T07:40:00Z',
  },
  {
    kind: 'bundle.accepted',
    count: 1,
    first: '2026-11-20T01:00:00Z',
    last: '2026-11-20T01:00:00Z',
  },
  {
    kind: 'check.found',
    count: 84,
    first: '2026-11-20T02:00:00Z',
    last: '2026-11-23T07:00:00Z',
  },
  {
    kind: 'document.opened',
    count: 37,
    first: '2026-11-20T02:00:00Z',
    last: '2026-11-23T07:00:00Z',
  },
  {
    kind: 'pledge.signed',
    count: 1,
    first: '2026-11-20T01:12:00Z',
    last: '2026-11-20T01:12:00Z',
  },
];

/** A result with a recusal, a disclosed relation, a suspicion, and texts that look like formulas. */
export function sampleResult(locale: Locale): ResultPayload {
  return {
    format: 'haizhi.result',
    ...header(locale),
    pledge: { version: '2026-01', at: '2026-11-20T01:12:00Z' },
    lateReason: '',
    applications: [
      reviewed('01', '北京市某某学会', 'work'),
      {
        state: 'recused',
        application: 'a02',
        number: '02',
        by: 'expert',
        conflict: 'employment',
        reason: '本人为该单位兼职研究员。',
      },
      reviewed('03', '某某国际科技园有限公司', 'offshore'),
      reviewed('05', 'Nordic Innovation Bridge & Partners Oy', 'overseas'),
      reviewed('07', '某某国际研发社区管理有限公司', 'community'),
    ],
    log: reviewLog,
  };
}

const statistics = (mean: number) => ({
  n: 5,
  mean,
  median: mean + 50,
  min: mean - 900,
  max: mean + 700,
  deviation: 512,
  trimmed: mean + 21,
});

type PanelApplication = PanelPayload['applications'][number];

function decided(number: string, name: string, baseType: BaseType, rank: number): PanelApplication {
  const passed = number !== '05';
  return {
    application: `a${number}`,
    number,
    name,
    baseType,
    rank,
    decidedBy: rank === 1 ? null : 'criteria-met',
    total: statistics(8120 - rank * 300),
    criteriaMet: 4,
    criteria: criteriaOf(baseType).map(({ id }, index) => ({
      criterion: id,
      statistics: statistics(7900 + index * 210),
    })),
    totals: ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'].map((code, index) => ({
      code,
      total: number === '02' && code === 'E2' ? null : 7900 + index * 123 - rank * 150,
      recused: number === '02' && code === 'E2',
    })),
    members: 6,
    present: 6,
    vote: passed ? { yes: 5, no: 1, abstained: 0 } : { yes: 2, no: 3, abstained: 1 },
    quorate: true,
    passed,
    decision: passed ? 'approve' : 'reject',
    grounds: passed ? '' : '关键条件证据不足，且数据存疑。',
    falsificationSuspected: !passed,
    dissents: passed
      ? []
      : [{ code: 'E4', opinion: '本人认为应暂缓并要求补充材料，而非不予通过。' }],
  };
}

const flags: PanelPayload['flags'] = [
  {
    flag: `score-distance/a03/8(2)/${hash(22)}`,
    kind: 'score-distance',
    application: 'a03',
    criterion: '8(2)',
    check: null,
    code: 'E3',
    amount: 2150,
    disposition: 'kept',
    reason: '专家说明了打分依据，予以保留。',
  },
  {
    flag: 'check-disagreement/a05/9(3)/9(3).partners',
    kind: 'check-disagreement',
    application: 'a05',
    criterion: '9(3)',
    check: '9(3).partners',
    code: null,
    amount: null,
    disposition: 'discussed',
    reason: '',
  },
  {
    flag: `workbook-missing/${hash(24)}`,
    kind: 'workbook-missing',
    application: null,
    criterion: null,
    check: null,
    code: 'E5',
    amount: null,
    disposition: 'kept',
    reason: '该专家因病未能提交。',
  },
];

/** A panel's workbook with a recusal, flags, a dissent and a decided disclosure. */
export function samplePanel(locale: Locale): PanelPayload {
  const names = ['王建国', '李明远', '陈思远', 'Anna Lindqvist', '赵晓雯', '周立新'];
  return {
    format: 'haizhi.panel',
    ...header(locale),
    signer: {
      ...header(locale).signer,
      role: 'chair',
      code: 'E1',
      name: '王建国',
      title: '研究员',
    },
    settings: {
      quorum: { numerator: 2, denominator: 3 },
      majority: { numerator: 2, denominator: 3 },
      expertsShownBy: 'name',
    },
    members: names.map((name, index) => ({
      id: hash(20 + index),
      code: `E${index + 1}`,
      role: index === 0 ? 'chair' : 'expert',
      name,
      present: true,
      workbook: index === 4 ? null : hash(40 + index),
      revision: index === 4 ? null : 1,
    })),
    applications: [
      decided('01', '北京市某某学会', 'work', 1),
      decided('02', '首都某某科技社团服务中心', 'work', 2),
      decided('03', '某某国际科技园有限公司', 'offshore', 1),
      decided('05', 'Nordic Innovation Bridge & Partners Oy', 'overseas', 1),
      decided('07', '某某国际研发社区管理有限公司', 'community', 1),
    ],
    flags,
    disclosures: [
      { application: 'a03', code: 'E2', accepted: true, reason: '仅为会议同场，不影响公正。' },
    ],
    agreement: { alphaScores: 7421, alphaVerdicts: 6805, kendallW: null },
    minutes: `专家组听取了各位专家的意见并逐项讨论。\n${comment}`,
    log: [
      {
        kind: 'flag.disposed',
        count: 3,
        first: '2026-11-23T06:00:00Z',
        last: '2026-11-23T07:00:00Z',
      },
      {
        kind: 'workbook.taken',
        count: 5,
        first: '2026-11-23T05:00:00Z',
        last: '2026-11-23T05:30:00Z',
      },
    ],
  };
}
