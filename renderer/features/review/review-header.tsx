import { Button, Popover } from 'antd';
import { totalOf } from '../../../shared/domain/scoring.ts';
import { hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { HeaderSlot } from '../../ui/header-slot.tsx';
import { IconButton, IconLink } from '../../ui/icon-button.tsx';
import { type Desk, neighbours } from './desk.ts';
import { retrace } from './retrace.ts';
import styles from './review.module.css';
import { TotalArithmetic } from './total-arithmetic.tsx';

/** In the app's header: the round, the application, its live total, the way to the next one. */
export function ReviewHeader(props: {
  readonly review: ReadyReview;
  readonly desk: Desk;
  readonly onConflict: () => void;
  readonly onHistory: () => void;
}) {
  const { t, name } = useText();
  const { desk, review } = props;
  const { round, entry } = desk;
  const { previous, next } = neighbours(review, entry.id);
  return (
    <HeaderSlot>
      <a
        className={styles.back}
        href={hashOf({ screen: 'applications', round: round.id })}
        title={round.title}
      >
        <span aria-hidden="true">‹ </span>
        <span className={styles.backName}>{round.title}</span>
      </a>
      <span className={styles.title} title={name(entry.applicant)}>
        <span className={styles.number}>{t('review.application', { number: entry.number })}</span>
        {name(entry.applicant)}
      </span>
      <span className={styles.steps}>
        <Step
          to={previous}
          round={round.id}
          label={t('review.keys.previousApplication')}
          sign="‹"
        />
        <Step to={next} round={round.id} label={t('review.keys.nextApplication')} sign="›" />
      </span>
      <span className={styles.steps}>
        <IconButton
          sign="undo"
          label={t('review.keys.undo')}
          disabled={!review.canUndo}
          onPress={() => retrace(review, 'undo')}
        />
        <IconButton
          sign="redo"
          label={t('review.keys.redo')}
          disabled={!review.canRedo}
          onPress={() => retrace(review, 'redo')}
        />
        <IconButton sign="clock" label={t('review.keys.history')} onPress={props.onHistory} />
        {desk.place !== 'opinion' && (
          <IconLink
            sign="compare"
            label={t('review.compare', { criterion: desk.place })}
            href={hashOf({ screen: 'compare', round: round.id, criterion: desk.place })}
          />
        )}
        <IconLink
          sign="print"
          label={t('review.print')}
          href={hashOf({ screen: 'print', round: round.id, application: entry.id })}
        />
      </span>
      {!desk.frozen && (
        <Button size="small" type="text" onClick={props.onConflict}>
          {t('review.conflict.open')}
        </Button>
      )}
      <Total desk={desk} />
    </HeaderSlot>
  );
}

function Step(props: {
  readonly to: string | null;
  readonly round: string;
  readonly label: string;
  readonly sign: string;
}) {
  const { to, round } = props;
  if (to === null) return <span className={styles.noStep}>{props.sign}</span>;
  return (
    <a
      className={styles.step}
      href={hashOf({ screen: 'review', round, application: to })}
      aria-label={props.label}
      title={props.label}
    >
      {props.sign}
    </a>
  );
}

/** The total as it stands, with its arithmetic on demand. */
function Total(props: { readonly desk: Desk }) {
  const { t, total: totalWords } = useText();
  const { desk } = props;
  const total = totalOf(desk.round.scheme, desk.entry.baseType, desk.state.criteria);
  const words = total === null ? '–' : totalWords(total);
  return (
    <Popover trigger="click" placement="bottomRight" content={<TotalArithmetic desk={desk} />}>
      <button
        type="button"
        className={styles.total}
        aria-haspopup="dialog"
        title={t('review.total.show')}
        data-total={total ?? ''}
      >
        <span className="visually-hidden">{t('review.total.label')} </span>
        <strong>{words}</strong>
        <span className={styles.of}> / 100</span>
      </button>
    </Popover>
  );
}
