import { describe, expect, it } from 'vitest';
import type { BaseType, DocumentKind } from '../../../../shared/domain/application.ts';
import { missingMaterials, requiredMaterials } from '../../../../shared/domain/materials.ts';

function application(baseType: BaseType, legalPerson: boolean, kinds: readonly DocumentKind[]) {
  return {
    baseType,
    applicant: { name: '某单位', country: 'CN', legalPerson },
    documents: kinds.map((kind) => ({ kind })),
  };
}

const usual = ['application-form', 'evidence'] as const;

describe('required materials', () => {
  it.each(['work', 'offshore', 'community'] as const)('are form and evidence for %s', (type) => {
    const required = requiredMaterials(application(type, true, []));
    expect(required.map((each) => each.kind)).toEqual(usual);
    expect(required.map((each) => each.article.en)).toEqual(['Art. 11(1)', 'Art. 11(1)']);
  });

  it('include the support letter of embassy or consulate for an overseas base', () => {
    expect(missingMaterials(application('overseas', true, usual))).toEqual([
      { kind: 'support-letter', article: { zh: '第十一条（二）', en: 'Art. 11(2)' } },
    ]);
    expect(missingMaterials(application('overseas', true, [...usual, 'support-letter']))).toEqual(
      [],
    );
  });

  it('include the recommendation for a work base without legal personality', () => {
    expect(missingMaterials(application('work', false, usual))).toEqual([
      { kind: 'recommendation', article: { zh: '第七条（一）', en: 'Art. 7(1)' } },
    ]);
    expect(missingMaterials(application('work', false, [...usual, 'recommendation']))).toEqual([]);
    expect(missingMaterials(application('offshore', false, usual))).toEqual([]);
  });

  it('name everything that is missing, in their order', () => {
    const kinds = missingMaterials(application('overseas', true, [])).map((each) => each.kind);
    expect(kinds).toEqual(['application-form', 'evidence', 'support-letter']);
  });
});
