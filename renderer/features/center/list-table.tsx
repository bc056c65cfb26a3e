import { type BaseType, baseTypes } from '../../../shared/domain/application.ts';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import type { ListedApplication, RoundList } from '../../../shared/exchange.ts';
import { recommendationLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { Glyph, Status } from '../../ui/glyph.tsx';
import styles from './center.module.css';

/** The applications by base type and rank; before the panel has decided, by number. */
export function ListTable(props: { readonly list: RoundList }) {
  const { t } = useText();
  const { panels, applications } = props.list;
  // One panel needs no name on every line.
  const names = new Map(panels.length > 1 ? panels.map(({ id, name }) => [id, name]) : []);
  return (
    <table className={`${styles.table} ${styles.listed}`}>
      <thead>
        <tr>
          <th className={styles.rank}>{t('center.list.rank')}</th>
          <th className={styles.number}>{t('center.list.number')}</th>
          <th>{t('center.list.applicant')}</th>
          {names.size > 0 && <th>{t('center.list.panel')}</th>}
          <th className={styles.figure}>{t('center.list.total')}</th>
          <th className={styles.figure}>{t('center.list.trimmed')}</th>
          <th className={styles.figure}>{t('center.list.met')}</th>
          <th className={styles.vote}>{t('center.list.vote')}</th>
          <th className={styles.decision}>{t('center.list.decision')}</th>
        </tr>
      </thead>
      {baseTypes.map((type) => (
        <Group
          key={type}
          baseType={type}
          panels={names}
          applications={applications.filter((each) => each.baseType === type)}
        />
      ))}
    </table>
  );
}

function Group(props: {
  readonly baseType: BaseType;
  readonly panels: ReadonlyMap<string, string>;
  readonly applications: readonly ListedApplication[];
}) {
  const { local } = useText();
  if (props.applications.length === 0) return null;
  const facts = baseTypeFacts[props.baseType];
  const last = Number.MAX_SAFE_INTEGER;
  const ranked = props.applications.toSorted((a, b) => (a.rank ?? last) - (b.rank ?? last));
  return (
    <tbody>
      <tr className={styles.group}>
        <th colSpan={props.panels.size > 0 ? 9 : 8} scope="rowgroup">
          {local(facts.name)}
          <span className={styles.aside}>{local(facts.article)}</span>
        </th>
      </tr>
      {ranked.map((each) => (
        <Row key={each.application} listed={each} panel={props.panels.get(each.panel)} />
      ))}
    </tbody>
  );
}

function Row(props: { readonly listed: ListedApplication; readonly panel: string | undefined }) {
  const { t } = useText();
  const { listed } = props;
  const figure = (hundredths: number | null) =>
    hundredths === null ? (
      <Glyph shape="dash" tone="faint" label={t('center.list.notYet')} />
    ) : (
      (hundredths / 100).toFixed(2)
    );
  const { vote } = listed;
  return (
    <tr>
      <td className={styles.rank}>{listed.rank ?? figure(null)}</td>
      <td className={styles.number}>{listed.number}</td>
      <td>
        {listed.name}
        {listed.falsificationSuspected && (
          <span className={styles.aside}>
            <Glyph shape="triangle" tone="error" /> {t('center.list.falsification')}
          </span>
        )}
      </td>
      {props.panel !== undefined && <td>{props.panel}</td>}
      <td className={styles.figure}>{figure(listed.total)}</td>
      <td className={styles.figure}>{figure(listed.trimmed)}</td>
      <td className={styles.figure}>{listed.criteriaMet ?? figure(null)}</td>
      <td className={styles.vote}>
        {vote === null
          ? figure(null)
          : t('center.list.votes', { yes: vote.yes, no: vote.no, abstained: vote.abstained })}
      </td>
      <td>
        {listed.decision === null ? (
          figure(null)
        ) : (
          <Status
            {...recommendationLook[listed.decision]}
            word={t(`domain.recommendation.${listed.decision}`)}
          />
        )}
      </td>
    </tr>
  );
}
