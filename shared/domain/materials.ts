import type { Applicant, ApplicationDocument, BaseType, DocumentKind } from './application.ts';
import type { LocalText } from './catalogue/criterion.ts';

/** A document that an application cannot do without, and the article that asks for it. */
interface RequiredMaterial {
  readonly kind: DocumentKind;
  readonly article: LocalText;
}

/** What of an application decides about its materials. */
interface MaterialsOf {
  readonly baseType: BaseType;
  readonly applicant: Applicant;
  readonly documents: readonly Pick<ApplicationDocument, 'kind'>[];
}

const always: readonly RequiredMaterial[] = [
  { kind: 'application-form', article: { zh: '第十一条（一）', en: 'Art. 11(1)' } },
  { kind: 'evidence', article: { zh: '第十一条（一）', en: 'Art. 11(1)' } },
];
const supportLetter: RequiredMaterial = {
  kind: 'support-letter',
  article: { zh: '第十一条（二）', en: 'Art. 11(2)' },
};
const recommendation: RequiredMaterial = {
  kind: 'recommendation',
  article: { zh: '第七条（一）', en: 'Art. 7(1)' },
};

/**
 * The materials that an application needs: form and evidence always; the support letter of the Chinese embassy or
 * consulate for `overseas` (Art. 11); the recommending unit's recommendation for a `work` applicant without legal
 * personality (Art. 7(1)). The other types know no applicant without legal personality: no letter would cure that.
 */
export function requiredMaterials(
  application: Pick<MaterialsOf, 'baseType' | 'applicant'>,
): readonly RequiredMaterial[] {
  const { baseType, applicant } = application;
  const letter = baseType === 'overseas' ? [supportLetter] : [];
  const put = baseType === 'work' && !applicant.legalPerson ? [recommendation] : [];
  return [...always, ...letter, ...put];
}

/** The required materials of which the application holds no document, in the order of `requiredMaterials`. */
export function missingMaterials(application: MaterialsOf): readonly RequiredMaterial[] {
  const present = new Set(application.documents.map((each) => each.kind));
  return requiredMaterials(application).filter(({ kind }) => !present.has(kind));
}
