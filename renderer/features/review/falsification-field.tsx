import { Checkbox } from 'antd';
import { useState } from 'react';
import type { ExpertEvent } from '../../../shared/schema.ts';
import { useTypedText } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { ProseInput } from '../../ui/prose-input.tsx';
import { CitationList } from './citation-list.tsx';
import type { Desk } from './desk.ts';
import styles from './review.module.css';

/** Raising the suspicion that something is falsified (Art. 14), with what it points at. It counts with its grounds only. */
export function FalsificationField(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { desk } = props;
  const { falsification, suspicionCitations } = desk.state;
  const [opened, setOpened] = useState(false);
  const shown = opened || falsification !== null || suspicionCitations.length > 0;
  return (
    <section className={styles.comment}>
      <Checkbox
        checked={shown}
        disabled={desk.frozen}
        onChange={({ target }) => {
          setOpened(target.checked);
          if (!target.checked) desk.record(...withdrawal(desk));
        }}
      >
        {t('review.falsification.flag')}
      </Checkbox>
      <p className={styles.small}>{t('review.falsification.hint')}</p>
      {shown && (
        <>
          <Grounds desk={desk} />
          <CitationList desk={desk} criterion={null} />
        </>
      )}
    </section>
  );
}

/** Takes the suspicion back, and what was cited for it. */
function withdrawal({ entry, state }: Desk): readonly ExpertEvent[] {
  const application = entry.id;
  const citations = state.suspicionCitations.map(({ id }): ExpertEvent => {
    return { kind: 'citation.removed', application, criterion: null, citation: id };
  });
  if (state.falsification === null) return citations;
  return [...citations, { kind: 'falsification.withdrawn', application }];
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
