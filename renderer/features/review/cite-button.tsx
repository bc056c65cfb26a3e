import { Button, Tooltip } from 'antd';
import { check as checkWithId } from '../../../shared/domain/catalogue/catalogue.ts';
import type { Citation } from '../../../shared/domain/review.ts';
import { citationsAt } from '../../../shared/domain/review-answer.ts';
import { citedPlace } from '../../parts/cited-place.ts';
import { useText } from '../../text.ts';
import { criterionOf, type Desk } from './desk.ts';
import styles from './review.module.css';

/** Cites the selection, or the page; says for what, and says so when it is done. */
export function CiteButton(props: {
  readonly desk: Desk;
  readonly cited: Citation | null;
  readonly onCite: () => void;
}) {
  const { t, local } = useText();
  const { desk, cited } = props;
  if (desk.frozen) return null;
  const criterion = criterionOf(desk.place);
  const check = desk.check === null ? undefined : checkWithId(desk.check);
  const citations = citationsAt(desk.state, criterion).length;
  const supported = criterion ?? t('review.falsification.target');
  const target = check === undefined ? supported : local(check.label);
  const placeOf = ({ document, page }: Citation) => {
    const name = desk.content?.documents.find(({ id }) => id === document)?.name ?? document;
    return citedPlace(t, name, page);
  };
  return (
    <>
      <Tooltip title={t('review.cite.hint', { target })}>
        <Button
          size="small"
          className={styles.cite}
          // The selection must outlive the press.
          onMouseDown={(event) => event.preventDefault()}
          onClick={props.onCite}
        >
          {t('review.cite.button')}
          {citations > 0 && <span>{citations}</span>}
          <span className={styles.key} aria-hidden="true">
            {t('review.cite.key')}
          </span>
        </Button>
      </Tooltip>
      <span role="status" className="visually-hidden">
        {cited !== null &&
          t('review.cite.done', { place: placeOf(cited), quote: cited.quote ?? '' })}
      </span>
    </>
  );
}
