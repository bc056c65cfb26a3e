import { count, fact, judgement, orMore } from './check.ts';
import type { Criterion } from './criterion.ts';

/** Art. 9: conditions for a Capital Overseas Innovation and Entrepreneurship Base, in the regulation's order. */
export const overseasCriteria: readonly Criterion[] = [
  {
    id: '9(1)',
    baseType: 'overseas',
    article: { zh: '第九条（一）', en: 'Art. 9(1)' },
    title: { zh: '主体资格', en: 'Legal standing' },
    requirement: {
      zh: '依托机构在中国境外设立，为独立法人且信誉良好。',
      en: 'The supporting organisation is established outside the PRC, is an independent legal person and enjoys a good reputation.',
    },
    checks: [
      fact('9(1).established-abroad', '在中国境外设立', 'Established outside the PRC'),
      fact('9(1).legal-person', '具有独立法人资格', 'An independent legal person'),
      judgement('9(1).reputation', '信誉良好', 'Good reputation'),
    ],
  },
  {
    id: '9(2)',
    baseType: 'overseas',
    article: { zh: '第九条（二）', en: 'Art. 9(2)' },
    title: { zh: '目标、方案与条件', en: 'Goals, plan and means' },
    requirement: {
      zh: '发展目标明确，合作方案可行，资金来源稳定，服务场地固定。',
      en: 'Clear goals, a workable plan of cooperation, a stable source of funds and fixed premises.',
    },
    checks: [
      judgement('9(2).goals', '组织发展目标明确', 'Clear goals for its development'),
      judgement('9(2).cooperation-plan', '合作实施方案可行', 'A workable cooperation plan'),
      fact('9(2).funding', '资金来源稳定', 'A stable source of funds'),
      fact('9(2).premises', '服务场地固定', 'Fixed premises'),
    ],
  },
  {
    id: '9(3)',
    baseType: 'overseas',
    article: { zh: '第九条（三）', en: 'Art. 9(3)' },
    title: { zh: '海外渠道与资源', en: 'Overseas network' },
    requirement: {
      zh: '有联系海外科技团体和人员的稳定渠道，能汇聚海外创新资源；当地长期合作伙伴须超过 10 个，恰为 10 个不满足。',
      en: 'Stable channels to overseas S&T groups and people, the ability to gather overseas innovation resources, and more than 10 long-term local partners: exactly 10 is not enough.',
    },
    checks: [
      fact(
        '9(3).channels',
        '有联系海外科技团体和科技人员的稳定渠道',
        'Stable channels to overseas S&T groups and people',
      ),
      judgement(
        '9(3).resources',
        '能有效汇聚海外创新资源',
        'Gathers overseas innovation resources effectively',
      ),
      count('9(3).partners', '所在地长期合作伙伴数', 'Long-term partners at its place', {
        rule: 'more-than',
        value: 10,
        unit: 'organisations',
        wording: '超过',
      }),
    ],
  },
  {
    id: '9(4)',
    baseType: 'overseas',
    article: { zh: '第九条（四）', en: 'Art. 9(4)' },
    title: { zh: '对京合作', en: 'Cooperation with Beijing' },
    requirement: {
      zh: '与不少于 2 家北京市科协组织或海智基地在柔性引才、成果转化等方面合作，每年推荐海外科技人才不少于 20 人。',
      en: 'Cooperates with at least 2 Beijing associations or Haizhi bases, for instance in flexible recruitment or transfer of results, and recommends at least 20 overseas talents a year.',
    },
    checks: [
      count(
        '9(4).beijing-partners',
        '建立合作的北京市科协组织或海智基地数',
        'Beijing associations or Haizhi bases it cooperates with',
        orMore(2, 'organisations'),
      ),
      count(
        '9(4).talents-recommended',
        '每年向科协系统推荐的海外科技人才人数',
        'Overseas talents recommended to the association system per year',
        orMore(20, 'people'),
      ),
    ],
  },
  {
    id: '9(5)',
    baseType: 'overseas',
    article: { zh: '第九条（五）', en: 'Art. 9(5)' },
    title: { zh: '承接委托', en: 'Commissions' },
    requirement: {
      zh: '能够接受北京市科协系统的委托，为其海外科技交流等活动提供服务。',
      en: 'Able to take commissions from the Beijing association system and to serve its overseas S&T exchange.',
    },
    checks: [
      judgement(
        '9(5).commissions',
        '能够接受委托，为海外科技交流活动提供服务',
        'Able to take commissions and to serve overseas S&T exchange',
      ),
    ],
  },
];
