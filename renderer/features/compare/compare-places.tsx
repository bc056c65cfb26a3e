import { type BaseType, baseTypes } from '../../../shared/domain/application.ts';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { criterion as criterionWithId } from '../../../shared/domain/catalogue/catalogue.ts';
import type { CriterionId } from '../../../shared/domain/catalogue/criterion.ts';
import { applicationOf, assignmentOf } from '../../../shared/domain/round.ts';
import { go, hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import styles from './compare.module.css';

/** The whole, then the criteria of every type of base that one reviews. */
export function ComparePlaces(props: {
  readonly review: ReadyReview;
  readonly current: CriterionId | null;
}) {
  const { t, local } = useText();
  const { detail, member } = props.review;
  const { round } = detail;
  const assigned = assignmentOf(round, member).map((id) => applicationOf(round, id)?.baseType);
  const types = baseTypes.filter((type) => assigned.includes(type));
  const criteriaOf = (type: BaseType) => round.scheme.criteria[type].map((each) => each.criterion);
  const places: readonly (CriterionId | null)[] = [null, ...types.flatMap(criteriaOf)];
  const move = (by: 1 | -1) => {
    const next = places[places.indexOf(props.current) + by];
    if (next !== undefined) {
      go({ screen: 'compare', round: round.id, criterion: next ?? undefined }, 'replace');
    }
  };
  useShortcuts([
    { keys: 'J', label: t('review.keys.nextCriterion'), run: () => move(1) },
    { keys: 'K', label: t('review.keys.previousCriterion'), run: () => move(-1) },
  ]);
  const link = (place: CriterionId | null, words: React.ReactNode) => (
    <a
      className={styles.place}
      href={hashOf({ screen: 'compare', round: round.id, criterion: place ?? undefined })}
      aria-current={place === props.current ? 'true' : undefined}
    >
      {words}
    </a>
  );
  return (
    <nav className={styles.places} aria-label={t('compare.places')}>
      {link(null, t('compare.calibration.title'))}
      {types.map((type) => (
        <section key={type} aria-label={local(baseTypeFacts[type].name)}>
          <h2 className={styles.type}>{local(baseTypeFacts[type].name)}</h2>
          <ul>
            {criteriaOf(type).map((id) => {
              const title = criterionWithId(id)?.title;
              return (
                <li key={id}>
                  {link(
                    id,
                    <>
                      <strong>{id}</strong> {title !== undefined && local(title)}
                    </>,
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
