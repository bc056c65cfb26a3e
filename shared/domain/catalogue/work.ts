import { activities, count, fact, judgement, orMore } from './check.ts';
import type { Criterion } from './criterion.ts';

/** Art. 7: conditions for a Capital Haizhi Work Base, in the regulation's order. */
export const workCriteria: readonly Criterion[] = [
  {
    id: '7(1)',
    baseType: 'work',
    article: { zh: '第七条（一）', en: 'Art. 7(1)' },
    title: { zh: '主体资格', en: 'Legal standing' },
    requirement: {
      zh: '依托机构在中国境内设立，一般为独立法人；非法人组织如有意愿并符合其余条件，由区科协等单位推荐后也可申请。',
      en: 'The supporting organisation is established in the PRC, as a rule as an independent legal person. An organisation without legal personality that is willing and meets the other conditions may apply when a unit such as a district association puts it forward.',
    },
    checks: [
      fact('7(1).established-in-china', '在中国境内设立', 'Established in the PRC'),
      fact(
        '7(1).legal-person-or-recommended',
        '具有独立法人资格，或为经区科协等单位推荐的非法人组织',
        'An independent legal person, or an organisation without legal personality put forward by a unit such as a district association',
      ),
    ],
  },
  {
    id: '7(2)',
    baseType: 'work',
    article: { zh: '第七条（二）', en: 'Art. 7(2)' },
    title: { zh: '工作保障', en: 'Capacity to run the base' },
    requirement: {
      zh: '重视海智工作，能够独立开展，制度、方案、人员、场地和经费均有保障。',
      en: 'Haizhi work carries weight in the organisation, which can run it on its own: rules, plan, people, premises and money are in place.',
    },
    checks: [
      judgement('7(2).commitment', '重视首都海智工作', 'Gives Capital Haizhi work due weight'),
      fact('7(2).financial-rules', '有相应的财务制度', 'Financial rules for the work'),
      fact('7(2).work-plan', '有工作实施方案', 'A plan for carrying out the work'),
      fact('7(2).staff', '有专职或兼职工作人员', 'Full-time or part-time staff'),
      fact('7(2).office', '有办公场地', 'Office space'),
      fact('7(2).matching-funds', '有稳定的配套工作经费', 'Stable matching funds'),
    ],
  },
  {
    id: '7(3)',
    baseType: 'work',
    article: { zh: '第七条（三）', en: 'Art. 7(3)' },
    title: { zh: '联络渠道与服务', en: 'Liaison and service' },
    requirement: {
      zh: '与海外科技人才和机构的联络渠道稳定畅通，长期联系服务的海外科技人才不少于 20 人，并持续开展引才引智活动。',
      en: 'Stable and open channels to overseas talents and institutions, at least 20 overseas S&T talents served over the long term, and activities that go on without interruption.',
    },
    checks: [
      fact(
        '7(3).channels',
        '与海外科技人才和海外机构有稳定畅通的联络渠道',
        'Stable and open channels to overseas S&T talents and institutions',
      ),
      count(
        '7(3).talents-served',
        '长期联系服务的海外科技人才人数',
        'Overseas S&T talents served over the long term',
        orMore(20, 'people'),
      ),
      activities('7(3).activities'),
    ],
  },
  {
    id: '7(4)',
    baseType: 'work',
    article: { zh: '第七条（四）', en: 'Art. 7(4)' },
    title: { zh: '宣传推介', en: 'Publicity' },
    requirement: {
      zh: '善用融媒体平台，以多种形式介绍海智活动、扶持政策和海内外合作的成功案例。',
      en: 'Makes good use of converged media and presents Haizhi activities, support policies and successful cases of cooperation in several forms.',
    },
    checks: [
      fact('7(4).converged-media', '运用融媒体平台开展宣传', 'Uses converged media platforms'),
      judgement(
        '7(4).varied-presentation',
        '以多种形式推介活动、扶持政策和合作成功案例',
        'Presents activities, support policies and cooperation cases in several forms',
      ),
    ],
  },
  {
    id: '7(5)',
    baseType: 'work',
    article: { zh: '第七条（五）', en: 'Art. 7(5)' },
    title: { zh: '调研与信息报送', en: 'Surveys and reporting' },
    requirement: {
      zh: '定期了解海外科技人才的需求，结合实践形成专题报告或政策建议，并向北京科技国际交流中心报送工作信息。',
      en: 'Surveys the needs of overseas talents at regular intervals, turns its experience into thematic reports or policy proposals, and reports work information to the exchange center.',
    },
    checks: [
      fact(
        '7(5).surveys',
        '定期开展海外科技人才需求调研',
        'Regular surveys of what overseas S&T talents need',
      ),
      fact(
        '7(5).reports',
        '形成专题研究报告或提出政策建议',
        'Thematic reports or policy proposals',
      ),
      fact(
        '7(5).reports-to-center',
        '向北京科技国际交流中心报送工作信息',
        'Reports work information to the exchange center',
      ),
    ],
  },
];
