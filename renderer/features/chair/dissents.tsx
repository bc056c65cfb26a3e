import { Button, Select } from 'antd';
import { useState } from 'react';
import type { MeetingRefusal } from '../../../shared/domain/meeting.ts';
import { spellHidden } from '../../../shared/hidden-text.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './decisions.module.css';
import { useKeptText } from './kept-text.ts';
import { nameOf, type PanelDesk } from './panel-desk.ts';

/** Minority opinions, word for word as their authors want them. */
export function Dissents(props: {
  readonly desk: PanelDesk;
  readonly application: string;
  readonly recused: readonly string[];
}) {
  const { t } = useText();
  const { desk, application } = props;
  const [writing, setWriting] = useState<string | null>(null);
  const mine = desk.meeting.dissents.filter((each) => each.application === application);
  const open = desk.meeting.phase === 'open';
  return (
    <section className={styles.dissents} aria-label={t('chair.dissent.title')}>
      <h3 className={styles.heading}>{t('chair.dissent.title')}</h3>
      {mine.map(({ expert, opinion }) => (
        <article key={expert} className={styles.dissent}>
          <p className={styles.dissenter}>{nameOf(desk.round, expert)}</p>
          <blockquote className={styles.opinion}>{spellHidden(opinion)}</blockquote>
          {open && (
            <Button type="link" size="small" onClick={() => setWriting(expert)}>
              {t('chair.dissent.change')}
            </Button>
          )}
        </article>
      ))}
      {mine.length === 0 && <p className={styles.soft}>{t('chair.dissent.none')}</p>}
      {open && writing === null && (
        <Button onClick={() => setWriting('')}>{t('chair.dissent.add')}</Button>
      )}
      {writing !== null && (
        <DissentForm
          key={writing}
          desk={desk}
          application={application}
          expert={writing}
          voters={desk.round.panel.members
            .map(({ id }) => id)
            .filter((id) => !props.recused.includes(id))}
          onDone={() => setWriting(null)}
        />
      )}
    </section>
  );
}

function DissentForm(props: {
  readonly desk: PanelDesk;
  readonly application: string;
  /** Empty: not chosen yet. */
  readonly expert: string;
  readonly voters: readonly string[];
  readonly onDone: () => void;
}) {
  const { t } = useText();
  const { desk, application, voters } = props;
  const [expert, setExpert] = useState(props.expert);
  const [refusal, setRefusal] = useState<MeetingRefusal | null>(null);
  const before = desk.meeting.dissents.find(
    (each) => each.application === application && each.expert === props.expert,
  );
  const draft = `dissent/${application}/${props.expert}`;
  const opinion = useKeptText(desk.round.id, draft, before?.opinion ?? '');
  const ready = expert !== '' && opinion.text.trim() !== '';
  const record = () => {
    const outcome = desk.ready.record([
      { kind: 'dissent.recorded', application, expert, opinion: opinion.text },
    ]);
    setRefusal(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    opinion.done();
    props.onDone();
  };
  return (
    <form
      className={styles.dissentForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) record();
      }}
    >
      <Field label={t('chair.dissent.who')} required>
        {(control) => (
          <Select
            {...control}
            className={styles.who}
            value={expert === '' ? null : expert}
            disabled={props.expert !== ''}
            options={voters.map((id) => ({ value: id, label: nameOf(desk.round, id) }))}
            onChange={setExpert}
          />
        )}
      </Field>
      <Field label={t('chair.dissent.opinion')} required hint={t('chair.dissent.hint')}>
        {(control) => (
          <ProseInput
            {...control}
            value={opinion.text}
            onChange={(event) => opinion.write(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button htmlType="submit" disabled={!ready}>
          {t('chair.dissent.record')}
        </Button>
        <Button type="text" onClick={props.onDone}>
          {t('common.cancel')}
        </Button>
      </div>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
  );
}
