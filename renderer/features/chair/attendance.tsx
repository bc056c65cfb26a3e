import { Button, Checkbox } from 'antd';
import { useId, useState } from 'react';
import type { MeetingRefusal } from '../../../shared/domain/meeting.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { useText } from '../../text.ts';
import styles from './decisions.module.css';
import type { PanelDesk } from './panel-desk.ts';

/** Who is in the room. By name whatever the round shows: people in a room are counted by their faces. */
export function Attendance(props: { readonly desk: PanelDesk }) {
  const { t, locale } = useText();
  const { desk } = props;
  const label = useId();
  const [refusal, setRefusal] = useState<MeetingRefusal | null>(null);
  const { members } = desk.round.panel;
  const { present, phase } = desk.meeting;
  const order = new Intl.Collator(locale);
  const shown =
    desk.round.settings.expertsShownBy === 'name'
      ? members
      : members.toSorted((a, b) => order.compare(a.profile.name, b.profile.name));
  const record = (next: readonly string[]) => {
    const outcome = desk.ready.record([{ kind: 'attendance.recorded', present: [...next] }]);
    setRefusal(outcome.ok ? null : outcome.failure);
  };
  const everybody = members.map(({ id }) => id);
  return (
    <section className={styles.attendance} aria-labelledby={label}>
      <h1 id={label} className={styles.attendanceTitle}>
        {t('chair.attendance.title')}
        <span className={styles.attendanceCount}>
          {t('chair.progress', { done: present.length, total: members.length })}
        </span>
      </h1>
      <div className={styles.people}>
        {shown.map(({ id, profile }) => (
          <Checkbox
            key={id}
            checked={present.includes(id)}
            disabled={phase === 'signed'}
            onChange={(event) =>
              record(
                everybody.filter((each) =>
                  each === id ? event.target.checked : present.includes(each),
                ),
              )
            }
          >
            {profile.name}
          </Checkbox>
        ))}
        {phase === 'open' && present.length < members.length && (
          <Button size="small" onClick={() => record(everybody)}>
            {t('chair.attendance.all')}
          </Button>
        )}
      </div>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </section>
  );
}
