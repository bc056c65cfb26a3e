import { useTypedText } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './chair.module.css';
import type { PanelDesk } from './panel-desk.ts';

/** What was discussed beyond the single applications; recorded while it is written. */
export function Minutes(props: { readonly desk: PanelDesk }) {
  const { t } = useText();
  const { desk } = props;
  const typed = useTypedText(desk.meeting.minutes, (minutes) => {
    desk.ready.record([{ kind: 'minutes.written', minutes }]);
  });
  return (
    <div className={styles.minutes}>
      <ProseInput {...typed} aria-label={t('chair.minutes.title')} />
    </div>
  );
}
