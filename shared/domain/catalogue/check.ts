import type { BooleanCheck, ChoiceCheck, CountCheck, LocalText, Threshold } from './criterion.ts';

/** A check of something that is so or is not, as the evidence shows. `id` is complete, e.g. `7(2).work-plan`. */
export function fact(id: string, zh: string, en: string): BooleanCheck {
  return { kind: 'boolean', id, label: { zh, en } };
}

/** A check that asks for the expert's judgement; experts may differ about it without a flag. */
export function judgement(id: string, zh: string, en: string): BooleanCheck {
  return { kind: 'boolean', id, label: { zh, en }, judgement: true };
}

/** A check of a number against a threshold in whole units. */
export function count(id: string, zh: string, en: string, threshold: Threshold): CountCheck {
  return { kind: 'count', id, label: { zh, en }, threshold };
}

/** 以上: the number itself is enough. */
export function orMore(value: number, unit: Threshold['unit']): Threshold {
  return { rule: 'at-least', value, unit, wording: '以上' };
}

/** The activities that Art. 7(3) and Art. 10(4) name; several may apply and the list of the regulation is open. */
export function activities(id: string): ChoiceCheck {
  return {
    kind: 'choice',
    id,
    label: {
      zh: '持续开展的活动（可多选）',
      en: 'Activities carried on continuously (several may apply)',
    },
    options: activityOptions,
  };
}

const activityOptions: readonly { readonly id: string; readonly label: LocalText }[] = [
  { id: 'talent-recommendation', label: { zh: '人才举荐', en: 'Recommendation of talents' } },
  { id: 'academic-exchange', label: { zh: '学术交流', en: 'Academic exchange' } },
  { id: 'rd-cooperation', label: { zh: '研发合作', en: 'R&D cooperation' } },
  { id: 'enterprise-incubation', label: { zh: '企业孵化', en: 'Enterprise incubation' } },
  { id: 'promotion-of-results', label: { zh: '成果推介', en: 'Promotion of results' } },
  { id: 'venture-investment', label: { zh: '创业投资', en: 'Venture investment' } },
];
