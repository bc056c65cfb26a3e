import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { MeetingRefusal } from '../../../shared/domain/meeting.ts';
import type { ChairEvent } from '../../../shared/schema.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './flags.module.css';
import { type KeptText, useKeptText } from './kept-text.ts';
import type { PanelDesk } from './panel-desk.ts';

/** The reason that is being written for settling flags, and how to record it with what was chosen. */
interface Settling {
  readonly reason: KeptText;
  readonly refusal: MeetingRefusal | null;
  /** Records the events that settle these flags, or shows why that is refused. */
  readonly settle: (events: readonly ChairEvent[], flags: readonly string[]) => void;
}

/**
 * @param draft names what is being settled; an unfinished reason is kept under it
 * @param recorded the reason that stands already, or none
 */
export function useSettling(
  desk: PanelDesk,
  draft: string,
  recorded: string | undefined,
  onSettled: (flags: readonly string[]) => void,
): Settling {
  const [refusal, setRefusal] = useState<MeetingRefusal | null>(null);
  const reason = useKeptText(desk.round.id, draft, recorded ?? '');
  const settle = (events: readonly ChairEvent[], flags: readonly string[]) => {
    const outcome = desk.ready.record(events);
    setRefusal(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    reason.done();
    onSettled(flags);
  };
  return { reason, refusal, settle };
}

/** What the chair chooses about a flag, the reason for it, and the button that records both. */
export function SettlingForm(props: {
  readonly settling: Settling;
  readonly question: string;
  readonly choices: ReactNode;
  readonly reasonHint?: string;
  readonly reasonRequired: boolean;
  /** Whether all that is needed has been chosen, the reason aside. */
  readonly chosen: boolean;
  readonly action: string;
  readonly onSettle: () => void;
  /** What stands between the reason and the button. */
  readonly children?: ReactNode;
}) {
  const { t } = useText();
  const { reason, refusal } = props.settling;
  const unreasoned = props.reasonRequired && reason.text.trim() === '';
  const ready = props.chosen && !unreasoned;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) props.onSettle();
      }}
    >
      <fieldset className={styles.choices}>
        <legend>{props.question}</legend>
        {props.choices}
      </fieldset>
      <Field
        label={t('chair.flags.reason')}
        required={props.reasonRequired}
        {...(props.reasonRequired ? {} : { optionalWord: t('common.optional') })}
        {...(props.reasonHint === undefined ? {} : { hint: props.reasonHint })}
      >
        {(control) => (
          <ProseInput
            {...control}
            value={reason.text}
            onChange={(event) => reason.write(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing || event.key !== 'Enter') return;
              if ((event.ctrlKey || event.metaKey) && ready) props.onSettle();
            }}
          />
        )}
      </Field>
      {props.children}
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {props.action}
        </Button>
        {props.chosen && unreasoned && (
          <span className={styles.note}>{t('chair.flags.reasonNeeded')}</span>
        )}
      </div>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
  );
}
