import type { Look } from '../../parts/verdict-look.ts';
import { useText } from '../../text.ts';
import { Glyph } from '../../ui/glyph.tsx';
import styles from './expert-cell.module.css';
import { tintOf } from './score-tint.ts';

/** A number, beside the median of everybody's and the distance from it that is marked. */
interface GivenScore {
  readonly value: number | null;
  readonly median: number | null;
  readonly limit: number;
  readonly show: (value: number) => string;
}

/**
 * What one expert gave: a number on a quiet tint of its distance from the median, marked with a point upwards or
 * downwards from the limit on. A recused cell is hatched and says nothing of the application.
 */
export function ExpertCell(props: {
  readonly score?: GivenScore;
  readonly recused: boolean;
  /** A shape before the number, such as a verdict, and its word. */
  readonly glyph?: Look;
  readonly word?: string | undefined;
  readonly className?: string | undefined;
}) {
  const { t } = useText();
  const { score, recused, word, className = '' } = props;
  const glyph = props.glyph !== undefined && <Glyph {...props.glyph} label={word} />;
  if (recused) {
    return (
      <td className={`${styles.cell} ${styles.recused} ${className}`}>
        <span className="visually-hidden">{t('chair.legend.recused')}</span>
      </td>
    );
  }
  if (score === undefined || score.value === null || score.median === null) {
    return (
      <td className={`${styles.cell} ${className}`} title={word}>
        {glyph}
      </td>
    );
  }
  const { value, median, limit, show } = score;
  const tint = tintOf(value, median, limit);
  const away = show(Math.abs(value - median));
  const side = value < median ? 'below' : 'above';
  return (
    <td
      className={`${styles.cell} ${styles.tint} ${className}`}
      data-tint={tint}
      title={[word, value === median ? undefined : t(`chair.scores.${side}`, { away })]
        .filter((each) => each !== undefined)
        .join(' · ')}
    >
      {glyph} {show(value)}
      {Math.abs(tint) === 3 && <OutMark side={side} />}
    </td>
  );
}

function OutMark(props: { readonly side: 'above' | 'below' }) {
  const { t } = useText();
  return (
    <svg
      className={styles.outMark}
      viewBox="0 0 8 8"
      role="img"
      aria-label={t(`chair.scores.far.${props.side}`)}
    >
      <path d={props.side === 'above' ? 'M4 1 7.5 7h-7z' : 'M4 7 .5 1h7z'} />
    </svg>
  );
}
