import { useEffect, useRef } from 'react';
import { own } from '../../../shared/domain/record.ts';
import { applicationOf, assignmentOf } from '../../../shared/domain/round.ts';
import { go, hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import { ConflictStatus } from './conflict-status.tsx';
import styles from './declare.module.css';
import { DeclareApplication } from './declare-application.tsx';

/** All assigned applications at the left, the declaration for the selected one at the right. */
export function Declarations(props: {
  readonly review: ReadyReview;
  readonly selected: string | undefined;
}) {
  const { t } = useText();
  const { review } = props;
  const round = review.detail.round;
  const assigned = assignmentOf(round, review.member);
  const isUndeclared = (id: string) =>
    own(review.review.applications, id)?.conflict.state === 'undeclared';
  const selected = assigned.find((id) => id === props.selected) ?? assigned.find(isUndeclared);
  const current = selected ?? assigned[0];
  const select = (id: string | undefined) => {
    if (id !== undefined) go({ screen: 'declare', round: round.id, application: id }, 'replace');
  };
  const move = (by: 1 | -1) => select(assigned[assigned.indexOf(current ?? '') + by]);
  const undeclared = assigned.filter(isUndeclared);
  const next = () => select(nextUndeclared(assigned, undeclared, current));
  useShortcuts([
    { keys: 'N', label: t('declare.keys.unfinished'), run: next },
    { keys: 'J', label: t('applications.keys.next'), run: () => move(1) },
    { keys: 'K', label: t('applications.keys.previous'), run: () => move(-1) },
  ]);
  if (current === undefined) {
    return <EmptyState title={t('declare.empty.title')} hint={t('declare.empty.hint')} />;
  }
  return (
    <SplitPanes
      name="declare"
      panes={[
        {
          id: 'list',
          share: 0.32,
          least: 260,
          dividerLabel: t('declare.divider'),
          content: <List review={review} current={current} undeclared={undeclared.length} />,
        },
        {
          id: 'declaration',
          share: 0.68,
          least: 480,
          content: (
            <DeclareApplication
              key={current}
              review={review}
              application={current}
              onDeclared={next}
              isLast={undeclared.length === 0}
            />
          ),
        },
      ]}
    />
  );
}

/** The next one to declare after the current one, going round. */
function nextUndeclared(
  assigned: readonly string[],
  undeclared: readonly string[],
  current: string | undefined,
): string | undefined {
  const after = assigned.slice(assigned.indexOf(current ?? '') + 1);
  return after.find((id) => undeclared.includes(id)) ?? undeclared.find((id) => id !== current);
}

function List(props: {
  readonly review: ReadyReview;
  readonly current: string;
  readonly undeclared: number;
}) {
  const { t } = useText();
  const { review, current } = props;
  const { round } = review.detail;
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current !== '') here.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <nav className={styles.list} aria-label={t('declare.title')}>
      <p className={styles.count}>
        {props.undeclared === 0
          ? t('declare.allDeclared')
          : t('declare.undeclared', { count: props.undeclared })}
      </p>
      {assignmentOf(round, review.member).map((id) => {
        const entry = applicationOf(round, id);
        const conflict = own(review.review.applications, id)?.conflict;
        if (entry === undefined || conflict === undefined) return null;
        const recused = conflict.state === 'recused' || conflict.state === 'recused-by-center';
        return (
          <a
            key={id}
            ref={id === current ? here : undefined}
            className={styles.item}
            href={hashOf({ screen: 'declare', round: round.id, application: id })}
            aria-current={id === current ? 'true' : undefined}
          >
            <span className={styles.number}>{entry.number}</span>
            <span className={styles.name}>{recused ? '' : entry.applicant.name}</span>
            <ConflictStatus conflict={conflict} />
          </a>
        );
      })}
    </nav>
  );
}
