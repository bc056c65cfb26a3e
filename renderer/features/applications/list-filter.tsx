import { Input, Segmented, Select } from 'antd';
import { baseTypes } from '../../../shared/domain/application.ts';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { useText } from '../../text.ts';
import { type ApplicationRow, statusOf } from './application-rows.ts';
import styles from './applications.module.css';
import { type ListView, statuses } from './list-view.ts';

/** Narrowing the list by state, type and words, and dividing it. Choices that would show nothing are left out. */
export function ListFilter(props: {
  readonly rows: readonly ApplicationRow[];
  readonly view: ListView;
  readonly onChange: (change: Partial<ListView>) => void;
}) {
  const { t, local, number } = useText();
  const { rows, view, onChange } = props;
  const present = statuses.flatMap((status) => {
    const count = rows.filter((row) => statusOf(row) === status).length;
    const label = `${t(`applications.status.${status}`)} ${number(count)}`;
    return count === 0 ? [] : [{ value: status, label }];
  });
  const types = baseTypes.filter((type) => rows.some((row) => row.baseType === type));
  const divisions = ['type', 'status', 'none'] as const;
  return (
    <div className={styles.filter}>
      <Segmented<ListView['status']>
        aria-label={t('applications.filter')}
        value={view.status}
        options={[
          { value: 'all', label: `${t('applications.all')} ${number(rows.length)}` },
          ...present,
        ]}
        onChange={(status) => onChange({ status })}
      />
      <span className={styles.choices}>
        <Select<ListView['type']>
          aria-label={t('applications.types')}
          className={styles.type}
          popupMatchSelectWidth={false}
          value={view.type}
          options={[
            { value: 'all', label: t('applications.allTypes') },
            ...types.map((value) => ({ value, label: local(baseTypeFacts[value].name) })),
          ]}
          onChange={(type) => onChange({ type })}
        />
        <Select<ListView['groups']>
          aria-label={t('applications.groups.label')}
          className={styles.groups}
          popupMatchSelectWidth={false}
          value={view.groups}
          options={divisions.map((value) => ({ value, label: t(`applications.groups.${value}`) }))}
          onChange={(groups) => onChange({ groups })}
        />
        <Input
          allowClear
          className={styles.search}
          aria-label={t('applications.search')}
          placeholder={t('applications.search')}
          value={view.words}
          onChange={(event) => onChange({ words: event.target.value })}
        />
      </span>
    </div>
  );
}
