import { own } from '../../../shared/domain/record.ts';
import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { useArrivalFocus } from '../../ui/arrival-focus.ts';
import { Glyph } from '../../ui/glyph.tsx';
import styles from './decisions.module.css';
import { entryOf, labelOf, type PanelDesk, queueOf, reviewBy } from './panel-desk.ts';

/** What the panel looks at when it votes: the figures of the application in one line, who is recused, open flags. */
export function DecisionHead(props: { readonly desk: PanelDesk; readonly application: string }) {
  const { t, points, name } = useText();
  const { desk, application } = props;
  const { round } = desk;
  const heading = useArrivalFocus<HTMLHeadingElement>();
  const entry = entryOf(round, application);
  const figures = desk.consolidation.applications.find((each) => each.application === application);
  const rank = desk.ranked.find((each) => each.application === application)?.rank ?? 0;
  const open = queueOf(desk).filter(
    ({ flag, settled }) => !settled && 'application' in flag && flag.application === application,
  ).length;
  const { total } = figures ?? {};
  const recommended = round.panel.members.flatMap(({ id }) => {
    const review = figures?.recused.includes(id) ? null : reviewBy(desk, id, application);
    return review === null ? [] : [review.recommendation];
  });
  const count = (wanted: string) => recommended.filter((each) => each === wanted).length;
  const facts = [
    typeof total?.mean === 'number' &&
      t('chair.decisions.total', { total: points(total.mean), rank }),
    typeof total?.trimmed === 'number' &&
      t('chair.decisions.trimmed', { trimmed: points(total.trimmed) }),
    figures !== undefined && t('chair.scores.criteriaMet', { count: figures.criteriaMet }),
    t('chair.decisions.recommended', {
      approve: count('approve'),
      defer: count('defer'),
      reject: count('reject'),
    }),
  ].filter((each) => each !== false);
  const recused = (figures?.recused ?? []).map((id) => labelOf(round, id));
  return (
    <header className={styles.head}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {entry.number} {name(entry.applicant)}
      </h2>
      <p className={styles.soft}>{facts.join(' · ')}</p>
      {recused.length > 0 && (
        <p className={styles.soft}>
          {t('chair.decisions.recused', { names: recused.join(t('common.comma')) })}
        </p>
      )}
      {open > 0 && (
        <p>
          <Glyph shape="triangle" tone="caution" />{' '}
          <a href={hashOf({ screen: 'chair', round: round.id, part: 'flags', application })}>
            {t('chair.scores.openFlags', { count: open })}
          </a>
          {own(desk.meeting.decisions, application) !== undefined && (
            <span className={styles.aside}>{t('chair.decisions.stillFlagged')}</span>
          )}
        </p>
      )}
    </header>
  );
}
