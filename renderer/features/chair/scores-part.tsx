import { Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { EmptyState } from '../../ui/state-view.tsx';
import { AgreementSection } from './agreement-section.tsx';
import { Legend } from './legend.tsx';
import { Matrix } from './matrix.tsx';
import { applicationRows, groupRows, type MatrixFilter } from './matrix-rows.ts';
import type { PanelDesk } from './panel-desk.ts';
import styles from './scores.module.css';

const everything: MatrixFilter = { shown: 'all', words: '' };

/** The table of all totals, and how far the experts agree. */
export function ScoresPart(props: { readonly desk: PanelDesk }) {
  const { t } = useText();
  const { desk } = props;
  const [filter, setFilter] = useState(everything);
  const rows = useMemo(() => applicationRows(desk), [desk]);
  const groups = useMemo(() => groupRows(desk, rows, filter), [desk, rows, filter]);
  if (desk.current.size === 0) {
    return (
      <div className={styles.empty}>
        <EmptyState
          title={t('chair.scores.none')}
          hint={t('chair.scores.noneHint')}
          action={
            <a href={hashOf({ screen: 'chair', round: desk.round.id, part: 'workbooks' })}>
              {t('chair.scores.toWorkbooks')}
            </a>
          }
        />
      </div>
    );
  }
  return (
    <div className={styles.scores}>
      <h1 className="visually-hidden">{t('chair.part.scores')}</h1>
      <div className={styles.tools}>
        <Segmented<MatrixFilter['shown']>
          aria-label={t('chair.scores.filter')}
          value={filter.shown}
          options={(['all', 'flagged', 'undecided'] as const).map((value) => ({
            value,
            label: t(`chair.scores.shown.${value}`),
          }))}
          onChange={(shown) => setFilter({ ...filter, shown })}
        />
        <Input
          className={styles.search}
          allowClear
          aria-label={t('chair.scores.search')}
          placeholder={t('chair.scores.search')}
          value={filter.words}
          onChange={(event) => setFilter({ ...filter, words: event.target.value })}
        />
        <Legend desk={desk} />
      </div>
      <div className={styles.scroll}>
        <Matrix desk={desk} groups={groups} />
        {groups.length === 0 && <EmptyState title={t('chair.scores.notFound')} />}
        <AgreementSection desk={desk} />
      </div>
    </div>
  );
}
