import { Select } from 'antd';
import { useText } from '../../text.ts';
import type { Place } from './desk.ts';
import type { OrderedDocuments } from './document-order.ts';
import styles from './review.module.css';

/** All documents of the application; those named for the criterion at hand come first. */
export function DocumentPicker(props: {
  readonly ordered: OrderedDocuments;
  readonly place: Place;
  readonly present: string | null;
  readonly onPick: (document: string) => void;
}) {
  const { t } = useText();
  const { named, others } = props.ordered;
  const options = (documents: OrderedDocuments['named']) =>
    documents.map(({ id, name, news }) => {
      const label = news === null ? name : t(`review.evidence.news.${news}`, { name });
      return { value: id, label };
    });
  const groups = [
    { label: t('review.evidence.named', { criterion: props.place }), options: options(named) },
    {
      label: t(named.length > 0 ? 'review.evidence.others' : 'review.evidence.all'),
      options: options(others),
    },
  ];
  return (
    <Select<string>
      className={styles.picker}
      data-long
      size="small"
      aria-label={t('review.evidence.pick')}
      value={props.present}
      showSearch={{ optionFilterProp: 'label' }}
      options={groups.filter((group) => group.options.length > 0)}
      onChange={props.onPick}
    />
  );
}
