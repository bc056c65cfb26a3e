import type { BaseType } from './application.ts';
import type { LocalText } from './catalogue/criterion.ts';

/** What the regulation says about a type of base (Arts. 5, 7-10, 13 and 16). */
interface BaseTypeFacts {
  readonly name: LocalText;
  /** The article with its conditions. */
  readonly article: LocalText;
  /** The name on the plaque (Art. 13(1)), Chinese only. */
  readonly plaqueName: string;
  /** What the end-of-term assessment lays weight on (Art. 16). */
  readonly assessmentFocus: LocalText;
}

/** The four types of base, keyed by id. */
export const baseTypeFacts: Readonly<Record<BaseType, BaseTypeFacts>> = {
  work: {
    name: { zh: '首都海智工作基地', en: 'Capital Haizhi Work Base' },
    article: { zh: '第七条', en: 'Art. 7' },
    plaqueName: '首都海智工作基地',
    assessmentFocus: {
      zh: '联系服务海外科技人才的成效',
      en: 'How well overseas S&T talents are kept in touch with and served',
    },
  },
  offshore: {
    name: {
      zh: '首都海外人才离岸创新创业基地',
      en: 'Capital Offshore Innovation and Entrepreneurship Base for Overseas Talents',
    },
    article: { zh: '第八条', en: 'Art. 8' },
    plaqueName: '首都海外人才离岸创新创业基地',
    assessmentFocus: {
      zh: '专门政策的落实，以及服务海内外科技人才创新创业的成效',
      en: 'How dedicated policies are carried out, and what talents achieved with the service',
    },
  },
  overseas: {
    name: {
      zh: '首都海外创新创业基地',
      en: 'Capital Overseas Innovation and Entrepreneurship Base',
    },
    article: { zh: '第九条', en: 'Art. 9' },
    plaqueName: '首都海外创新创业基地',
    assessmentFocus: {
      zh: '合作伙伴的发展和海外网络的建设成效',
      en: 'Partners won and the overseas network built',
    },
  },
  community: {
    name: { zh: '首都国际研发社区', en: 'Capital International R&D Community' },
    article: { zh: '第十条', en: 'Art. 10' },
    plaqueName: '首都国际研发社区',
    assessmentFocus: {
      zh: '高端研发条件的提供，以及科研团队和新型研发机构的引进成效',
      en: 'High-end R&D conditions provided, research teams and new-type R&D institutions brought in',
    },
  },
};

/** What every end-of-term assessment rests on, whatever the type (Art. 16). */
export const assessmentBasis: LocalText = {
  zh: '基地建设方案和年度计划完成情况',
  en: 'The plan for building the base, and how far the annual plans were fulfilled',
};
