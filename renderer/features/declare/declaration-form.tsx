import { Radio, Select } from 'antd';
import { useState } from 'react';
import {
  type ConflictKind,
  type ConflictState,
  conflictKinds,
  type Declaration,
} from '../../../shared/domain/conflict.ts';
import type { ReviewRefusal } from '../../../shared/domain/review.ts';
import { RefusalNotice } from '../../parts/refusal-notice.tsx';
import type { Draft } from '../../store/use-draft.ts';
import { useDraft } from '../../store/use-draft.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import { SealButton } from '../../ui/seal-button.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { type Choice, declarationOf } from './declaration.ts';
import styles from './declare.module.css';

/** The declaration itself. Nothing is chosen beforehand, whatever the app suggests. */
export function DeclarationForm(props: {
  readonly review: ReadyReview;
  readonly application: string;
  readonly conflict: ConflictState;
  readonly onDeclared: () => void;
}) {
  const { t } = useText();
  const { review, application, conflict } = props;
  const [choice, setChoice] = useState<Choice | null>(null);
  const [kind, setKind] = useState<ConflictKind | null>(null);
  const [refusal, setRefusal] = useState<ReviewRefusal | null>(null);
  const draft = useDraft(review.detail.round.id, `declare/${application}`);
  const declare = (declaration: Declaration) => {
    const outcome = review.record([{ kind: 'conflict.declared', application, declaration }]);
    setRefusal(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    draft.clear();
    setChoice(null);
    if (conflict.state === 'undeclared') props.onDeclared();
  };
  const declaration = declarationOf(choice, kind, draft.text);
  useShortcuts([
    { keys: 'O', label: t('declare.keys.none'), run: () => setChoice('none') },
    { keys: 'D', label: t('declare.keys.disclosed'), run: () => setChoice('disclosed') },
    { keys: 'R', label: t('declare.keys.recused'), run: () => setChoice('recused') },
  ]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (declaration !== null) declare(declaration);
      }}
    >
      <Radio.Group
        className={styles.choices}
        aria-label={t('declare.question')}
        value={choice}
        onChange={(event) => setChoice(event.target.value as Choice)}
      >
        {(['none', 'disclosed', 'recused'] as const).map((state) => (
          <Radio key={state} value={state}>
            <span className={styles.choice}>{t(`declare.choice.${state}`)}</span>
            <span className={styles.small}>{t(`declare.choice.${state}Hint`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {choice === 'disclosed' && <Reason draft={draft} field="relation" needed />}
      {choice === 'recused' && <Recusal kind={kind} onKind={setKind} draft={draft} />}
      {choice !== null && (
        <div className={styles.sign}>
          <SealButton htmlType="submit" disabled={declaration === null}>
            {t(`declare.submit.${choice}`)}
          </SealButton>
        </div>
      )}
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </form>
  );
}

function Recusal(props: {
  readonly kind: ConflictKind | null;
  readonly onKind: (kind: ConflictKind) => void;
  readonly draft: Draft;
}) {
  const { t } = useText();
  return (
    <>
      <Field label={t('declare.kind')} required>
        {(control) => (
          <Select<ConflictKind>
            id={control.id}
            className={styles.kind}
            value={props.kind}
            placeholder={t('declare.kindHint')}
            options={conflictKinds.map((value) => ({
              value,
              label: t(`domain.conflict.${value}`),
            }))}
            onChange={props.onKind}
          />
        )}
      </Field>
      <Reason draft={props.draft} field="reason" needed={props.kind === 'other'} />
      <p className={styles.final}>{t('declare.final')}</p>
    </>
  );
}

function Reason(props: {
  readonly draft: Draft;
  readonly field: 'relation' | 'reason';
  readonly needed: boolean;
}) {
  const { t } = useText();
  const optional = props.needed ? {} : { optionalWord: t('common.optional') };
  return (
    <Field label={t(`declare.${props.field}`)} required={props.needed} {...optional}>
      {(control) => (
        <ProseInput
          {...control}
          value={props.draft.text}
          onChange={(event) => props.draft.write(event.target.value)}
        />
      )}
    </Field>
  );
}
