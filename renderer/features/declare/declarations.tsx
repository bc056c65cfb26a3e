import { useEffect, useRef } from 'react';
import { isRecused } from '../../../shared/domain/conflict.ts';
import { own } from '../../../shared/domain/record.ts';
import { applicationOf, assignmentOf } from '../../../shared/domain/round.ts';
import { go, hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import { useVirtualRows } from '../../ui/virtual-rows.tsx';
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
          content: (
            <List
              review={review}
              assigned={assigned}
              current={current}
              undeclared={undeclared.length}
            />
          ),
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
  readonly assigned: readonly string[];
  readonly current: string;
  readonly undeclared: number;
}) {
  const { t } = useText();
  const { review, assigned, current } = props;
  const list = useRef<HTMLUListElement>(null);
  const rows = useVirtualRows(list, assigned, () => 42);
  const here = assigned.indexOf(current);
  const show = useRef(rows.show);
  show.current = rows.show;
  useEffect(() => show.current(here), [here]);
  return (
    <nav className={styles.list} aria-label={t('declare.title')} data-scroll>
      <p className={styles.count}>
        {props.undeclared === 0
          ? t('declare.allDeclared')
          : t('declare.undeclared', { count: props.undeclared })}
      </p>
      <ul ref={list} style={{ paddingBlock: `${rows.above}px ${rows.below}px` }}>
        {rows.shown.map(({ index, measure }) => (
          <li
            key={assigned[index]}
            ref={measure}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={assigned.length}
          >
            <Line review={review} application={assigned[index] ?? ''} isHere={index === here} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Line(props: {
  readonly review: ReadyReview;
  readonly application: string;
  readonly isHere: boolean;
}) {
  const { name } = useText();
  const { review, application } = props;
  const { round } = review.detail;
  const entry = applicationOf(round, application);
  const conflict = own(review.review.applications, application)?.conflict;
  if (entry === undefined || conflict === undefined) return null;
  const shown = isRecused(conflict) ? '' : name(entry.applicant);
  return (
    <a
      className={styles.item}
      href={hashOf({ screen: 'declare', round: round.id, application })}
      aria-current={props.isHere ? 'true' : undefined}
    >
      <span className={styles.number}>{entry.number}</span>
      <span className={styles.name} title={shown}>
        {shown}
      </span>
      <ConflictStatus conflict={conflict} />
    </a>
  );
}
