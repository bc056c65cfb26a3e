import { useText } from '../../text.ts';
import { Glyph, type Shape, type Tone } from '../../ui/glyph.tsx';
import styles from './center.module.css';
import type { Stage } from './stages.ts';

const looks: Readonly<Record<Stage['state'], { shape: Shape; tone: Tone }>> = {
  done: { shape: 'full', tone: 'accent' },
  started: { shape: 'half', tone: 'caution' },
  open: { shape: 'empty', tone: 'ink' },
};

/** A round as a line of stages, each with its shape, its name and its number. */
export function StageLine(props: { readonly stages: readonly Stage[] }) {
  const { t } = useText();
  return (
    <ol className={styles.stages}>
      {props.stages.map((stage) => (
        <li key={stage.name} className={styles.stage} data-state={stage.state}>
          <Glyph {...looks[stage.state]} label={t(`center.stage.state.${stage.state}`)} />
          <span className={styles.stageWords}>
            <span className={styles.stageName}>{t(`center.stage.${stage.name}.name`)}</span>
            <span className={styles.soft}>
              {t(`center.stage.${stage.name}.number.${stage.state}`, {
                done: stage.done,
                total: stage.total,
                count: stage.total,
              })}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
