import type { PanelContradiction, PanelStanding, RoundList } from '../../../shared/exchange.ts';
import { useText } from '../../text.ts';
import { Glyph, Status } from '../../ui/glyph.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './center.module.css';
import type { CenterRoundLine } from './stages.ts';

const dayMs = 86_400_000;

/** What the round still waits for, as a list of things to do, each naming whom to call. */
export function ToDo(props: { readonly list: RoundList; readonly round: CenterRoundLine }) {
  const { t } = useText();
  const { list, round } = props;
  const several = list.panels.length > 1;
  const toDo = list.panels.flatMap((panel) =>
    panelToDo(panel, list, round, t).map((what) =>
      several ? t('center.toDo.ofPanel', { name: panel.name, what }) : what,
    ),
  );
  return (
    <Section title={t('center.toDo.title')}>
      {toDo.length === 0 ? (
        <Status shape="check" tone="accent" word={t('center.toDo.nothing')} />
      ) : (
        <ul className={styles.toDo}>
          {toDo.map((each) => (
            <li key={each}>
              <Glyph shape="empty" tone="ink" />
              <span>{each}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function panelToDo(
  panel: PanelStanding,
  list: RoundList,
  round: CenterRoundLine,
  t: ReturnType<typeof useText>['t'],
): readonly string[] {
  const { results, signedOn, fork } = panel;
  const names = (people: PanelStanding['results']) =>
    people.map((each) => `${each.name} ${each.code}`).join(t('common.comma'));
  const forked = results.filter((each) => each.forked);
  const missing = results.filter((each) => each.revision === null && !each.forked);
  return [
    missing.length > 0 &&
      t('center.toDo.results', { count: missing.length, names: names(missing) }),
    missing.length > 0 && deadlineWords(round.deadline, t),
    forked.length > 0 && t('center.toDo.forks', { count: forked.length, names: names(forked) }),
    fork.length > 0 && t('center.toDo.panelFork'),
    panel.contradiction !== null && contradictionWords(list, panel.contradiction, t),
    signedOn === null && fork.length === 0 && t('center.toDo.panel'),
  ].filter((each) => each !== false);
}

function contradictionWords(
  { applications }: RoundList,
  { figure, application, code }: PanelContradiction,
  t: ReturnType<typeof useText>['t'],
): string {
  const number = applications.find((each) => each.application === application)?.number ?? '';
  const where = t(`center.contradiction.${figure}`, { number, code: code ?? '' });
  return t('center.contradiction.meaning', { where });
}

function deadlineWords(deadline: string, t: ReturnType<typeof useText>['t']): string {
  const days = Math.floor((Date.parse(deadline) - Date.now()) / dayMs);
  if (days < 0) return t('center.toDo.late');
  return days === 0 ? t('center.toDo.today') : t('center.toDo.days', { count: days });
}
