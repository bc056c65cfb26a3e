import type { AnswersFile, DecisionsFile } from '../../shared/answers.ts';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { Finding, Recommendation, Verdict } from '../../shared/domain/review.ts';
import { type ApplicationKey, applicants, type SampleApplicant } from './applications.ts';
import { type PersonKey, people } from './people.ts';

type Answers = AnswersFile['applications'][string];

/** Scores that an even-handed expert would give, in the order of the criteria. */
const fair: Readonly<Record<ApplicationKey, readonly number[]>> = {
  a01: [85, 82, 80, 78, 80],
  a02: [90, 78, 80, 72, 85],
  a03: [92, 88, 86, 84, 90],
  a04: [84, 76, 72, 70, 73],
  a05: [86, 80, 55, 82, 78],
  a06: [70, 74, 82, 76, 80],
  a07: [90, 91, 84, 86, 88],
  a08: [80, 58, 72, 66, 64],
};

/** How each expert leans. For a01 and a02 the same leanings fall on other experts: the mean totals tie. */
const leaning: Readonly<Record<PersonKey, number>> = {
  e1: 0,
  e2: 2,
  e3: -2,
  e4: 1,
  e5: 3,
  chair: -1,
};
const leaningForTie: Readonly<Record<PersonKey, number>> = {
  e1: 2,
  e2: 0,
  e3: 1,
  e4: -2,
  e5: -1,
  chair: 3,
};

/** Fails an objective condition: `>` 10 with exactly 10, or a list that does not hold what is declared. */
const failing: Readonly<
  Partial<Record<ApplicationKey, { check: string; criterion: string; comment: string }>>
> = {
  a05: {
    check: '9(3).partners',
    criterion: '9(3)',
    comment: '条件为“超过 10 个”，名单所列恰为 10 个，未达到要求。',
  },
  a08: {
    check: '10(2).resident-institutions',
    criterion: '10(2)',
    comment: '入驻名单去除重复后只有 9 家，不足 10 家。',
  },
};

/** One expert's complete answers for the sample round. */
export function answersOf(person: PersonKey): AnswersFile {
  const entries = applicants.flatMap((applicant) => {
    if (person === 'e2' && applicant.key === 'a03') return [];
    return [[applicant.key, answersFor(person, applicant)] as const];
  });
  return { pledge: true, applications: Object.fromEntries(entries) };
}

function answersFor(person: PersonKey, applicant: SampleApplicant): Answers {
  if (person === 'e4' && applicant.key === 'a07') {
    const reason = '申报材料中的合作单位与参与人员属于本人所在单位。';
    return { declaration: { state: 'recused', conflict: 'employment', reason } };
  }
  const criteria = criteriaOf(applicant.baseType).map((criterion, index) => {
    return [criterion.id, judgement(person, applicant.key, criterion.id, index)] as const;
  });
  const suspects = person === 'e3' && applicant.key === 'a08';
  return {
    declaration: declarationOf(person, applicant.key),
    checks: findings(person, applicant),
    criteria: Object.fromEntries(criteria),
    recommendation: recommendationOf(person, applicant.key),
    opinion: opinionOf(person, applicant),
    falsification: suspects
      ? {
          grounds: '入驻机构名单第 10 至 12 行与第 1 至 3 行为同一机构，疑似为凑足数量重复填报。',
          citations: [{ document: 'list', page: 1, quote: '名单' }],
        }
      : null,
  };
}

function declarationOf(
  person: PersonKey,
  key: ApplicationKey,
): NonNullable<Answers['declaration']> {
  if (person !== 'e1' || key !== 'a06') return { state: 'none' };
  return {
    state: 'disclosed',
    relation: '本人为其合作学会的普通会员，未参与该合作项目，认为不影响评审。',
  };
}

function findings(person: PersonKey, applicant: SampleApplicant): Record<string, Finding> {
  const checks = criteriaOf(applicant.baseType).flatMap((criterion) => criterion.checks);
  const failed = failing[applicant.key];
  return Object.fromEntries(
    checks.map(({ id }) => {
      // The third expert reads 超过 as 以上: an objective check on which the panel differs.
      if (id === failed?.check)
        return [id, person === 'e3' && applicant.key === 'a05' ? 'met' : 'not-met'];
      if (applicant.key === 'a06' && id === '9(1).reputation') return [id, 'missing'];
      return [id, 'met'];
    }),
  );
}

function judgement(person: PersonKey, key: ApplicationKey, criterion: string, index: number) {
  const failed = failing[key]?.criterion === criterion ? failing[key] : undefined;
  if (person === 'e2' && key === 'a06' && criterion === '9(2)') {
    return { verdict: 'insufficient' as const, comment: '未见资金来源的证明材料，无法判断。' };
  }
  const score = scoreOf(person, key, index);
  const verdict = failed === undefined ? verdictOf(score, person, key) : ('not-met' as const);
  const comment = failed?.comment ?? commentOf(score, verdict);
  const citations = index === 2 ? [{ document: 'list', page: 1, quote: '名单' }] : [];
  return { verdict, score, comment, citations };
}

function scoreOf(person: PersonKey, key: ApplicationKey, index: number): number {
  const base = fair[key][index] ?? 0;
  // The fifth expert holds the second park far below everybody else: the outlier.
  if (person === 'e5' && key === 'a04') return base - 32;
  const lean = key === 'a02' ? leaningForTie[person] : leaning[person];
  return Math.min(100, base + lean);
}

function verdictOf(score: number, person: PersonKey, key: ApplicationKey): Verdict {
  if (person === 'e5' && key === 'a04') return 'partly';
  return score >= 76 ? 'met' : 'partly';
}

function commentOf(score: number, verdict: Verdict): string {
  if (score >= 90) return '材料齐全，成效突出，明显优于条件要求。';
  if (score < 60) return '基础较弱，现有材料不足以说明具备持续开展工作的能力。';
  return verdict === 'partly' ? '基本具备条件，佐证材料的时间跨度和覆盖面有待补充。' : '';
}

const outcomes: Readonly<Record<ApplicationKey, Recommendation>> = {
  a01: 'approve',
  a02: 'approve',
  a03: 'approve',
  a04: 'approve',
  a05: 'defer',
  a06: 'defer',
  a07: 'approve',
  a08: 'reject',
};

function recommendationOf(person: PersonKey, key: ApplicationKey): Recommendation {
  return person === 'e5' && key === 'a04' ? 'defer' : outcomes[key];
}

function opinionOf(person: PersonKey, { key, applicant }: SampleApplicant): string {
  const advice = { approve: '建议认定', defer: '建议补充材料后再议', reject: '建议本年度不予认定' };
  const reason: Readonly<Partial<Record<ApplicationKey, string>>> = {
    a05: '合作伙伴数量未超过 10 个，其余条件较好',
    a06: '未附中国驻外使领馆支持函，请补交',
    a08: '入驻机构数量与名单不符',
  };
  const because = reason[key] ?? '对照认定条件逐项核对，佐证材料基本完整';
  return `${applicant.name}：${because}。${advice[recommendationOf(person, key)]}。`;
}

type Vote = DecisionsFile['applications'][string]['vote'];
const votes: Readonly<Record<ApplicationKey, Vote>> = {
  a01: { yes: 6, no: 0, abstained: 0 },
  a02: { yes: 5, no: 0, abstained: 1 },
  a03: { yes: 5, no: 0, abstained: 0 },
  a04: { yes: 5, no: 1, abstained: 0 },
  a05: { yes: 1, no: 5, abstained: 0 },
  a06: { yes: 2, no: 3, abstained: 1 },
  a07: { yes: 5, no: 0, abstained: 0 },
  a08: { yes: 0, no: 6, abstained: 0 },
};

/** What the sample panel decided in its meeting. */
export function decisions(): DecisionsFile {
  const dissent = {
    expert: people.e5.email,
    opinion: '多项指标仅踩线达标，专项经费的持续性没有保证，宜暂缓一年。',
  };
  const decided = applicants.map(({ key, applicant }) => {
    const grounds = `专家组讨论了${applicant.name}的材料与各项分歧，按表决结果形成意见。`;
    const dissents = key === 'a04' ? [dissent] : [];
    return [key, { vote: votes[key], decision: outcomes[key], grounds, dissents }] as const;
  });
  return {
    minutes:
      '专家组全体成员到会，逐项审议申报材料，听取专家说明，对存在分歧的条目进行了讨论并表决。',
    forks: [],
    disclosures: [
      {
        application: 'a06',
        expert: people.e1.email,
        accepted: true,
        reason: '仅为普通会员，不构成利益冲突。',
      },
    ],
    flags: { '*': { disposition: 'discussed', reason: '会上逐项核对了材料，分歧已说明。' } },
    applications: Object.fromEntries(decided),
  };
}
