import type { ApplicationIndexEntry } from './application.ts';
import type { ConflictKind } from './conflict.ts';
import { organisationKey, personKey } from './name-key.ts';
import type { ExpertProfile } from './panel.ts';

/** A name in the expert's profile that may be the same as one in the application. */
export interface ConflictSuggestion {
  readonly kind: 'same-organisation' | 'same-person';
  /** The kind of conflict that a declaration could begin with; the expert decides. */
  readonly conflict: ConflictKind;
  /** The two names as they are written, and where they stand. */
  readonly mine: string;
  readonly mineIn: 'name' | 'organisation' | 'affiliations';
  readonly theirs: string;
  readonly theirsIn:
    | 'applicant'
    | 'recommending-unit'
    | 'partners'
    | 'people'
    | 'organisation-of-person';
}

/**
 * What of an application an expert should look at before declaring, people first, then organisations in the order of the
 * application. Names are compared after `personKey` and `organisationKey`; nothing is ever declared by it, and an
 * empty list proves nothing.
 */
export function suggestConflicts(
  profile: ExpertProfile,
  application: ApplicationIndexEntry,
): readonly ConflictSuggestion[] {
  const people = matches(namesOf(profile), peopleIn(application), personKey).map((match) => ({
    kind: 'same-person' as const,
    conflict: 'preparation' as const,
    ...match,
  }));
  const organisations = matches(
    organisationsOf(profile),
    organisationsIn(application),
    organisationKey,
  ).map((match) => ({
    kind: 'same-organisation' as const,
    conflict: 'employment' as const,
    ...match,
  }));
  return [...people, ...organisations];
}

type Mine = Pick<ConflictSuggestion, 'mine' | 'mineIn'>;
type Theirs = Pick<ConflictSuggestion, 'theirs' | 'theirsIn'>;

function namesOf({ name, nameEn }: ExpertProfile): readonly Mine[] {
  return present([name, nameEn]).map((mine) => ({ mine, mineIn: 'name' }));
}

function organisationsOf({ organisation, affiliations }: ExpertProfile): readonly Mine[] {
  const before = affiliations.map((mine): Mine => ({ mine, mineIn: 'affiliations' }));
  return [{ mine: organisation, mineIn: 'organisation' }, ...before];
}

function peopleIn({ people }: ApplicationIndexEntry): readonly Theirs[] {
  return people.map(({ name }) => ({ theirs: name, theirsIn: 'people' }));
}

function organisationsIn(application: ApplicationIndexEntry): readonly Theirs[] {
  const { applicant, partners, people } = application;
  const list = (names: readonly string[], theirsIn: Theirs['theirsIn']) =>
    names.map((theirs): Theirs => ({ theirs, theirsIn }));
  return [
    ...list(present([applicant.name, applicant.nameEn]), 'applicant'),
    ...list(present([applicant.recommendedBy]), 'recommending-unit'),
    ...list(partners, 'partners'),
    ...list(
      people.map((each) => each.organisation),
      'organisation-of-person',
    ),
  ];
}

/** Pairs with the same key, each pair of written names once. Keys of a single character match too much and are left out. */
function matches(
  mine: readonly Mine[],
  theirs: readonly Theirs[],
  keyOf: (name: string) => string,
): readonly (Mine & Theirs)[] {
  const pairs = theirs.flatMap((their) => {
    const key = keyOf(their.theirs);
    if (key.length < 2) return [];
    return mine.filter((each) => keyOf(each.mine) === key).map((each) => ({ ...each, ...their }));
  });
  return pairs.filter((pair, place) => pairs.findIndex((each) => sameWords(each, pair)) === place);
}

function sameWords(a: Mine & Theirs, b: Mine & Theirs): boolean {
  return a.mine === b.mine && a.theirs === b.theirs && a.theirsIn === b.theirsIn;
}

function present(names: readonly (string | undefined)[]): readonly string[] {
  return names.filter((name) => name !== undefined);
}
