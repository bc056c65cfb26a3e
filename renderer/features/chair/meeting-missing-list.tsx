import type { MeetingMissing } from '../../../shared/domain/meeting.ts';
import { applicationsInOrder } from '../../../shared/domain/round.ts';
import styles from '../../parts/missing-list.module.css';
import { hashOf, type Route } from '../../router.ts';
import { type Text, useText } from '../../text.ts';
import { groupMeetingMissing, type MissingSubject } from './meeting-missing-groups.ts';
import { entryOf, nameOf, type PanelDesk } from './panel-desk.ts';

/** What the meeting still lacks, subject by subject; each entry leads to where it can be given. */
export function MeetingMissingList(props: { readonly desk: PanelDesk }) {
  const { t, name } = useText();
  const { desk } = props;
  const order = applicationsInOrder(desk.round).map((each) => each.id);
  return (
    <ul>
      {groupMeetingMissing(desk.missing, order).map((subject) => (
        <li key={subject.application ?? ''} className={styles.application}>
          {subject.application === null ? (
            <span className={styles.name}>{t('chair.missing.panel')}</span>
          ) : (
            <>
              <span className={styles.number}>
                {entryOf(desk.round, subject.application).number}
              </span>
              <span className={styles.name}>
                {name(entryOf(desk.round, subject.application).applicant)}
              </span>
            </>
          )}
          <MissingLinks desk={desk} subject={subject} />
        </li>
      ))}
    </ul>
  );
}

function MissingLinks(props: { readonly desk: PanelDesk; readonly subject: MissingSubject }) {
  const text = useText();
  const { desk, subject } = props;
  const { application } = subject;
  const to = (part: string) => {
    const route: Route = {
      screen: 'chair',
      round: desk.round.id,
      part,
      application: application ?? undefined,
    };
    return hashOf(route);
  };
  return (
    <ul className={styles.groups}>
      {subject.flags > 0 && (
        <li>
          <a href={to('flags')}>{text.t('chair.missing.flags', { count: subject.flags })}</a>
        </li>
      )}
      {subject.others.map((each) => (
        <li key={JSON.stringify(each)}>
          <a href={to(partFor(each))}>{wordsFor(desk, each, text)}</a>
        </li>
      ))}
    </ul>
  );
}

function partFor({ kind }: MeetingMissing): string {
  return kind === 'fork' || kind === 'disclosure' || kind === 'disposition' ? 'flags' : 'decisions';
}

function wordsFor(desk: PanelDesk, each: MeetingMissing, { t }: Text): string {
  switch (each.kind) {
    case 'fork':
    case 'disclosure':
      return t(`chair.missing.${each.kind}`, { who: nameOf(desk.round, each.expert) });
    case 'no-quorum':
      return t('chair.missing.no-quorum', { present: each.present, members: each.members });
    default:
      return t(`chair.missing.${each.kind}`);
  }
}
