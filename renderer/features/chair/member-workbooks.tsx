import type { PanelMember } from '../../../shared/domain/panel.ts';
import { mustReport, selectionOf } from '../../../shared/domain/panel-results.ts';
import { assertNever } from '../../../shared/result.ts';
import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { Glyph, Status } from '../../ui/glyph.tsx';
import { SealMark } from '../../ui/seal-stamp.tsx';
import styles from './chair.module.css';
import type { PanelDesk } from './panel-desk.ts';

/** The members of the panel, and what has come from each. */
export function MemberWorkbooks(props: { readonly desk: PanelDesk }) {
  const { t } = useText();
  const { desk } = props;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th className={styles.memberCode}>{t('chair.member.code')}</th>
          <th className={styles.memberName}>{t('chair.member.name')}</th>
          <th className={styles.memberState}>{t('chair.member.workbook')}</th>
          <th className={styles.memberDate}>{t('chair.member.signedAt')}</th>
          <th>{t('chair.member.remark')}</th>
        </tr>
      </thead>
      <tbody>
        {desk.round.panel.members.map((member) => (
          <MemberRow key={member.id} desk={desk} member={member} />
        ))}
      </tbody>
    </table>
  );
}

function MemberRow(props: { readonly desk: PanelDesk; readonly member: PanelMember }) {
  const { t, dateTime } = useText();
  const { desk, member } = props;
  const payload = desk.current.get(member.id);
  const recused = payload?.applications.filter((each) => each.state === 'recused').length ?? 0;
  const disclosed = payload?.applications.filter(
    (each) => each.state === 'reviewed' && each.declaration.state === 'disclosed',
  ).length;
  const remarks = [
    payload?.lateReason ? t('chair.member.late', { reason: payload.lateReason }) : null,
    recused > 0 ? t('chair.member.recused', { count: recused }) : null,
    disclosed ? t('chair.member.disclosed', { count: disclosed }) : null,
    payload?.reopenReason ? t('chair.member.reopened', { reason: payload.reopenReason }) : null,
  ].filter((each) => each !== null);
  return (
    <tr>
      <td>{member.code}</td>
      <td>
        {member.profile.name}
        {member.role === 'chair' && <span className={styles.aside}>{t('domain.role.chair')}</span>}
      </td>
      <td>
        <WorkbookState desk={desk} member={member} />
      </td>
      <td>{payload === undefined ? null : dateTime(payload.signedAt)}</td>
      <td className={styles.remark}>{remarks.join(t('chair.semicolon'))}</td>
    </tr>
  );
}

function WorkbookState(props: { readonly desk: PanelDesk; readonly member: PanelMember }) {
  const { t } = useText();
  const { desk, member } = props;
  const selection = selectionOf(desk.ready.results, desk.meeting, member.id);
  switch (selection.kind) {
    case 'none':
      return mustReport(desk.round, member) ? (
        <Status shape="empty" tone="ink" word={t('chair.member.missing')} />
      ) : (
        <Status shape="dash" tone="faint" word={t('chair.member.nothing')} />
      );
    case 'fork':
      return (
        <a href={hashOf({ screen: 'chair', round: desk.round.id, part: 'flags' })}>
          <Glyph shape="triangle" tone="caution" />{' '}
          {t('chair.member.fork', { count: selection.workbooks.length })}
        </a>
      );
    case 'current': {
      const { revision } = selection.current;
      const key = selection.superseded.length > 0 ? 'supersedes' : 'counts';
      return (
        <span className={styles.sealed}>
          <SealMark label={t('chair.member.signed')} />
          {t(`chair.member.${key}`, { revision })}
        </span>
      );
    }
    default:
      return assertNever(selection);
  }
}
