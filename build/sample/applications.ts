import type { DeclaredValue } from '../../shared/domain/application.ts';
import { criteriaOf } from '../../shared/domain/catalogue/catalogue.ts';
import type { ApplicationDescription } from '../../shared/round-folder.ts';

export type ApplicationKey = 'a01' | 'a02' | 'a03' | 'a04' | 'a05' | 'a06' | 'a07' | 'a08';

/** What the generator needs to know of one invented applicant. */
export interface SampleApplicant {
  readonly key: ApplicationKey;
  readonly baseType: ApplicationDescription['baseType'];
  readonly applicant: ApplicationDescription['applicant'];
  readonly summary: string;
  readonly people: ApplicationDescription['people'];
  readonly partners: readonly string[];
  /** Declared values that differ from a plain yes. */
  readonly declared: Readonly<Record<string, DeclaredValue>>;
  /** Rows that the talent or tenant list really holds, where it differs from what is declared. */
  readonly listed?: number;
  readonly letter?: 'support-letter' | 'recommendation';
}

const activities = [
  'talent-recommendation',
  'academic-exchange',
  'rd-cooperation',
  'promotion-of-results',
];

/** Two applicants of each type; between them the cases that a panel has to notice. */
export const applicants: readonly SampleApplicant[] = [
  {
    key: 'a01',
    baseType: 'work',
    applicant: {
      name: '北京云谷国际人才促进会',
      nameEn: 'Beijing Yungu International Talent Association',
      country: 'CN',
      legalPerson: true,
    },
    summary:
      '依托在京高校与科技企业，面向海外青年学者开展举荐、交流与成果对接，长期联系服务海外科技人才 25 人。',
    people: [{ name: '韩若冰', organisation: '北京云谷国际人才促进会' }],
    partners: ['欧洲华人工程师联谊会', '北美青年学者交流社'],
    declared: { '7(3).talents-served': 25, '7(3).activities': activities },
  },
  {
    key: 'a02',
    baseType: 'work',
    applicant: {
      name: '北辰国际学者之家',
      nameEn: 'Beichen House of International Scholars',
      country: 'CN',
      legalPerson: false,
      recommendedBy: '朝北区科学技术协会',
    },
    summary:
      '设在科技社区的非法人服务组织，由区科协推荐申报，日常联系服务海外学者 32 人，以沙龙和一对一服务见长。',
    people: [{ name: '吴晓澜', organisation: '北辰国际学者之家' }],
    partners: ['大洋洲华人科技协会'],
    declared: { '7(3).talents-served': 32, '7(3).activities': activities.slice(0, 3) },
    letter: 'recommendation',
  },
  {
    key: 'a03',
    baseType: 'offshore',
    applicant: {
      name: '北京亦新科技园发展有限公司',
      nameEn: 'Beijing Yixin Science Park Development Co., Ltd.',
      country: 'CN',
      legalPerson: true,
    },
    summary:
      '经济技术开发区内的离岸创新创业园，服务场地 8600 平方米，入驻企业 64 家，设海外人才专项经费每年 150 万元。',
    people: [{ name: '方致远', organisation: '北京亦新科技园发展有限公司' }],
    partners: ['柏林城市创新工场', '东京湾技术转移中心'],
    declared: {
      '8(3).premises': 8600,
      '8(3).resident-enterprises': 64,
      '8(4).institutions': 12,
      '8(4).talents-served': 350,
      '8(5).funds': 1_500_000,
      '8(5).talents-attracted': 61,
    },
  },
  {
    key: 'a04',
    baseType: 'offshore',
    applicant: {
      name: '北京顺航海外人才创业园管理中心',
      nameEn: 'Beijing Shunhang Park for Overseas Entrepreneurs',
      country: 'CN',
      legalPerson: true,
    },
    summary:
      '临空经济区的海外人才创业园，多项指标恰好达到条件：场地 5000 平方米、企业 50 家、联系人才 300 人、专项经费 100 万元。',
    people: [{ name: '贺云舟', organisation: '北京顺航海外人才创业园管理中心' }],
    partners: ['多伦多创业加速器联盟'],
    declared: {
      '8(3).premises': 5000,
      '8(3).resident-enterprises': 50,
      '8(4).institutions': 11,
      '8(4).talents-served': 300,
      '8(5).funds': 1_000_000,
      '8(5).talents-attracted': 53,
    },
  },
  {
    key: 'a05',
    baseType: 'overseas',
    applicant: {
      name: '莱茵中德创新中心',
      nameEn: 'Rhein Sino-German Innovation Hub',
      country: 'DE',
      legalPerson: true,
    },
    summary: '设在杜塞尔多夫的法人机构，与北京 3 家科协组织合作；所在地长期合作伙伴恰为 10 个。',
    people: [{ name: 'Katrin Vogel', organisation: 'Rhein Sino-German Innovation Hub' }],
    partners: ['莱茵应用材料研究所', '鲁尔青年工程师协会'],
    declared: { '9(3).partners': 10, '9(4).beijing-partners': 3, '9(4).talents-recommended': 24 },
    listed: 10,
    letter: 'support-letter',
  },
  {
    key: 'a06',
    baseType: 'overseas',
    applicant: {
      name: '狮城京新科技合作中心',
      nameEn: 'Lion City Jing-Xin Technology Cooperation Centre',
      country: 'SG',
      legalPerson: true,
    },
    summary:
      '设在新加坡的科技合作机构，合作伙伴 14 个，每年举荐人才 22 人；申报材料未附中国驻外使领馆支持函。',
    people: [{ name: '林嘉怡', organisation: '狮城京新科技合作中心' }],
    partners: ['国际人工智能联合学会', '南洋智造联合实验室'],
    declared: { '9(3).partners': 14, '9(4).beijing-partners': 2, '9(4).talents-recommended': 22 },
    listed: 14,
  },
  {
    key: 'a07',
    baseType: 'community',
    applicant: {
      name: '北京雁栖光谱国际研发社区',
      nameEn: 'Beijing Yanqi Spectrum International R&D Community',
      country: 'CN',
      legalPerson: true,
    },
    summary:
      '围绕大科学装置建设的国际研发社区，场地 2600 平方米，入驻新型研发机构与国际科技组织办事机构 13 家。',
    people: [{ name: '周敏', organisation: '北京航宇材料研究院' }],
    partners: ['北京航宇材料研究院', '国际光谱学会'],
    declared: {
      '10(2).premises': 2600,
      '10(2).resident-institutions': 13,
      '10(4).talents-contacted': 130,
      '10(4).institutions': 12,
      '10(4).activities': activities,
      '10(5).organisations': 3,
    },
  },
  {
    key: 'a08',
    baseType: 'community',
    applicant: {
      name: '北京未来湾国际研发社区',
      nameEn: 'Beijing Future Bay International R&D Community',
      country: 'CN',
      legalPerson: true,
    },
    summary:
      '城市副中心的研发社区，申报入驻机构 12 家、场地 2300 平方米。入驻名单中有机构重复出现。',
    people: [{ name: '谭立诚', organisation: '北京未来湾国际研发社区' }],
    partners: ['国际绿色建筑技术协会'],
    declared: {
      '10(2).premises': 2300,
      '10(2).resident-institutions': 12,
      '10(4).talents-contacted': 104,
      '10(4).institutions': 10,
      '10(4).activities': activities.slice(1),
      '10(5).organisations': 2,
    },
    listed: 9,
  },
];

/** Every check of the type answered: yes where nothing else is declared. */
export function declaredOf(
  applicant: SampleApplicant,
): Record<string, boolean | number | string[]> {
  const checks = criteriaOf(applicant.baseType).flatMap((criterion) => criterion.checks);
  return Object.fromEntries(
    checks.map(({ id }) => {
      const value = applicant.declared[id] ?? true;
      return [id, typeof value === 'object' ? [...value] : value];
    }),
  );
}
