import {
  type Calibration,
  type CriterionCalibration,
  calibrationOf,
  type OwnMark,
} from '../../../shared/domain/calibration.ts';
import { criterion as criterionWithId } from '../../../shared/domain/catalogue/catalogue.ts';
import { applicationOf, type Round } from '../../../shared/domain/round.ts';
import { hashOf } from '../../router.ts';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { DotStrip } from '../../ui/dot-strip.tsx';
import { Histogram } from '../../ui/histogram.tsx';
import { Section } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/state-view.tsx';
import styles from './compare.module.css';

/** How one scores: the distribution of one's totals, and the criteria and applications at its ends. */
export function CalibrationView(props: { readonly review: ReadyReview }) {
  const { t } = useText();
  const { detail, member, review } = props.review;
  const { round } = detail;
  const calibration = calibrationOf(round, member, review);
  return (
    <div className={styles.content}>
      <h1 className={styles.title}>{t('compare.calibration.title')}</h1>
      <p className={styles.lead}>{t('compare.calibration.lead')}</p>
      {calibration.criteria.length === 0 ? (
        <EmptyState title={t('compare.nothing.title')} hint={t('compare.nothing.hint')} />
      ) : (
        <>
          <Totals round={round} calibration={calibration} />
          <Criteria round={round} calibration={calibration} />
          <Ends round={round} totals={calibration.totals} />
        </>
      )}
    </div>
  );
}

interface Shown {
  readonly round: Round;
  readonly calibration: Calibration;
}

const bins = 10;

function Totals({ round, calibration }: Shown) {
  const { t, total, number } = useText();
  const { totals, mean } = calibration;
  const bars = Array.from({ length: bins }, (_, bin) => ({
    name: `${number(bin * 10)}–${number(bin * 10 + 10)}`,
    count: totals.filter(({ mark }) => binOf(mark) === bin).length,
  }));
  const words = t('compare.totals.words', {
    count: totals.length,
    mean: mean === null ? '–' : total(mean),
    least: total(totals[0]?.mark ?? 0),
    most: total(totals.at(-1)?.mark ?? 0),
  });
  return (
    <Section title={t('compare.totals.title')} note={words}>
      <Histogram
        label={`${t('compare.totals.title')}: ${words}`}
        bars={bars}
        limit={{
          at: round.scheme.passLine / 10_000,
          name: t('review.total.passLine', { line: total(round.scheme.passLine) }),
        }}
      />
    </Section>
  );
}

/** The full mark belongs to the last stretch. */
function binOf(mark: number): number {
  return Math.min(Math.floor(mark / 1_000), bins - 1);
}

function Criteria({ round, calibration }: Shown) {
  const { t } = useText();
  const { criteria, strictest, mildest } = calibration;
  const ordered = criteria.toSorted((a, b) => a.mean - b.mean);
  const named = (id: string) => {
    if (id === strictest) return t('compare.criteria.strictest');
    return id === mildest ? t('compare.criteria.mildest') : null;
  };
  return (
    <Section title={t('compare.criteria.title')} note={t('compare.criteria.note')}>
      <ul>
        {ordered.map((each) => (
          <CriterionStrip
            key={each.criterion}
            round={round}
            calibration={each}
            end={named(each.criterion)}
          />
        ))}
      </ul>
    </Section>
  );
}

function CriterionStrip(props: {
  readonly round: Round;
  readonly calibration: CriterionCalibration;
  readonly end: string | null;
}) {
  const { t, local, total } = useText();
  const { criterion, marks, mean } = props.calibration;
  const title = criterionWithId(criterion)?.title;
  const words = t('compare.criteria.words', { count: marks.length, mean: total(mean) });
  return (
    <li className={styles.strip}>
      <a href={hashOf({ screen: 'compare', round: props.round.id, criterion })}>
        {criterion} {title !== undefined && local(title)}
      </a>
      <DotStrip
        label={`${criterion}: ${words}`}
        values={marks.map(({ mark }) => mark / 10_000)}
        mean={mean / 10_000}
      />
      <span className={styles.figures}>
        {total(mean)}
        {props.end !== null && <span className={styles.end}>{props.end}</span>}
      </span>
    </li>
  );
}

/** The applications with one's lowest and highest totals. */
function Ends(props: { readonly round: Round; readonly totals: readonly OwnMark[] }) {
  const { t } = useText();
  const { totals } = props;
  if (totals.length < 2) return null;
  const some = Math.min(3, Math.floor(totals.length / 2));
  return (
    <Section title={t('compare.ends.title')}>
      <div className={styles.ends}>
        <End {...props} title={t('compare.ends.lowest')} marks={totals.slice(0, some)} />
        <End
          {...props}
          title={t('compare.ends.highest')}
          marks={totals.slice(-some).toReversed()}
        />
      </div>
    </Section>
  );
}

function End(props: {
  readonly round: Round;
  readonly title: string;
  readonly marks: readonly OwnMark[];
}) {
  const { total, name } = useText();
  return (
    <section>
      <h3 className={styles.endTitle}>{props.title}</h3>
      <ol>
        {props.marks.map(({ application, mark }) => {
          const entry = applicationOf(props.round, application);
          return (
            <li key={application} className={styles.mark}>
              <a href={hashOf({ screen: 'review', round: props.round.id, application })}>
                {entry?.number} {entry && name(entry.applicant)}
              </a>
              <span className={styles.figures}>{total(mark)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
