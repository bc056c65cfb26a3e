import type { Look } from '../../parts/verdict-look.ts';
import { Glyph } from '../../ui/glyph.tsx';
import styles from './look-choice.module.css';

/** One of several answers, each with its shape, its word and perhaps its key. The chosen one once more takes it back. */
export function LookChoice<A extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly answers: readonly A[];
  readonly looks: Readonly<Record<A, Look>>;
  readonly word: (answer: A) => string;
  readonly chosen: A | null;
  /** The digit that chooses an answer is shown with it. */
  readonly numbered?: boolean;
  readonly disabled: boolean;
  readonly onChoose: (answer: A | null) => void;
}) {
  const { chosen, onChoose } = props;
  return (
    <fieldset className={styles.choice} disabled={props.disabled}>
      <legend>{props.legend}</legend>
      <div className={styles.row}>
        {props.answers.map((answer, place) => (
          <label key={answer} className={styles.answer} data-chosen={answer === chosen}>
            <input
              type="radio"
              className="visually-hidden"
              name={props.name}
              value={answer}
              checked={answer === chosen}
              onChange={() => onChoose(answer)}
              onClick={() => answer === chosen && onChoose(null)}
            />
            <Glyph {...props.looks[answer]} />
            <span>{props.word(answer)}</span>
            {props.numbered && (
              <span className={styles.key} aria-hidden="true">
                {place + 1}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
