import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTypedText } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { ProseInput } from '../../ui/prose-input.tsx';
import type { Desk } from './desk.ts';
import styles from './review.module.css';

/** Raising the suspicion that something is falsified (Art. 14). It counts once its grounds are written. */
export function FalsificationField(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { desk } = props;
  const { falsification } = desk.state;
  const [opened, setOpened] = useState(falsification !== null);
  const shown = opened || falsification !== null;
  return (
    <section className={styles.comment}>
      <Checkbox
        checked={shown}
        disabled={desk.frozen}
        onChange={({ target }) => {
          setOpened(target.checked);
          if (!target.checked && falsification !== null) {
            desk.record({ kind: 'falsification.withdrawn', application: desk.entry.id });
          }
        }}
      >
        {t('review.falsification.flag')}
      </Checkbox>
      <p className={styles.small}>{t('review.falsification.hint')}</p>
      {shown && <Grounds desk={desk} />}
    </section>
  );
}

function Grounds(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { desk } = props;
  const application = desk.entry.id;
  const recorded = desk.state.falsification?.grounds ?? '';
  const typed = useTypedText(recorded, (grounds) => {
    if (grounds.trim() !== '') {
      desk.record({ kind: 'falsification.suspected', application, grounds });
    } else if (recorded !== '') desk.record({ kind: 'falsification.withdrawn', application });
  });
  return (
    <>
      <label className={styles.label} htmlFor="grounds">
        {t('review.falsification.grounds')}
        <span className={styles.needed}>{t('review.needed')}</span>
      </label>
      <ProseInput id="grounds" aria-required disabled={desk.frozen} {...typed} />
      {typed.value.trim() === '' && (
        <p className={styles.rule}>{t('review.falsification.notYet')}</p>
      )}
    </>
  );
}
