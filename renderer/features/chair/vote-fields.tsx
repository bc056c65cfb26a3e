import { Button, InputNumber } from 'antd';
import { useId } from 'react';
import { useText } from '../../text.ts';
import { Glyph, Status } from '../../ui/glyph.tsx';
import styles from './decisions.module.css';
import type { LiveVote, TypedVote } from './vote-count.ts';

/** Votes for and against; the rest of those present abstains. Says at once whether there is a quorum and a majority. */
export function VoteFields(props: {
  readonly typed: TypedVote;
  readonly live: LiveVote;
  readonly disabled: boolean;
  readonly onChange: (typed: TypedVote) => void;
}) {
  const { t } = useText();
  const { typed, live, disabled, onChange } = props;
  const label = useId();
  const quorum = { present: live.present, members: live.members, needed: live.quorumNeeded };
  return (
    <section aria-labelledby={label}>
      <h3 id={label} className={styles.heading}>
        {t('chair.vote.title')}
      </h3>
      <p className={styles.quorum} hidden={live.present === 0}>
        {live.quorate ? (
          <Status shape="check" tone="accent" word={t('chair.vote.quorate', quorum)} />
        ) : (
          <Status shape="triangle" tone="error" word={t('chair.vote.inquorate', quorum)} />
        )}
      </p>
      <div className={styles.votes}>
        <Count
          label={t('chair.vote.yes')}
          value={typed.yes}
          most={live.present}
          disabled={disabled}
          onChange={(yes) => onChange({ ...typed, yes })}
        />
        <Count
          label={t('chair.vote.no')}
          value={typed.no}
          most={live.present}
          disabled={disabled}
          onChange={(no) => onChange({ ...typed, no })}
        />
        <div className={styles.vote}>
          <span>{t('chair.vote.abstained')}</span>
          <output className={styles.abstained}>{live.vote?.abstained ?? ''}</output>
        </div>
        {!disabled && (
          <Button onClick={() => onChange({ yes: live.present, no: 0 })}>
            {t('chair.vote.unanimous')}
          </Button>
        )}
      </div>
      <p className={styles.outcome} role="status">
        {live.present > 0 && <Outcome live={live} />}
      </p>
    </section>
  );
}

function Outcome(props: { readonly live: LiveVote }) {
  const { t } = useText();
  const { live } = props;
  if (live.tooMany) {
    return (
      <Status
        shape="triangle"
        tone="error"
        word={t('chair.vote.tooMany', { present: live.present })}
      />
    );
  }
  if (live.vote === null) {
    return <span className={styles.soft}>{t('chair.vote.needed', { needed: live.needed })}</span>;
  }
  const values = { yes: live.vote.yes, present: live.present, needed: live.needed };
  return (
    <>
      <Glyph
        {...(live.passed ? { shape: 'full', tone: 'accent' } : { shape: 'empty', tone: 'ink' })}
      />{' '}
      {t(live.passed ? 'chair.vote.passed' : 'chair.vote.failed', values)}
    </>
  );
}

function Count(props: {
  readonly label: string;
  readonly value: number | null;
  readonly most: number;
  readonly disabled: boolean;
  readonly onChange: (value: number | null) => void;
}) {
  const id = useId();
  return (
    <div className={styles.vote}>
      <label htmlFor={id}>{props.label}</label>
      <InputNumber
        id={id}
        className={styles.voteInput}
        min={0}
        max={props.most}
        precision={0}
        disabled={props.disabled}
        value={props.value}
        onChange={props.onChange}
      />
    </div>
  );
}
