import type { BaseType } from '../../../shared/domain/application.ts';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { recommendationLook } from '../../parts/verdict-look.ts';
import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { Glyph, type Shape, Status, type Tone } from '../../ui/glyph.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { ApplicationRow, OpenRow } from './application-rows.ts';
import styles from './applications.module.css';

/** The table's columns; they stay in sight while the rows scroll. */
export function ApplicationsHead() {
  const { t } = useText();
  return (
    <thead>
      <tr>
        <th className={styles.number}>{t('applications.number')}</th>
        <th>{t('applications.applicant')}</th>
        <th className={styles.status}>{t('applications.state')}</th>
        <th className={styles.progress}>{t('applications.progress')}</th>
        <th className={styles.total}>{t('applications.total')}</th>
        <th className={styles.recommendation}>{t('applications.recommendation')}</th>
      </tr>
    </thead>
  );
}

/** The applications of one base type under its name. */
export function ApplicationGroup(props: {
  readonly round: string;
  readonly baseType: BaseType;
  readonly rows: readonly ApplicationRow[];
}) {
  const { t, local } = useText();
  const facts = baseTypeFacts[props.baseType];
  return (
    <tbody>
      <tr className={styles.group}>
        <th colSpan={6} scope="rowgroup">
          {local(facts.name)}
          <span className={styles.article}>{local(facts.article)}</span>
        </th>
      </tr>
      {props.rows.map((row) =>
        row.recused ? (
          <tr key={row.id} className={styles.recused}>
            <td className={styles.number}>{row.number}</td>
            <td colSpan={5}>
              <Status
                shape="locked"
                tone="faint"
                word={t(row.byCenter ? 'applications.recusedByCenter' : 'applications.recused')}
              />
            </td>
          </tr>
        ) : (
          <OpenApplication key={row.id} round={props.round} row={row} />
        ),
      )}
    </tbody>
  );
}

const statusLook: Readonly<Record<OpenRow['status'], { shape: Shape; tone: Tone }>> = {
  undeclared: { shape: 'locked', tone: 'caution' },
  open: { shape: 'empty', tone: 'ink' },
  started: { shape: 'half', tone: 'accent' },
  complete: { shape: 'full', tone: 'accent' },
};

function OpenApplication(props: { readonly round: string; readonly row: OpenRow }) {
  const { t, points } = useText();
  const { round, row } = props;
  const screen = row.status === 'undeclared' ? 'declare' : 'review';
  const progress = t('applications.answered', { done: row.answered, total: row.required });
  return (
    <tr>
      <td className={styles.number}>{row.number}</td>
      <td>
        <a data-row className={styles.name} href={hashOf({ screen, round, application: row.id })}>
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
          points(row.total)
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
