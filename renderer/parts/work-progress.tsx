import { Button } from 'antd';
import type { Work } from '../store/use-work.ts';
import { useText } from '../text.ts';
import { Progress } from '../ui/progress.tsx';
import { timeLeft } from './time-left.ts';
import styles from './work-progress.module.css';

/** How far a long call is, how long it will still take, and a way to stop it. Draws nothing before there is something to say. */
export function WorkProgress(props: { readonly work: Work; readonly label: string }) {
  const { t } = useText();
  const { work, label } = props;
  if (work.progress === null) return null;
  const { done, total, secondsLeft } = work.progress;
  return (
    <div className={styles.work}>
      <Progress done={done} total={total} label={label} />
      <div className={styles.line}>
        <span className={styles.words}>
          {label}
          {secondsLeft !== null && ` · ${timeLeft(secondsLeft, t)}`}
        </span>
        <Button type="link" size="small" onClick={work.cancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
