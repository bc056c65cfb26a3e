import { useEffect, useRef, useState } from 'react';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import { FlagDetail } from './flag-detail.tsx';
import { FlagList } from './flag-list.tsx';
import { flagGroups, nextOpen } from './flag-queue.ts';
import styles from './flags.module.css';
import type { PanelDesk, QueuedFlag } from './panel-desk.ts';

/** The flags as a queue to work off: the queue at the left, one flag with its context and its settlement at the right. */
export function FlagsPart(props: {
  readonly desk: PanelDesk;
  readonly application: string | undefined;
}) {
  const { t } = useText();
  const { desk, application } = props;
  const groups = flagGroups(desk);
  const queue = groups.flatMap((group) => group.flags);
  const [chosen, setChosen] = useState<string | null>(() => startOf(queue, application));
  const current = queue.find((each) => each.id === chosen) ?? nextOpen(queue) ?? queue[0];
  const list = useRef<HTMLDivElement>(null);
  const choose = (flag: QueuedFlag | null | undefined) => {
    if (flag !== null && flag !== undefined) setChosen(flag.id);
  };
  const step = (by: number) =>
    choose(current === undefined ? undefined : queue[queue.indexOf(current) + by]);
  useShortcuts([
    { keys: 'J', label: t('chair.keys.nextFlag'), run: () => step(1) },
    { keys: 'K', label: t('chair.keys.previousFlag'), run: () => step(-1) },
    {
      keys: 'N',
      label: t('chair.keys.nextOpenFlag'),
      run: () => choose(nextOpen(queue, current === undefined ? [] : [current.id])),
    },
  ]);
  const shown = current?.id;
  useEffect(() => {
    const line = list.current?.querySelector('[aria-current="true"]');
    if (shown !== undefined) line?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  if (current === undefined) {
    return (
      <div className={styles.empty}>
        <EmptyState title={t('chair.flags.none')} hint={t('chair.flags.noneHint')} />
      </div>
    );
  }
  return (
    <div className={styles.flags}>
      <div ref={list} className={styles.queue}>
        <FlagList desk={desk} groups={groups} current={current} onChoose={choose} />
      </div>
      <FlagDetail
        key={current.id}
        desk={desk}
        current={current}
        onSettled={(settled) => choose(nextOpen(queue, settled))}
      />
    </div>
  );
}

/** The first open flag of the application in the address, else its first, else the first open one. */
function startOf(queue: readonly QueuedFlag[], application: string | undefined): string | null {
  const mine = queue.filter(
    ({ flag }) => 'application' in flag && flag.application === application,
  );
  return (mine.find((each) => !each.settled) ?? mine[0] ?? nextOpen(queue))?.id ?? null;
}
