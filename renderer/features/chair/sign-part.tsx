import { useState } from 'react';
import { useText } from '../../text.ts';
import { Status } from '../../ui/glyph.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Notice } from '../../ui/state-view.tsx';
import { MeetingMissingList } from './meeting-missing-list.tsx';
import { Minutes } from './minutes.tsx';
import type { PanelDesk } from './panel-desk.ts';
import { SignMeeting } from './sign-meeting.tsx';
import { SignedMeeting } from './signed-meeting.tsx';

/** The end of the meeting: minutes, what is missing, the signature, and the workbook to hand in. */
export function SignPart(props: { readonly desk: PanelDesk }) {
  const { t } = useText();
  const { desk } = props;
  const { meeting, missing } = desk;
  const [fresh, setFresh] = useState<string | null>(null);
  if (meeting.phase === 'signed') return <SignedMeeting desk={desk} fresh={fresh} />;
  return (
    <Page title={t('chair.sign.title')} lead={t('chair.sign.lead')} measure="table">
      {meeting.reopenReason !== '' && (
        <Notice
          kind="note"
          title={t('chair.sign.reopened', { revision: meeting.revisions.length })}
        >
          <p>{meeting.reopenReason}</p>
        </Notice>
      )}
      <Section title={t('chair.minutes.title')} note={t('chair.minutes.note')}>
        <Minutes desk={desk} />
      </Section>
      <Section
        title={t('finish.missing.title')}
        note={missing.length > 0 ? t('finish.missing.count', { count: missing.length }) : undefined}
      >
        {missing.length === 0 ? (
          <Status shape="check" tone="accent" word={t('finish.missing.nothing')} />
        ) : (
          <MeetingMissingList desk={desk} />
        )}
      </Section>
      {missing.length === 0 && (
        <Section title={t('finish.sign.title')}>
          <SignMeeting desk={desk} onSigned={setFresh} />
        </Section>
      )}
    </Page>
  );
}
