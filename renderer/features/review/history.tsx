import { Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { historyAt, type PastAnswer } from '../../../shared/domain/review-history.ts';
import type { Failure } from '../../../shared/failures.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useRaise } from '../../store/use-call.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { EmptyState, LoadingState } from '../../ui/state-view.tsx';
import type { Desk } from './desk.ts';
import styles from './history.module.css';
import { answerWords, questionWords } from './history-words.ts';

interface Shown {
  readonly review: ReadyReview;
  readonly desk: Desk;
}

/** Everything that was ever answered at the present place, with its time: read from the journal itself. */
export function History(props: Shown & { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useText();
  const { place } = props.desk;
  const name = place === 'opinion' ? t('review.opinion.title') : place;
  return (
    <Drawer
      title={t('review.history.title', { place: name })}
      open={props.open}
      onClose={props.onClose}
      closable={{ 'aria-label': t('common.close') }}
      size={480}
      destroyOnHidden
    >
      <Past key={place} {...props} />
    </Drawer>
  );
}

function Past({ review, desk }: Shown) {
  const { t } = useText();
  const [past, setPast] = useState<readonly PastAnswer[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const raise = useRaise();
  const application = desk.entry.id;
  const { place } = desk;
  useEffect(() => {
    let wanted = true;
    review.entries().then((entries) => {
      if (!wanted) return;
      setFailure(entries.ok ? null : entries.failure);
      if (entries.ok) setPast(historyAt(entries.value, { application, place }));
    }, raise);
    return () => {
      wanted = false;
    };
  }, [review, application, place, raise]);
  if (failure !== null) return <FailureNotice failure={failure} />;
  if (past === null) return <LoadingState label={t('common.loading')} />;
  if (past.length === 0) {
    return <EmptyState title={t('review.history.none')} hint={t('review.history.noneHint')} />;
  }
  return (
    <ol>
      {past.map((each) => (
        <PastLine key={each.entry.seq} past={each} desk={desk} />
      ))}
    </ol>
  );
}

function PastLine(props: { readonly past: PastAnswer; readonly desk: Desk }) {
  const text = useText();
  const { t, moment } = text;
  const { entry, before } = props.past;
  const way = 'retraced' in entry.event ? entry.event.retraced : undefined;
  const was = before === null ? '' : answerWords(before, props.desk, text);
  return (
    <li className={styles.line}>
      <p className={styles.head}>
        <time dateTime={entry.at}>{moment(entry.at)}</time>
        <span className={styles.question}>{questionWords(entry.event, text)}</span>
        {way !== undefined && <span className={styles.way}>{t(`review.history.${way}`)}</span>}
      </p>
      <p className={styles.answer}>
        {was !== '' && <del className={styles.was}>{was}</del>}
        {answerWords(entry.event, props.desk, text) || t('review.history.empty')}
      </p>
    </li>
  );
}
