import { Button } from 'antd';
import { useRef } from 'react';
import { allowsReview } from '../../../shared/domain/conflict.ts';
import { own } from '../../../shared/domain/record.ts';
import { assignmentOf } from '../../../shared/domain/round.ts';
import { OwnReview } from '../../parts/own-review.tsx';
import { hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { light } from '../../styles/palette.ts';
import { useText } from '../../text.ts';
import { HeaderSlot } from '../../ui/header-slot.tsx';
import { Page } from '../../ui/page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import { ScrollRegion } from '../../viewers/scroll-region.tsx';
import { OpinionSheet } from './opinion-sheet.tsx';
import styles from './print.module.css';

/** One's opinion as it goes to paper or PDF, of one application or of all of them, each on its own sheets. */
export function PrintScreen(props: {
  readonly round: string;
  readonly application?: string | undefined;
}) {
  const { t } = useText();
  return (
    <OwnReview round={props.round} title={t('print.title')}>
      {(review) => <Sheets review={review} application={props.application} />}
    </OwnReview>
  );
}

function Sheets(props: { readonly review: ReadyReview; readonly application: string | undefined }) {
  const { t } = useText();
  const { review, application } = props;
  const { round } = review.detail;
  const desk = useRef<HTMLElement>(null);
  const assigned = assignmentOf(round, review.member);
  const wanted = application === undefined ? assigned : assigned.filter((id) => id === application);
  const printed = wanted.filter((id) => {
    const conflict = own(review.review.applications, id)?.conflict;
    return conflict !== undefined && allowsReview(conflict);
  });
  const back =
    application === undefined
      ? ({ screen: 'finish', round: round.id } as const)
      : ({ screen: 'review', round: round.id, application } as const);
  useShortcuts([{ keys: 'P', label: t('print.button'), run: () => window.print() }]);
  return (
    <>
      <HeaderSlot>
        <a className={styles.back} href={hashOf(back)}>
          <span aria-hidden="true">‹ </span>
          {t(application === undefined ? 'finish.title' : 'review.title')}
        </a>
        <span className={styles.where}>{t('print.title')}</span>
        {printed.length > 0 && (
          <Button type="primary" size="small" onClick={() => window.print()}>
            {t('print.button')}
          </Button>
        )}
      </HeaderSlot>
      {printed.length === 0 ? (
        <Page title={t('print.title')}>
          <EmptyState title={t('print.nothing.title')} hint={t('print.nothing.hint')} />
        </Page>
      ) : (
        <ScrollRegion frame={desk} className={styles.desk} label={t('print.title')}>
          <h1 className="visually-hidden">{t('print.title')}</h1>
          <div style={paper}>
            {printed.map((id) => (
              <OpinionSheet key={id} review={review} application={id} />
            ))}
          </div>
        </ScrollRegion>
      )}
    </>
  );
}

/** Paper is white and ink is dark, whatever the screen looks like. */
const paper = {
  '--ink': light.ink,
  '--soft': light.soft,
  '--faint': light.faint,
  '--line': light.line,
  '--edge': light.edge,
  '--accent': light.accent,
  '--caution': light.caution,
  '--error': light.error,
  '--puzzled': light.puzzled,
  '--raised': '#ffffff',
  color: light.ink,
} as React.CSSProperties;
