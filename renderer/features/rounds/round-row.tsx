import { lateness } from '../../../shared/domain/round.ts';
import type { RoundSummary } from '../../../shared/exchange.ts';
import { hashOf } from '../../router.ts';
import { type Text, useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SealMark } from '../../ui/seal-stamp.tsx';
import styles from './rounds.module.css';

const dayMs = 86_400_000;

/** One round: what it is, until when, how far one is. */
export function RoundRow(props: { readonly round: RoundSummary }) {
  const text = useText();
  const { t } = text;
  const { round } = props;
  const toReview = round.assigned - round.recused;
  const progress = t('rounds.complete', { done: round.complete, total: toReview });
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <a className={styles.title} href={hashOf({ screen: 'applications', round: round.id })}>
          {round.title}
        </a>
        <p className={styles.kind}>
          {[t(`domain.round-kind.${round.kind}`), round.id, t(`domain.role.${round.role}`)].join(
            ' · ',
          )}
        </p>
      </div>
      <div>
        <p>{t('rounds.deadline', { at: text.dateTime(round.deadline.at) })}</p>
        <Remaining round={round} text={text} />
      </div>
      <div className={styles.progress}>
        <p>{progress}</p>
        <Progress done={round.complete} total={toReview} label={progress} />
        <p className={styles.kind}>
          {t('rounds.declared', { done: round.declared, total: round.assigned })}
        </p>
        <News news={round.news} />
      </div>
      <div className={styles.state}>
        {round.phase === 'signed' ? (
          <>
            <SealMark label={t('rounds.signed')} /> <span>{t('rounds.signed')}</span>
          </>
        ) : (
          <a href={hashOf({ screen: 'applications', round: round.id })}>{t('rounds.go')}</a>
        )}
        {round.role === 'chair' && (
          <a href={hashOf({ screen: 'chair', round: round.id })}>{t('rounds.chair')}</a>
        )}
      </div>
    </li>
  );
}

/** What to look at after a newer bundle, until it was looked at. */
function News(props: { readonly news: RoundSummary['news'] }) {
  const { t } = useText();
  const { documents, citations, reopen } = props.news;
  const words = [
    documents > 0 && t('rounds.news.documents', { count: documents }),
    citations > 0 && t('rounds.news.citations', { count: citations }),
    reopen && t('rounds.news.reopen'),
  ].filter((each) => each !== false);
  return words.map((each) => (
    <p key={each} className={styles.soon}>
      <Glyph shape="triangle" tone="caution" /> {each}
    </p>
  ));
}

function Remaining(props: { readonly round: RoundSummary; readonly text: Text }) {
  const { t } = props.text;
  const { deadline, phase } = props.round;
  if (phase === 'signed') return null;
  const now = new Date();
  const state = lateness(deadline, now.toISOString());
  if (state !== 'in-time') {
    return (
      <p className={styles.late}>
        <Glyph shape="triangle" tone="error" /> {t(`rounds.${state}`)}
      </p>
    );
  }
  const days = Math.floor((Date.parse(deadline.at) - now.getTime()) / dayMs);
  const words = days === 0 ? t('rounds.today') : t('rounds.days', { count: days });
  return <p className={days < 4 ? styles.soon : styles.kind}>{words}</p>;
}
