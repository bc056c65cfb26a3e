import type { ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import {
  type ConflictSuggestion,
  suggestConflicts,
} from '../../../shared/domain/conflict-suggestion.ts';
import type { ExpertProfile } from '../../../shared/domain/panel.ts';
import { useText } from '../../text.ts';
import { Notice } from '../../ui/state-view.tsx';
import styles from './declare.module.css';

/** What a conflict may rest on: the applicant, people and partners; with names that also stand in one's own profile. */
export function WhoIsInvolved(props: {
  readonly profile: ExpertProfile;
  readonly entry: ApplicationIndexEntry;
}) {
  const { t, local } = useText();
  const { entry } = props;
  const suggestions = suggestConflicts(props.profile, entry);
  const people = entry.people.map((person) =>
    person.organisation === ''
      ? person.name
      : t('declare.person', { name: person.name, organisation: person.organisation }),
  );
  return (
    <>
      {suggestions.length > 0 && <Suggestions suggestions={suggestions} />}
      <dl className={styles.facts}>
        <dt>{t('declare.type')}</dt>
        <dd>{local(baseTypeFacts[entry.baseType].name)}</dd>
        {entry.applicant.recommendedBy !== undefined && (
          <>
            <dt>{t('declare.recommendedBy')}</dt>
            <dd>{entry.applicant.recommendedBy}</dd>
          </>
        )}
        <dt>{t('declare.people')}</dt>
        <dd>{people.length === 0 ? t('declare.nobody') : people.join(t('common.comma'))}</dd>
        <dt>{t('declare.partners')}</dt>
        <dd>
          {entry.partners.length === 0
            ? t('declare.nobody')
            : entry.partners.join(t('common.comma'))}
        </dd>
      </dl>
    </>
  );
}

function Suggestions(props: { readonly suggestions: readonly ConflictSuggestion[] }) {
  const { t } = useText();
  return (
    <Notice kind="caution" title={t('declare.suggestion.title')}>
      <ul>
        {props.suggestions.map((each) => (
          <li key={`${each.mineIn} ${each.mine} ${each.theirsIn} ${each.theirs}`}>
            {t('declare.suggestion.pair', {
              mine: each.mine,
              mineIn: t(`declare.suggestion.mine.${each.mineIn}`),
              theirs: each.theirs,
              theirsIn: t(`declare.suggestion.theirs.${each.theirsIn}`),
            })}
          </li>
        ))}
      </ul>
      <p className={styles.small}>{t('declare.suggestion.hint')}</p>
    </Notice>
  );
}
