import { assertNever } from '../../../shared/result.ts';
import { useText } from '../../text.ts';
import { useArrivalFocus } from '../../ui/arrival-focus.ts';
import { Notice } from '../../ui/state-view.tsx';
import { DisclosureForm } from './disclosure-form.tsx';
import { FlagContext } from './flag-context.tsx';
import { FlagForm } from './flag-form.tsx';
import { flagWords } from './flag-words.ts';
import styles from './flags.module.css';
import { ForkForm } from './fork-form.tsx';
import { entryOf, isClosedTo, type PanelDesk, type QueuedFlag } from './panel-desk.ts';

/** One flag: its sentence, what it rests on, and the form that settles it. */
export function FlagDetail(props: {
  readonly desk: PanelDesk;
  readonly current: QueuedFlag;
  readonly onSettled: (settled: readonly string[]) => void;
}) {
  const text = useText();
  const { t } = text;
  const { desk, current } = props;
  const { flag } = current;
  const entry = 'application' in flag ? entryOf(desk.round, flag.application) : null;
  const heading = useArrivalFocus<HTMLHeadingElement>();
  const closed = 'application' in flag && isClosedTo(desk, flag.application);
  return (
    <section className={styles.detail} aria-label={t('chair.flags.detail')}>
      <p className={styles.where}>
        {entry === null
          ? t('chair.flags.workbooks')
          : [entry.number, text.name(entry.applicant)].join(' · ')}
      </p>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {t(`chair.flag.${flag.kind}.title`)}
      </h1>
      <p className={styles.sentence}>{flagWords(desk, flag, text).full}</p>
      {closed ? (
        <Notice kind="note" title={t('chair.scores.closed')} />
      ) : (
        <FlagContext desk={desk} flag={flag} />
      )}
      {desk.meeting.phase === 'signed' ? (
        <Notice kind="note" title={t('chair.frozen')} />
      ) : (
        <Settlement {...props} />
      )}
    </section>
  );
}

function Settlement(props: {
  readonly desk: PanelDesk;
  readonly current: QueuedFlag;
  readonly onSettled: (settled: readonly string[]) => void;
}) {
  const { desk, current, onSettled } = props;
  const { flag } = current;
  switch (flag.kind) {
    case 'workbook-fork':
      return <ForkForm desk={desk} flag={flag} onSettled={onSettled} />;
    case 'disclosure-unresolved':
      return <DisclosureForm desk={desk} flag={flag} onSettled={onSettled} />;
    case 'check-disagreement':
    case 'criterion-range':
    case 'score-distance':
    case 'total-gap':
    case 'straddles-pass-line':
    case 'falsification-suspected':
    case 'workbook-missing':
    case 'workbook-superseded':
      return <FlagForm desk={desk} current={current} onSettled={onSettled} />;
    default:
      return assertNever(flag);
  }
}
