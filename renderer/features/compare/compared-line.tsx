import type { Criterion } from '../../../shared/domain/catalogue/criterion.ts';
import { own } from '../../../shared/domain/record.ts';
import { countedScore } from '../../../shared/domain/scoring.ts';
import { findingLook, verdictLook } from '../../parts/verdict-look.ts';
import { hashOf } from '../../router.ts';
import { useText } from '../../text.ts';
import { Glyph, Status } from '../../ui/glyph.tsx';
import type { RowPlace } from '../../ui/virtual-rows.tsx';
import styles from './compare.module.css';
import type { ComparedRow } from './compared-rows.ts';

/** One application at the compared criterion; its name leads to the review of it there. */
export function ComparedLine(props: {
  readonly place: RowPlace;
  readonly round: string;
  readonly criterion: Criterion;
  readonly row: ComparedRow;
}) {
  const { t } = useText();
  const { place, row } = props;
  if (row.recused) {
    return (
      <tr {...place}>
        <td>{row.number}</td>
        <td colSpan={5}>
          <Status shape="locked" tone="faint" word={t('applications.recused')} />
        </td>
      </tr>
    );
  }
  return (
    <tr {...place}>
      <td>{row.number}</td>
      <OpenCells {...props} row={row} />
    </tr>
  );
}

type OpenRow = Extract<ComparedRow, { readonly recused: false }>;

function OpenCells(props: {
  readonly round: string;
  readonly criterion: Criterion;
  readonly row: OpenRow;
}) {
  const { t, number } = useText();
  const { round, criterion, row } = props;
  const { verdict, comment, citations } = row.judged;
  const score = countedScore(row.judged);
  const review = { screen: 'review', round, application: row.id, criterion: criterion.id } as const;
  const declare = { screen: 'declare', round, application: row.id } as const;
  return (
    <>
      <td>
        <a className={styles.name} href={hashOf(row.declared ? review : declare)}>
          {row.name}
        </a>
      </td>
      <td>
        <Findings criterion={criterion} row={row} />
      </td>
      <td>
        {verdict !== null && (
          <Status {...verdictLook[verdict]} word={t(`domain.verdict.${verdict}`)} />
        )}
      </td>
      <td className={styles.scoreCell}>{score === null ? '–' : number(score)}</td>
      <td>
        <p className={styles.words} title={comment}>
          {comment}
        </p>
        {citations.length > 0 && (
          <p className={styles.cited}>{t('compare.citations', { count: citations.length })}</p>
        )}
      </td>
    </>
  );
}

/** The findings in the order of the checks, so that they can be compared down the column. */
function Findings(props: { readonly criterion: Criterion; readonly row: OpenRow }) {
  const { t, local } = useText();
  return (
    <span className={styles.findings}>
      {props.criterion.checks.map(({ id, label }) => {
        const finding = own(props.row.checks, id);
        const word =
          finding === undefined ? t('review.findingHint') : t(`domain.finding.${finding}`);
        const words = `${local(label)}: ${word}`;
        return (
          <span key={id} className={styles.finding} title={words}>
            {finding === undefined ? (
              <span className={styles.unfound} role="img" aria-label={words} />
            ) : (
              <Glyph {...findingLook[finding]} label={words} />
            )}
          </span>
        );
      })}
    </span>
  );
}
