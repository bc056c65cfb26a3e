import type { CriterionId } from '../../../shared/domain/catalogue/criterion.ts';
import { own } from '../../../shared/domain/record.ts';
import { useTypedText } from '../../store/typing.ts';
import { useText } from '../../text.ts';
import { ProseInput } from '../../ui/prose-input.tsx';
import type { Desk } from './desk.ts';
import styles from './review.module.css';

/** A note for oneself, on a criterion or the whole application; it never leaves this computer. */
export function NoteField(props: {
  readonly desk: Desk;
  readonly criterion?: CriterionId | undefined;
}) {
  const { t } = useText();
  const { desk, criterion } = props;
  const recorded =
    criterion === undefined ? desk.state.note : (own(desk.state.notes, criterion) ?? '');
  const typed = useTypedText(recorded, (note) =>
    desk.record({ kind: 'note.written', application: desk.entry.id, criterion, note }),
  );
  return (
    <section className={styles.note}>
      <label className={styles.label} htmlFor="note">
        {t('review.note')}
      </label>
      <ProseInput id="note" aria-describedby="note-hint" disabled={desk.frozen} {...typed} />
      <p id="note-hint" className={styles.small}>
        {t(criterion === undefined ? 'review.noteHint' : 'review.criterionNoteHint')}
      </p>
    </section>
  );
}
