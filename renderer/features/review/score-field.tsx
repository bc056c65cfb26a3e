import { Slider } from 'antd';
import { useId, useState } from 'react';
import { bandIndex, countsScore } from '../../../shared/domain/scoring.ts';
import { useTypedText } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { Desk, JudgedCriterion } from './desk.ts';
import styles from './review.module.css';
import { ScoreBands } from './score-bands.tsx';
import { scoreEntry, stepped } from './score-entry.ts';

/** The score: typed or slid, on the scheme's scale, with the meaning of its bands below. */
export function ScoreField(props: { readonly desk: Desk; readonly found: JudgedCriterion }) {
  const { t, number } = useText();
  const { desk, found } = props;
  const { verdict, score } = found.judged;
  const { scale } = desk.round.scheme;
  const [sliding, setSliding] = useState<number | null>(null);
  const id = useId();
  const counts = countsScore(verdict);
  const record = (next: number | null) => {
    if (next !== score) {
      const { entry } = desk;
      const criterion = found.criterion.id;
      desk.record({ kind: 'criterion.scored', application: entry.id, criterion, score: next });
    }
  };
  const shown = sliding ?? score;
  return (
    <section className={styles.score} aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className={styles.label}>
        {t('review.score')}
      </span>
      {counts ? (
        <>
          <div className={styles.scoreRow}>
            <ScoreInput desk={desk} score={score} label={t('review.score')} onScore={record} />
            <div className={styles.slider} data-unscored={shown === null}>
              <Slider
                ariaLabelForHandle={t('review.slider')}
                disabled={desk.frozen}
                min={0}
                max={scale.max}
                step={scale.step}
                value={shown ?? 0}
                tooltip={{ formatter: (value) => number(value ?? 0) }}
                onChange={setSliding}
                onChangeComplete={(next) => {
                  setSliding(null);
                  record(next);
                }}
              />
            </div>
          </div>
          <ScoreBands scale={scale} band={shown === null ? -1 : bandIndex(scale, shown)} />
        </>
      ) : (
        <p className={styles.small}>{t('review.scoreUncounted')}</p>
      )}
    </section>
  );
}

function ScoreInput(props: {
  readonly desk: Desk;
  readonly score: number | null;
  readonly label: string;
  readonly onScore: (score: number | null) => void;
}) {
  const { t, number } = useText();
  const { scale } = props.desk.round.scheme;
  const id = useId();
  const typed = useTypedText(props.score === null ? '' : String(props.score), (text) => {
    const entry = scoreEntry(scale, text);
    if (entry.kind !== 'invalid') props.onScore(entry.kind === 'score' ? entry.score : null);
  });
  const entry = scoreEntry(scale, typed.value);
  const invalid = entry.kind === 'invalid';
  const step = (event: React.KeyboardEvent) => {
    const by = ({ ArrowUp: 1, ArrowDown: -1 } as const)[event.key];
    if (by === undefined || invalid || event.nativeEvent.isComposing) return;
    event.preventDefault();
    typed.onChange({ target: { value: String(stepped(scale, scoreOf(entry), by)) } });
  };
  return (
    <>
      <input
        {...typed}
        id="score"
        className={styles.scoreInput}
        inputMode="numeric"
        autoComplete="off"
        aria-label={props.label}
        aria-invalid={invalid}
        aria-describedby={invalid ? id : undefined}
        disabled={props.desk.frozen}
        onKeyDown={step}
      />
      <span className={styles.of}>/ {number(scale.max)}</span>
      {invalid && (
        <span id={id} className={styles.invalid} role="alert">
          <Glyph shape="triangle" tone="error" />{' '}
          {t('review.scoreInvalid', { max: number(scale.max), step: number(scale.step) })}
        </span>
      )}
    </>
  );
}

function scoreOf(entry: ReturnType<typeof scoreEntry>): number | null {
  return entry.kind === 'score' ? entry.score : null;
}
