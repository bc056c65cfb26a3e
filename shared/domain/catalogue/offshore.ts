import { count, fact, judgement, orMore } from './check.ts';
import type { Criterion } from './criterion.ts';

/** Art. 8: conditions for a Capital Offshore Innovation and Entrepreneurship Base, in the regulation's order. */
export const offshoreCriteria: readonly Criterion[] = [
  {
    id: '8(1)',
    baseType: 'offshore',
    article: { zh: '第八条（一）', en: 'Art. 8(1)' },
    title: { zh: '主体资格', en: 'Legal standing' },
    requirement: {
      zh: '依托机构在中国境内设立，并为独立法人。',
      en: 'The supporting organisation is established in the PRC and is an independent legal person.',
    },
    checks: [
      fact('8(1).established-in-china', '在中国境内设立', 'Established in the PRC'),
      fact('8(1).legal-person', '具有独立法人资格', 'An independent legal person'),
    ],
  },
  {
    id: '8(2)',
    baseType: 'offshore',
    article: { zh: '第八条（二）', en: 'Art. 8(2)' },
    title: { zh: '专门政策', en: 'Dedicated policy' },
    requirement: {
      zh: '所在地政府为海内外科技人才离岸发展和创新创业出台专门政策，并在基地内先行试点。',
      en: 'The local government has issued a policy dedicated to offshore development, innovation and entrepreneurship of talents, and pilots it in the base.',
    },
    checks: [
      fact(
        '8(2).policy-issued',
        '所在地政府已专门出台支持政策',
        'The local government has issued a dedicated support policy',
      ),
      fact('8(2).policy-piloted', '该政策在基地内先行先试', 'The policy is piloted in the base'),
    ],
  },
  {
    id: '8(3)',
    baseType: 'offshore',
    article: { zh: '第八条（三）', en: 'Art. 8(3)' },
    title: { zh: '园区条件', en: 'The park' },
    requirement: {
      zh: '园区科协组织健全，服务场地不少于 5000 平方米，入驻企业不少于 50 家，有承接人才和项目的平台，并具备研发、转化、融资和国际服务的能力与经验。',
      en: 'A sound association organisation in the park, at least 5,000 m² of premises and 50 resident enterprises, a platform for talents and projects, and proven capability in R&D, transfer, financing and international service.',
    },
    checks: [
      judgement(
        '8(3).association',
        '园区科协组织健全',
        'A sound association organisation in the park',
      ),
      count(
        '8(3).premises',
        '服务场地面积',
        'Premises for the service',
        orMore(5000, 'square-metres'),
      ),
      count(
        '8(3).resident-enterprises',
        '入驻企业数',
        'Resident enterprises',
        orMore(50, 'enterprises'),
      ),
      judgement(
        '8(3).platform',
        '有吸引海外科技人才创新创业和项目落地的平台',
        'A platform that attracts overseas talents and projects',
      ),
      judgement(
        '8(3).capability',
        '具备研发、转化、融资及国际服务的能力和经验',
        'Capability and experience in R&D, transfer, financing and international service',
      ),
    ],
  },
  {
    id: '8(4)',
    baseType: 'offshore',
    article: { zh: '第八条（四）', en: 'Art. 8(4)' },
    title: { zh: '海外网络', en: 'Overseas network' },
    requirement: {
      zh: '与不少于 10 家知名海外机构建立合作机制，长期联系服务的海外科技人才不少于 300 人。',
      en: 'A cooperation mechanism with at least 10 well-known overseas institutions, and at least 300 overseas talents served over the long term.',
    },
    checks: [
      count(
        '8(4).institutions',
        '建立合作机制的知名海外机构数',
        'Well-known overseas institutions with a cooperation mechanism',
        orMore(10, 'organisations'),
      ),
      count(
        '8(4).talents-served',
        '长期联系服务的海外科技人才人数',
        'Overseas S&T talents served over the long term',
        orMore(300, 'people'),
      ),
    ],
  },
  {
    id: '8(5)',
    baseType: 'offshore',
    article: { zh: '第八条（五）', en: 'Art. 8(5)' },
    title: { zh: '经费与成效', en: 'Funds and results' },
    requirement: {
      zh: '每年服务海外科技人才的专项经费不低于人民币 100 万元，吸引来京创新创业的海外科技人才不少于 50 人。',
      en: 'Dedicated funds of at least CNY 1,000,000 a year, and at least 50 overseas talents brought to Beijing to innovate or start a business.',
    },
    checks: [
      count(
        '8(5).funds',
        '服务海外科技人才的年度专项工作经费',
        'Dedicated funds for serving overseas talents, per year',
        { rule: 'at-least', value: 1_000_000, unit: 'yuan-per-year', wording: '不低于' },
      ),
      count(
        '8(5).talents-attracted',
        '吸引来京创新创业的海外科技人才人数',
        'Overseas talents brought to Beijing to innovate or start a business',
        orMore(50, 'people'),
      ),
    ],
  },
];
