import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { Glyph, type Shape, type Tone } from '../../ui/glyph.tsx';
import styles from './chair.module.css';
import { type ChairPart, type PartProgress, progressOf } from './chair-parts.ts';
import type { PanelDesk } from './panel-desk.ts';

/** The pages of the chair's work as one line; each says how far its work is. */
export function PartLine(props: { readonly desk: PanelDesk; readonly current: ChairPart }) {
  const { t } = useText();
  return (
    <nav className={styles.parts} aria-label={t('chair.parts')}>
      {progressOf(props.desk).map((progress) => (
        <PartLink
          key={progress.part}
          round={props.desk.round.id}
          progress={progress}
          current={progress.part === props.current}
        />
      ))}
    </nav>
  );
}

function PartLink(props: {
  readonly round: string;
  readonly progress: PartProgress;
  readonly current: boolean;
}) {
  const { t } = useText();
  const { part, done, total } = props.progress;
  return (
    <a
      className={styles.partLink}
      href={hashOf({ screen: 'chair', round: props.round, part })}
      aria-current={props.current ? 'page' : undefined}
    >
      {part !== 'scores' && <Glyph {...lookOf(props.progress)} />}
      {t(`chair.part.${part}`)}
      {part !== 'scores' && part !== 'sign' && (
        <span className={styles.partCount}>{t('chair.progress', { done, total })}</span>
      )}
    </a>
  );
}

function lookOf({ part, done, total }: PartProgress): { shape: Shape; tone: Tone } {
  if (done >= total) return { shape: 'full', tone: part === 'sign' ? 'seal' : 'accent' };
  return done === 0 ? { shape: 'empty', tone: 'ink' } : { shape: 'half', tone: 'caution' };
}
