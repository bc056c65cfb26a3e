import type { Round } from '../../shared/domain/round.ts';
import { type Failure, failureMessage, type Problem } from '../../shared/failures.ts';
import { type Text, useText } from '../text.ts';
import { Notice } from '../ui/state-view.tsx';
import styles from './failure-notice.module.css';
import { MissingList } from './missing-list.tsx';

/** Any expected failure in words: what is wrong, where, what to do; with its list where it has one. */
export function FailureNotice(props: {
  readonly failure: Failure;
  /** With the round at hand, what is missing leads to its place. */
  readonly round?: Round | undefined;
  readonly action?: React.ReactNode;
}) {
  const { t } = useText();
  const { failure, round } = props;
  const { key, values } = failureMessage(failure);
  return (
    <Notice
      kind="error"
      title={t(key, { ...values, ...wordsIn(failure, t), count: countOf(failure) })}
      action={props.action}
    >
      {failure.kind === 'input-invalid' && <ProblemList problems={failure.problems} />}
      {failure.kind === 'incomplete' && round !== undefined && (
        <MissingList round={round} missing={failure.missing} />
      )}
    </Notice>
  );
}

/** Codes of a failure in words. */
function wordsIn(failure: Failure, t: Text['t']): Readonly<Record<string, string>> {
  return failure.kind === 'journal-damaged' ? { reason: t(`code.${failure.reason}`) } : {};
}

/** How many things a failure lists, for its plural. */
function countOf(failure: Failure): number {
  if (failure.kind === 'input-invalid') return failure.problems.length;
  return 'missing' in failure ? failure.missing.length : 0;
}

function ProblemList(props: { readonly problems: readonly Problem[] }) {
  const { t } = useText();
  return (
    <ul className={styles.problems}>
      {props.problems.map((problem) => (
        <li key={`${problem.file} ${problem.path} ${problem.reason} ${problem.expected}`}>
          {t(`problem.${problem.reason}`, {
            file: problem.file,
            path: problem.path,
            expected: problem.expected,
          })}
        </li>
      ))}
    </ul>
  );
}
