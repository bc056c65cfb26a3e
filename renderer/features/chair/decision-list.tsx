import { baseTypes } from '../../../shared/domain/application.ts';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { own } from '../../../shared/domain/record.ts';
import { recommendationLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import styles from './decisions.module.css';
import { entryOf, type PanelDesk } from './panel-desk.ts';

/** The applications by base type and rank, each with its total, vote and decision. */
export function DecisionList(props: {
  readonly desk: PanelDesk;
  readonly current: string;
  readonly onChoose: (application: string) => void;
}) {
  const { t, local } = useText();
  const { desk, current } = props;
  return (
    <nav aria-label={t('chair.decisions.list')}>
      {baseTypes.map((type) => {
        const ranked = desk.ranked.filter((each) => each.baseType === type);
        if (ranked.length === 0) return null;
        return (
          <section key={type}>
            <h2 className={styles.type}>{local(baseTypeFacts[type].name)}</h2>
            <ol>
              {ranked.map(({ application }) => (
                <li key={application}>
                  <DecisionLine
                    desk={desk}
                    application={application}
                    current={application === current}
                    onChoose={() => props.onChoose(application)}
                  />
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </nav>
  );
}

function DecisionLine(props: {
  readonly desk: PanelDesk;
  readonly application: string;
  readonly current: boolean;
  readonly onChoose: () => void;
}) {
  const { t, points, name } = useText();
  const { desk, application } = props;
  const entry = entryOf(desk.round, application);
  const figures = desk.consolidation.applications.find((each) => each.application === application);
  const decided = own(desk.meeting.decisions, application)?.decision;
  const wrong = desk.missing.some(
    (each) =>
      'application' in each &&
      each.application === application &&
      (each.kind === 'decision-against-vote' || each.kind === 'no-quorum'),
  );
  return (
    <button
      type="button"
      className={styles.line}
      data-application={application}
      aria-current={props.current ? 'true' : undefined}
      onClick={props.onChoose}
    >
      {decided === undefined ? (
        <Glyph shape="dash" tone="faint" label={t('chair.scores.undecided')} />
      ) : (
        <Glyph {...recommendationLook[decided]} label={t(`domain.recommendation.${decided}`)} />
      )}
      <span className={styles.number}>{entry.number}</span>
      <span className={styles.name}>{name(entry.applicant)}</span>
      {wrong && <Glyph shape="triangle" tone="error" label={t('chair.decisions.wrong')} />}
      <span className={styles.total}>
        {typeof figures?.total.mean === 'number' && points(figures.total.mean)}
      </span>
    </button>
  );
}
