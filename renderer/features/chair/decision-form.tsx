import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { MeetingRefusal } from '../../../shared/domain/meeting.ts';
import { own } from '../../../shared/domain/record.ts';
import { type Recommendation, recommendations } from '../../../shared/domain/review.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { recommendationLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { Status } from '../../ui/glyph.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import { Notice } from '../../ui/state-view.tsx';
import { DecisionHead } from './decision-head.tsx';
import styles from './decisions.module.css';
import { Dissents } from './dissents.tsx';
import { useKeptText } from './kept-text.ts';
import type { PanelDesk } from './panel-desk.ts';
import { liveVote, type TypedVote } from './vote-count.ts';
import { VoteFields } from './vote-fields.tsx';

/** The vote and the decision on one application, recorded together. */
export function DecisionForm(props: {
  readonly desk: PanelDesk;
  readonly application: string;
  readonly onRecorded: () => void;
}) {
  const { t } = useText();
  const { desk, application } = props;
  const { meeting, round } = desk;
  const recorded = own(meeting.decisions, application);
  const voted = own(meeting.votes, application);
  const [typed, setTyped] = useState<TypedVote>({ yes: voted?.yes ?? null, no: voted?.no ?? null });
  const [decision, setDecision] = useState<Recommendation | null>(recorded?.decision ?? null);
  const [refusal, setRefusal] = useState<MeetingRefusal | null>(null);
  const grounds = useKeptText(round.id, `grounds/${application}`, recorded?.grounds ?? '');
  const figures = desk.consolidation.applications.find((each) => each.application === application);
  const live = liveVote(round, figures?.recused ?? [], meeting.present, typed);
  const frozen = meeting.phase === 'signed';
  const against =
    live.vote !== null && decision !== null && (decision === 'approve') !== live.passed;
  const groundless = decision !== null && decision !== 'approve' && grounds.text.trim() === '';
  const ready = live.vote !== null && decision !== null && !groundless;
  const record = () => {
    if (live.vote === null || decision === null) return;
    const outcome = desk.ready.record([
      { kind: 'vote.recorded', application, ...live.vote },
      { kind: 'decision.recorded', application, decision, grounds: grounds.text },
    ]);
    setRefusal(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    grounds.done();
    props.onRecorded();
  };
  return (
    <div className={styles.form}>
      <DecisionHead desk={desk} application={application} />
      {meeting.present.length === 0 && !frozen && (
        <Notice kind="note" title={t('chair.decisions.attendanceFirst')} />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) record();
        }}
      >
        <VoteFields
          typed={typed}
          live={live}
          disabled={frozen || live.present === 0}
          onChange={setTyped}
        />
        <fieldset className={styles.choices}>
          <legend className={styles.heading}>{t('chair.decisions.decision')}</legend>
          <Radio.Group
            disabled={frozen}
            value={decision}
            onChange={(event) => setDecision(event.target.value as Recommendation)}
          >
            {recommendations.map((each) => (
              <Radio key={each} value={each}>
                <Status {...recommendationLook[each]} word={t(`domain.recommendation.${each}`)} />
              </Radio>
            ))}
          </Radio.Group>
          {against && (
            <Notice
              kind="caution"
              title={t(
                live.passed ? 'chair.decisions.againstPassed' : 'chair.decisions.againstFailed',
              )}
            />
          )}
        </fieldset>
        <Field
          label={t('chair.decisions.grounds')}
          required={decision !== 'approve'}
          {...(decision === 'approve' ? { optionalWord: t('common.optional') } : {})}
          hint={t('chair.decisions.groundsHint')}
        >
          {(control) => (
            <ProseInput
              {...control}
              disabled={frozen}
              value={grounds.text}
              onChange={(event) => grounds.write(event.target.value)}
            />
          )}
        </Field>
        {!frozen && (
          <div className={styles.buttons}>
            <Button type="primary" htmlType="submit" disabled={!ready}>
              {t(recorded === undefined ? 'chair.decisions.record' : 'chair.decisions.change')}
            </Button>
            <span className={styles.soft}>
              {groundless && t('chair.decisions.groundsNeeded')}
              {decision === null && t('chair.decisions.decisionNeeded')}
            </span>
          </div>
        )}
        {refusal !== null && <RefusalNotice refusal={refusal} />}
      </form>
      <Dissents desk={desk} application={application} recused={figures?.recused ?? []} />
    </div>
  );
}
