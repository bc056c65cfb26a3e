import { Button } from 'antd';
import type { SaveState } from '../store/live-journal.ts';
import { useObservable } from '../store/observable.ts';
import { isTyping } from '../store/typing.ts';
import { useReview } from '../store/use-review.ts';
import { useText } from '../text.ts';
import { Glyph } from '../ui/glyph.tsx';
import { FailureNotice } from './failure-notice.tsx';
import styles from './save-state.module.css';

/** In the header: whether what is on screen is on disk. */
export function SaveWords(props: { readonly save: SaveState }) {
  const { t, time } = useText();
  const { save } = props;
  // What stands in a field and is recorded after a pause is not saved yet.
  const isBehind = useObservable(isTyping) && save.kind === 'saved';
  return (
    <span className={styles.words} role="status">
      {(save.kind === 'saving' || isBehind) && t('common.saving')}
      {save.kind === 'saved' && !isBehind && (
        <>
          <Glyph shape="check" tone="accent" />
          {save.at === null ? t('common.saved') : t('common.savedAt', { time: time(save.at) })}
        </>
      )}
      {save.kind === 'problem' && (
        <span className={styles.problem}>
          <Glyph shape="triangle" tone="error" />
          {t('common.unsaved', { count: save.waiting })}
        </span>
      )}
    </span>
  );
}

/** Under the header while something cannot be recorded: why, what to do, and that nothing is lost. */
export function SaveProblem(props: {
  readonly save: SaveState;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}) {
  const { t } = useText();
  const { save } = props;
  if (save.kind !== 'problem') return null;
  const actions = (
    <span className={styles.actions}>
      <Button size="small" onClick={props.onRetry}>
        {t('common.tryAgain')}
      </Button>
      <Button size="small" type="text" onClick={props.onDiscard}>
        {t('common.discard', { count: save.waiting })}
      </Button>
    </span>
  );
  return (
    <div className={styles.bar}>
      <FailureNotice failure={save.failure} action={actions} />
      <p className={styles.kept}>{t('common.kept', { count: save.waiting })}</p>
    </div>
  );
}

/** Both halves for one's own review of a round. */
export function ReviewSaveWords(props: { readonly round: string }) {
  const review = useReview(props.round);
  return review.kind === 'ready' ? <SaveWords save={review.save} /> : null;
}

export function ReviewSaveProblem(props: { readonly round: string }) {
  const review = useReview(props.round);
  if (review.kind !== 'ready') return null;
  return (
    <SaveProblem
      save={review.save}
      onRetry={() => void review.refresh()}
      onDiscard={() => void review.discard()}
    />
  );
}
