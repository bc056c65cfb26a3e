import { assertNever } from '../../../shared/result.ts';
import { findingLook, verdictLook } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { DotStrip } from '../../ui/dot-strip.tsx';
import { Glyph, Status } from '../../ui/glyph.tsx';
import { SealStamp } from '../../ui/seal-stamp.tsx';
import styles from './guide.module.css';

export const guideSteps = ['declare', 'check', 'cite', 'score', 'keys', 'sign'] as const;
export type GuideStep = (typeof guideSteps)[number];

/** A small piece of the screen that the step speaks of, drawn with the same parts. */
export function StepPicture(props: { readonly step: GuideStep }) {
  return (
    <div className={styles.picture} aria-hidden="true">
      <Picture step={props.step} />
    </div>
  );
}

function Picture(props: { readonly step: GuideStep }) {
  const { t } = useText();
  switch (props.step) {
    case 'declare':
      return (
        <ul className={styles.lines}>
          <li>
            <span>01</span>
            <Status shape="check" tone="accent" word={t('declare.state.none')} />
          </li>
          <li>
            <span>02</span>
            <Status shape="half" tone="caution" word={t('declare.state.disclosed')} />
          </li>
          <li>
            <span>03</span>
            <Status shape="locked" tone="faint" word={t('declare.state.recused')} />
          </li>
        </ul>
      );
    case 'check':
      return (
        <ul className={styles.lines}>
          <li>
            <span>
              25 ≥ 20 {t('review.unit.people')} <Glyph shape="check" tone="accent" />
            </span>
            <Status {...findingLook.met} word={t('domain.finding.met')} />
          </li>
          <li>
            <span>
              {'10 > 10'} {t('review.unit.organisations')} <Glyph shape="cross" tone="error" />
            </span>
            <Status {...findingLook['not-met']} word={t('domain.finding.not-met')} />
          </li>
        </ul>
      );
    case 'cite':
      return (
        <p className={styles.passage}>
          <mark className={styles.marked}>{t('guide.cite.passage')}</mark> <Key name="C" />
        </p>
      );
    case 'score':
      return (
        <>
          <p className={styles.verdicts}>
            <Status {...verdictLook.met} word={t('domain.verdict.met')} />
            <Status {...verdictLook.partly} word={t('domain.verdict.partly')} />
            <Status {...verdictLook['not-met']} word={t('domain.verdict.not-met')} />
          </p>
          <DotStrip label="" values={[0.85]} mean={null} />
        </>
      );
    case 'keys':
      return (
        <p className={styles.verdicts}>
          {['J', 'K', '1', '5', 'C', '/', 'N', 'Ctrl+Z', '?'].map((name) => (
            <Key key={name} name={name} />
          ))}
        </p>
      );
    case 'sign':
      return (
        <p className={styles.verdicts}>
          <SealStamp characters={t('welcome.seal')} label="" size={72} />
          <Glyph shape="check" tone="accent" />
        </p>
      );
    default:
      return assertNever(props.step);
  }
}

function Key(props: { readonly name: string }) {
  return <kbd className={styles.key}>{props.name}</kbd>;
}
