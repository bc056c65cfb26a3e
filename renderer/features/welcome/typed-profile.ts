import type { ExpertProfile } from '../../../shared/domain/panel.ts';
import { expertProfile } from '../../../shared/schema.ts';

/** The profile as it is being typed. */
export interface TypedProfile {
  readonly name: string;
  readonly nameEn: string;
  readonly organisation: string;
  readonly title: string;
  readonly email: string;
  readonly fields: readonly string[];
  readonly affiliations: readonly string[];
}

export const blankProfile: TypedProfile = {
  name: '',
  nameEn: '',
  organisation: '',
  title: '',
  email: '',
  fields: [],
  affiliations: [],
};

/** The profile that was typed, or the names of the fields that are missing or wrong. */
export function profileFrom(
  typed: TypedProfile,
): { readonly profile: ExpertProfile } | { readonly wrong: ReadonlySet<string> } {
  const { nameEn, title, ...rest } = typed;
  const parsed = expertProfile.safeParse({
    ...rest,
    ...(nameEn.trim() === '' ? {} : { nameEn }),
    ...(title.trim() === '' ? {} : { title }),
  });
  if (parsed.success) return { profile: parsed.data };
  return { wrong: new Set(parsed.error.issues.map((issue) => String(issue.path[0]))) };
}
