import type { Check, Criterion } from '../../../shared/domain/catalogue/criterion.ts';
import { own } from '../../../shared/domain/record.ts';
import { useText } from '../../text.ts';
import { DeclaredValueWords } from './declared-value.tsx';
import type { Desk } from './desk.ts';
import { FindingChoice } from './finding-choice.tsx';
import { QuoteSign } from './quote-sign.tsx';
import styles from './review.module.css';

/** The facts of a criterion: declared value against the regulation, and the expert's finding on each. */
export function CheckList(props: { readonly desk: Desk; readonly criterion: Criterion }) {
  const { t } = useText();
  const { desk, criterion } = props;
  return (
    <section className={styles.section} aria-label={t('review.checks')}>
      <ul className={styles.checks}>
        {criterion.checks.map((check) => (
          <CheckRow key={check.id} desk={desk} check={check} criterion={criterion} />
        ))}
      </ul>
    </section>
  );
}

function CheckRow(props: {
  readonly desk: Desk;
  readonly check: Check;
  readonly criterion: Criterion;
}) {
  const { t, local } = useText();
  const { desk, check, criterion } = props;
  const aimed = desk.check === check.id;
  const citations = own(desk.state.criteria, criterion.id)?.citations ?? [];
  const cited = citations.filter((each) => each.check === check.id).length;
  return (
    <li className={styles.check} data-aimed={aimed} data-check={check.id}>
      <div className={styles.checkWords}>
        <p>{local(check.label)}</p>
        <DeclaredValueWords
          check={check}
          declared={desk.content === null ? undefined : own(desk.content.declared, check.id)}
          known={desk.content !== null}
        />
      </div>
      <button
        type="button"
        className={styles.aim}
        aria-pressed={aimed}
        title={t('review.aimHint')}
        onClick={() => desk.aimAt(aimed ? null : check.id)}
      >
        <QuoteSign />
        <span className="visually-hidden">{t('review.aim', { check: local(check.label) })} </span>
        {cited > 0 && cited}
      </button>
      <FindingChoice
        check={check}
        finding={own(desk.state.checks, check.id) ?? null}
        frozen={desk.frozen}
        onFind={(finding) =>
          desk.record({
            kind: 'check.found',
            application: desk.entry.id,
            check: check.id,
            finding,
          })
        }
      />
    </li>
  );
}
