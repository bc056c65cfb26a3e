import type { Flag } from '../../../shared/domain/consolidation.ts';
import { spellHidden } from '../../../shared/hidden-text.ts';
import { assertNever } from '../../../shared/result.ts';
import { useText } from '../../text.ts';
import { CriterionScores, TotalScores } from './expert-cells.tsx';
import styles from './flags.module.css';
import { CitationWords, CriterionWords, OpinionWords } from './opinions.tsx';
import { labelOf, type PanelDesk, reviewBy } from './panel-desk.ts';

/** What a flag rests on: everybody's numbers side by side, and what they wrote. */
export function FlagContext(props: { readonly desk: PanelDesk; readonly flag: Flag }) {
  const { desk, flag } = props;
  const figures =
    'application' in flag
      ? desk.consolidation.applications.find((each) => each.application === flag.application)
      : undefined;
  switch (flag.kind) {
    case 'check-disagreement':
    case 'criterion-range':
    case 'score-distance':
      return (
        <>
          <Strip desk={desk}>
            {figures && (
              <CriterionScores desk={desk} figures={figures} criterion={flag.criterion} />
            )}
          </Strip>
          <CriterionWords
            desk={desk}
            application={flag.application}
            criterion={flag.criterion}
            evidence
          />
        </>
      );
    case 'total-gap':
    case 'straddles-pass-line':
      return (
        <>
          <Strip desk={desk}>{figures && <TotalScores desk={desk} figures={figures} />}</Strip>
          <OpinionWords desk={desk} application={flag.application} />
        </>
      );
    case 'falsification-suspected':
      return <Grounds desk={desk} flag={flag} />;
    case 'disclosure-unresolved':
      return <Relation desk={desk} flag={flag} />;
    case 'workbook-missing':
    case 'workbook-superseded':
    case 'workbook-fork':
      return null;
    default:
      return assertNever(flag);
  }
}

/** What everybody gave in one line, under their names. */
function Strip(props: { readonly desk: PanelDesk; readonly children: React.ReactNode }) {
  const { round } = props.desk;
  return (
    <div className={styles.stripFrame}>
      <table className={styles.strip}>
        <thead>
          <tr>
            {round.panel.members.map(({ id }) => (
              <th key={id} title={labelOf(round, id)}>
                {labelOf(round, id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>{props.children}</tr>
        </tbody>
      </table>
    </div>
  );
}

function Grounds(props: {
  readonly desk: PanelDesk;
  readonly flag: { readonly application: string; readonly expert: string };
}) {
  const { t } = useText();
  const { desk, flag } = props;
  const suspicion = reviewBy(desk, flag.expert, flag.application)?.falsification;
  return (
    <>
      <blockquote className={styles.quote}>{spellHidden(suspicion?.grounds ?? '')}</blockquote>
      <CitationWords citations={suspicion?.citations ?? []} />
      <p className={styles.note}>{t('chair.flags.falsificationNote')}</p>
    </>
  );
}

function Relation(props: {
  readonly desk: PanelDesk;
  readonly flag: { readonly application: string; readonly expert: string };
}) {
  const { desk, flag } = props;
  const declaration = reviewBy(desk, flag.expert, flag.application)?.declaration;
  if (declaration?.state !== 'disclosed') return null;
  return <blockquote className={styles.quote}>{spellHidden(declaration.relation)}</blockquote>;
}
