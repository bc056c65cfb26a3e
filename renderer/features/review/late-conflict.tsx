import { Drawer, Select } from 'antd';
import { useState } from 'react';
import type { ApplicationIndexEntry } from '../../../shared/domain/application.ts';
import { type ConflictKind, conflictKinds } from '../../../shared/domain/conflict.ts';
import type { ReviewRefusal } from '../../../shared/domain/review.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import { go } from '../../router.ts';
import { flushTyping } from '../../store/typing.ts';
import { useDraft } from '../../store/use-draft.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import { SealButton } from '../../ui/seal-button.tsx';
import { Notice } from '../../ui/state-view.tsx';
import styles from './review.module.css';

interface Leaving {
  readonly review: ReadyReview;
  readonly entry: ApplicationIndexEntry;
  readonly onClose: () => void;
}

/** Declaring a conflict that was found later: it seals the application for good, and says so first. */
export function LateConflict(props: Leaving & { readonly open: boolean }) {
  const { t } = useText();
  return (
    <Drawer
      title={t('review.conflict.title', { number: props.entry.number })}
      open={props.open}
      onClose={props.onClose}
      closable={{ 'aria-label': t('common.close') }}
      size={480}
      destroyOnHidden
    >
      <LateConflictForm {...props} />
    </Drawer>
  );
}

function LateConflictForm(props: Leaving) {
  const { t } = useText();
  const { review, entry } = props;
  const round = review.detail.round.id;
  const [kind, setKind] = useState<ConflictKind | null>(null);
  const [refusal, setRefusal] = useState<ReviewRefusal | null>(null);
  const draft = useDraft(round, `late-conflict/${entry.id}`);
  const ready = kind !== null && (kind !== 'other' || draft.text.trim() !== '');
  const seal = async () => {
    if (kind === null || !ready) return;
    await flushTyping();
    const declaration = { state: 'recused', conflict: kind, reason: draft.text } as const;
    const event = { kind: 'conflict.declared', application: entry.id, declaration } as const;
    const outcome = review.record([event]);
    if (!outcome.ok) return setRefusal(outcome.failure);
    draft.clear();
    go({ screen: 'applications', round });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void seal();
      }}
    >
      <Notice kind="caution" title={t('review.conflict.warning')}>
        <p>{t('review.conflict.consequence')}</p>
      </Notice>
      <Field label={t('review.conflict.kind')} required>
        {(control) => (
          <Select<ConflictKind>
            id={control.id}
            className={styles.wide}
            value={kind}
            placeholder={t('review.conflict.kindHint')}
            options={conflictKinds.map((value) => ({
              value,
              label: t(`domain.conflict.${value}`),
            }))}
            onChange={setKind}
          />
        )}
      </Field>
      <Field
        label={t('review.conflict.reason')}
        required={kind === 'other'}
        {...(kind === 'other' ? {} : { optionalWord: t('common.optional') })}
      >
        {(control) => (
          <ProseInput
            {...control}
            value={draft.text}
            onChange={(event) => draft.write(event.target.value)}
          />
        )}
      </Field>
      <SealButton htmlType="submit" disabled={!ready}>
        {t('review.conflict.seal', { number: entry.number })}
      </SealButton>
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
  );
}
