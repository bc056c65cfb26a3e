import { useRef } from 'react';
import type { Missing } from '../../shared/domain/review.ts';
import { applicationOf, type Round } from '../../shared/domain/round.ts';
import { hashOf, type Route } from '../router.ts';
import { type Text, useText } from '../text.ts';
import { useVirtualRows } from '../ui/virtual-rows.tsx';
import { groupMissing, type MissingGroup, type MissingInApplication } from './missing-groups.ts';
import styles from './missing-list.module.css';

/** What a review still lacks, application by application; each entry leads to where it can be given. */
export function MissingList(props: {
  readonly round: Round;
  readonly missing: readonly Missing[];
}) {
  const { t } = useText();
  const { round } = props;
  const { pledge, applications } = groupMissing(props.missing);
  const list = useRef<HTMLUListElement>(null);
  const keys = applications.map((each) => each.application);
  const rows = useVirtualRows(list, keys, () => 62);
  return (
    <>
      {pledge && (
        <p className={styles.application}>
          <a href={hashOf({ screen: 'declare', round: round.id })}>{t('common.missing.pledge')}</a>
        </p>
      )}
      <ul ref={list} style={{ paddingBlock: `${rows.above}px ${rows.below}px` }}>
        {rows.shown.map(({ index, measure }) => (
          <li
            key={keys[index]}
            ref={measure}
            className={styles.application}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={keys.length}
          >
            <MissingOfApplication round={round} missing={applications[index]!} />
          </li>
        ))}
      </ul>
    </>
  );
}

function MissingOfApplication(props: {
  readonly round: Round;
  readonly missing: MissingInApplication;
}) {
  const text = useText();
  const { round, missing } = props;
  const entry = applicationOf(round, missing.application);
  return (
    <>
      <span className={styles.number}>{entry?.number ?? missing.application}</span>
      <span className={styles.name}>{entry && text.name(entry.applicant)}</span>
      <ul className={styles.groups}>
        {missing.groups.map((group) => (
          <li key={group.criterion ?? ''}>
            <a href={hashOf(routeTo(round, missing.application, group))}>{wordsOf(group, text)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function routeTo(round: Round, application: string, group: MissingGroup): Route {
  if (group.others.includes('declaration')) {
    return { screen: 'declare', round: round.id, application };
  }
  const criterion = group.criterion ?? undefined;
  return { screen: 'review', round: round.id, application, criterion };
}

function wordsOf(group: MissingGroup, { t }: Text): string {
  const checks =
    group.findings === 0 ? [] : [t('common.missing.finding', { count: group.findings })];
  const words = [...checks, ...group.others.map((kind) => t(`common.missing.${kind}`))];
  const list = words.join(t('common.comma'));
  return group.criterion === null ? list : `${group.criterion} ${list}`;
}
