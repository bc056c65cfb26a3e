import { useTypedText } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { ProseInput } from '../../ui/prose-input.tsx';
import type { Desk } from './desk.ts';
import styles from './review.module.css';

/** A note on the application for oneself; it never leaves this computer. */
export function NoteField(props: { readonly desk: Desk }) {
  const { t } = useText();
  const { desk } = props;
  const typed = useTypedText(desk.state.note, (note) =>
    desk.record({ kind: 'note.written', application: desk.entry.id, note }),
  );
  return (
    <section className={styles.note}>
      <label className={styles.label} htmlFor="note">
        {t('review.note')}
      </label>
      <ProseInput id="note" aria-describedby="note-hint" disabled={desk.frozen} {...typed} />
      <p id="note-hint" className={styles.small}>
        {t('review.noteHint')}
      </p>
    </section>
  );
}
