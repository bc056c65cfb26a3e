import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { recommendationLook } from '../../parts/verdict-look.ts';
import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { Glyph, type Shape, Status, type Tone } from '../../ui/glyph.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { RowPlace } from '../../ui/virtual-rows.tsx';
import type { ApplicationRow, OpenRow } from './application-rows.ts';
import styles from './applications.module.css';
import type { Group } from './list-view.ts';

/** The name of a group above its applications. */
export function GroupLine(props: {
  readonly place: RowPlace;
  readonly group: Group;
  readonly columns: number;
}) {
  const { t, local, number } = useText();
  const { group } = props;
  const facts = group.kind === 'type' ? baseTypeFacts[group.type] : null;
  return (
    <tr {...props.place} className={styles.group}>
      <th colSpan={props.columns} scope="colgroup">
        {facts !== null && local(facts.name)}
        {group.kind === 'status' && t(`applications.status.${group.status}`)}
        <span className={styles.article}>
          {facts !== null && `${local(facts.article)} · `}
          {number(group.rows.length)}
        </span>
      </th>
    </tr>
  );
}

/** One application: of a recused one its number and nothing else. */
export function ApplicationLine(props: {
  readonly place: RowPlace;
  readonly round: string;
  readonly row: ApplicationRow;
}) {
  const { t } = useText();
  const { place, round, row } = props;
  if (!row.recused) return <OpenApplication place={place} round={round} row={row} />;
  return (
    <tr {...place} className={styles.recused}>
      <td className={styles.number}>{row.number}</td>
      <td colSpan={5}>
        <Status
          shape="locked"
          tone="faint"
          word={t(row.byCenter ? 'applications.recusedByCenter' : 'applications.recused')}
        />
      </td>
    </tr>
  );
}

const statusLook: Readonly<Record<OpenRow['status'], { shape: Shape; tone: Tone }>> = {
  undeclared: { shape: 'locked', tone: 'caution' },
  open: { shape: 'empty', tone: 'ink' },
  started: { shape: 'half', tone: 'accent' },
  complete: { shape: 'full', tone: 'accent' },
};

function OpenApplication(props: {
  readonly place: RowPlace;
  readonly round: string;
  readonly row: OpenRow;
}) {
  const { t, total } = useText();
  const { round, row } = props;
  const screen = row.status === 'undeclared' ? 'declare' : 'review';
  const progress = t('applications.answered', { done: row.answered, total: row.required });
  return (
    <tr {...props.place}>
      <td className={styles.number}>{row.number}</td>
      <td>
        <a
          data-row
          className={styles.name}
          href={hashOf({ screen, round, application: row.id })}
          title={row.name}
        >
          {row.name}
        </a>
        {row.disclosed && <span className={styles.tag}>{t('applications.disclosed')}</span>}
        {row.falsification && (
          <span className={styles.tag}>
            <Glyph shape="triangle" tone="error" /> {t('applications.falsification')}
          </span>
        )}
        {row.news > 0 && (
          <span className={styles.tag}>
            <Glyph shape="triangle" tone="caution" /> {t('applications.news', { count: row.news })}
          </span>
        )}
        {row.broken > 0 && (
          <span className={styles.tag}>
            <Glyph shape="triangle" tone="error" />{' '}
            {t('applications.broken', { count: row.broken })}
          </span>
        )}
      </td>
      <td>
        <Status {...statusLook[row.status]} word={t(`applications.status.${row.status}`)} />
      </td>
      <td>
        {row.status !== 'undeclared' && (
          <div className={styles.bar}>
            <Progress done={row.answered} total={row.required} label={progress} />
            <span className={styles.small}>{progress}</span>
          </div>
        )}
      </td>
      <td className={styles.total}>
        {row.total === null ? (
          <Glyph shape="dash" tone="faint" label={t('applications.unscored')} />
        ) : (
          total(row.total)
        )}
      </td>
      <td>
        {row.recommendation !== null && (
          <Status
            {...recommendationLook[row.recommendation]}
            word={t(`domain.recommendation.${row.recommendation}`)}
          />
        )}
      </td>
    </tr>
  );
}
