import { activities, count, fact, judgement, orMore } from './check.ts';
import type { Criterion } from './criterion.ts';

/** Art. 10: conditions for a Capital International R&D Community, in the regulation's order. */
export const communityCriteria: readonly Criterion[] = [
  {
    id: '10(1)',
    baseType: 'community',
    article: { zh: '第十条（一）', en: 'Art. 10(1)' },
    title: { zh: '主体资格', en: 'Legal standing' },
    requirement: {
      zh: '依托机构在中国境内设立，并为独立法人。',
      en: 'The supporting organisation is established in the PRC and is an independent legal person.',
    },
    checks: [
      fact('10(1).established-in-china', '在中国境内设立', 'Established in the PRC'),
      fact('10(1).legal-person', '具有独立法人资格', 'An independent legal person'),
    ],
  },
  {
    id: '10(2)',
    baseType: 'community',
    article: { zh: '第十条（二）', en: 'Art. 10(2)' },
    title: { zh: '空间与入驻机构', en: 'Space and tenants' },
    requirement: {
      zh: '服务场地不少于 2000 平方米，入驻新型研发机构、国际科技组织办事机构等不少于 10 家，研发设施、技术服务、金融投资和人才培育条件达到国际水平，有望成为国际化研发平台和创新策源地。',
      en: 'At least 2,000 m² of premises and 10 resident new-type R&D institutions or offices of international S&T organisations; R&D facilities of international level, technical services, financial investment and talent cultivation; the makings of an international R&D platform.',
    },
    checks: [
      count(
        '10(2).premises',
        '服务场地面积',
        'Premises for the service',
        orMore(2000, 'square-metres'),
      ),
      count(
        '10(2).resident-institutions',
        '入驻新型研发机构、国际科技组织办事机构等的数量',
        'Resident new-type R&D institutions and offices of international S&T organisations',
        orMore(10, 'organisations'),
      ),
      judgement(
        '10(2).facilities',
        '研发设施达到国际水平',
        'R&D facilities of international level',
      ),
      fact('10(2).technical-services', '提供技术服务', 'Technical services'),
      fact('10(2).investment', '具备金融投资条件', 'Financial investment'),
      fact('10(2).cultivation', '具备人才培育条件', 'Talent cultivation'),
      judgement(
        '10(2).potential',
        '具备成为国际化研发平台和创新策源地的潜力',
        'Potential as an international R&D platform and a source of innovation',
      ),
    ],
  },
  {
    id: '10(3)',
    baseType: 'community',
    article: { zh: '第十条（三）', en: 'Art. 10(3)' },
    title: { zh: '区域环境与配套', en: 'Surroundings' },
    requirement: {
      zh: '所在区域产业链、供应链较完整且国际化程度高，周边教育、医疗、消费等生活配套完善。',
      en: 'The industry and supply chains of the region are fairly complete and highly international; education, medical care and consumer services are close at hand.',
    },
    checks: [
      judgement(
        '10(3).chains',
        '产业链、供应链较为完整，国际化程度高',
        'Complete and highly international industry and supply chains in the region',
      ),
      fact('10(3).education', '周边有教育配套', 'Education nearby'),
      fact('10(3).medical', '周边有医疗配套', 'Medical care nearby'),
      fact('10(3).consumer', '周边有消费性服务业配套', 'Consumer services nearby'),
    ],
  },
  {
    id: '10(4)',
    baseType: 'community',
    article: { zh: '第十条（四）', en: 'Art. 10(4)' },
    title: { zh: '经费与网络', en: 'Funds and network' },
    requirement: {
      zh: '设有服务海外科技人才的专项经费，长期联系不少于 100 名海外科技人才和 10 家海外机构，并经常开展引才引智活动。',
      en: 'Dedicated funds for serving overseas talents, long-term contact with at least 100 overseas talents and 10 overseas institutions, and frequent activities.',
    },
    checks: [
      fact('10(4).funds', '设有专项经费', 'Dedicated funds'),
      count(
        '10(4).talents-contacted',
        '长期联系的海外科技人才人数',
        'Overseas S&T talents in long-term contact',
        orMore(100, 'people'),
      ),
      count(
        '10(4).institutions',
        '长期联系的海外机构数',
        'Overseas institutions in long-term contact',
        orMore(10, 'organisations'),
      ),
      activities('10(4).activities'),
    ],
  },
  {
    id: '10(5)',
    baseType: 'community',
    article: { zh: '第十条（五）', en: 'Art. 10(5)' },
    title: { zh: '国际组织合作', en: 'International organisations' },
    requirement: {
      zh: '与不少于 2 家国际科技组织合作，在研制国际技术标准、促进跨境技术转移、服务企业国际融资等方面有能力和经验。',
      en: 'Cooperates with at least 2 international S&T organisations and has capability and experience in international standards, cross-border technology transfer and international financing.',
    },
    checks: [
      count(
        '10(5).organisations',
        '建立合作的国际科技组织数',
        'International S&T organisations it cooperates with',
        orMore(2, 'organisations'),
      ),
      judgement(
        '10(5).standards',
        '具备研制国际技术标准的能力和经验',
        'Capability and experience in international technical standards',
      ),
      judgement(
        '10(5).transfer',
        '具备促进跨境技术转移的能力和经验',
        'Capability and experience in cross-border technology transfer',
      ),
      judgement(
        '10(5).financing',
        '具备服务企业国际融资的能力和经验',
        'Capability and experience in international financing for enterprises',
      ),
    ],
  },
];
