import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { FlagGroup } from './flag-queue.ts';
import { flagWords } from './flag-words.ts';
import styles from './flags.module.css';
import type { PanelDesk, QueuedFlag } from './panel-desk.ts';

/** The queue by subject; only the subject at hand is unfolded, so that hundreds of flags stay a short list. */
export function FlagList(props: {
  readonly desk: PanelDesk;
  readonly groups: readonly FlagGroup[];
  readonly current: QueuedFlag;
  readonly onChoose: (flag: QueuedFlag | undefined) => void;
}) {
  const { t, name } = useText();
  const { desk, groups, current } = props;
  const all = groups.flatMap((group) => group.flags);
  const open = groups.reduce((sum, group) => sum + group.open, 0);
  const many = all.length > 40;
  return (
    <>
      <p className={styles.count} role="status">
        {open === 0
          ? t('chair.flags.allSettled', { count: all.length })
          : t('chair.flags.open', { count: open, total: all.length })}
      </p>
      <ul aria-label={t('chair.flags.queue')}>
        {groups.map((group) => {
          const here = group.flags.includes(current);
          return (
            <li key={group.application ?? ''}>
              <button
                type="button"
                className={styles.subjectName}
                onClick={() =>
                  props.onChoose(group.flags.find((each) => !each.settled) ?? group.flags[0])
                }
              >
                {group.applicant === null ? (
                  <span className={styles.name}>{t('chair.flags.workbooks')}</span>
                ) : (
                  <>
                    <span className={styles.number}>{group.number}</span>
                    <span className={styles.name}>{name(group.applicant)}</span>
                  </>
                )}
                <span className={styles.left}>
                  {group.open === 0 ? (
                    <Glyph shape="check" tone="accent" label={t('chair.flags.settled')} />
                  ) : (
                    t('chair.flags.left', { count: group.open })
                  )}
                </span>
              </button>
              {(here || !many) && (
                <FlagLines
                  desk={desk}
                  flags={group.flags}
                  current={current}
                  onChoose={props.onChoose}
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function FlagLines(props: {
  readonly desk: PanelDesk;
  readonly flags: readonly QueuedFlag[];
  readonly current: QueuedFlag;
  readonly onChoose: (flag: QueuedFlag) => void;
}) {
  const text = useText();
  const { t } = text;
  return (
    <ul>
      {props.flags.map((each) => (
        <li key={each.id}>
          <button
            type="button"
            className={styles.flag}
            aria-current={each.id === props.current.id ? 'true' : undefined}
            onClick={() => props.onChoose(each)}
          >
            {each.settled ? (
              <Glyph shape="check" tone="accent" label={t('chair.flags.settled')} />
            ) : (
              <Glyph shape="triangle" tone="caution" label={t('chair.flags.unsettled')} />
            )}
            <span className={styles.short}>{flagWords(props.desk, each.flag, text).short}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
