import { ReopenForm } from '../../parts/reopen-form.tsx';
import { useKeptText } from './kept-text.ts';
import type { PanelDesk } from './panel-desk.ts';

/** Opens a signed meeting again. */
export function ReopenMeeting(props: { readonly desk: PanelDesk }) {
  const { ready, round } = props.desk;
  const reason = useKeptText(round.id, 'reopen', '');
  return (
    <ReopenForm
      reason={reason}
      reopen={() => ready.record([{ kind: 'meeting.reopened', reason: reason.text }])}
      onReopened={reason.done}
    />
  );
}
