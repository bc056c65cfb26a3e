import { useEffect, useRef } from 'react';
import { own } from '../../../shared/domain/record.ts';
import { go } from '../../router.ts';
import { useText } from '../../text.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { Attendance } from './attendance.tsx';
import { DecisionForm } from './decision-form.tsx';
import { DecisionList } from './decision-list.tsx';
import styles from './decisions.module.css';
import type { PanelDesk } from './panel-desk.ts';

/** Who is there, and application by application the vote and the decision. */
export function DecisionsPart(props: {
  readonly desk: PanelDesk;
  readonly application: string | undefined;
}) {
  const { t } = useText();
  const { desk } = props;
  const order = desk.ranked.map((each) => each.application);
  const undecided = (id: string) => own(desk.meeting.decisions, id) === undefined;
  const chosen = order.find((id) => id === props.application);
  const current = chosen ?? order.find(undecided) ?? order[0]!;
  const list = useRef<HTMLDivElement>(null);
  const choose = (application: string | undefined) => {
    if (application === undefined) return;
    go({ screen: 'chair', round: desk.round.id, part: 'decisions', application }, 'replace');
  };
  const place = order.indexOf(current);
  useShortcuts([
    { keys: 'J', label: t('chair.keys.nextApplication'), run: () => choose(order[place + 1]) },
    { keys: 'K', label: t('chair.keys.previousApplication'), run: () => choose(order[place - 1]) },
  ]);
  useEffect(() => {
    const line = list.current?.querySelector(`[data-application="${CSS.escape(current)}"]`);
    line?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const following = [...order.slice(place + 1), ...order.slice(0, place)];
  return (
    <div className={styles.decisions}>
      <Attendance desk={desk} />
      <div className={styles.columns}>
        <div ref={list} className={styles.list}>
          <DecisionList desk={desk} current={current} onChoose={choose} />
        </div>
        <DecisionForm
          key={current}
          desk={desk}
          application={current}
          onRecorded={() => choose(following.find(undecided))}
        />
      </div>
    </div>
  );
}
