import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { rememberGuide } from '../../parts/guide-seen.ts';
import { go } from '../../router.ts';
import { useSession } from '../../store/session.ts';
import { useText } from '../../text.ts';
import { useArrivalFocus } from '../../ui/arrival-focus.ts';
import { Page } from '../../ui/page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import styles from './guide.module.css';
import { type GuideStep, guideSteps, StepPicture } from './step-picture.tsx';

/** What an expert does from the pledge to the signature, in six short steps. */
export function GuideScreen() {
  const { t } = useText();
  const [at, setAt] = useState(0);
  const last = guideSteps.length - 1;
  const step: GuideStep = guideSteps[at] ?? guideSteps[0];
  const heading = useArrivalFocus<HTMLHeadingElement>(step);
  useEffect(rememberGuide, []);
  const leave = useLeave();
  const move = (by: 1 | -1) => setAt((place) => Math.min(Math.max(place + by, 0), last));
  const back = () => {
    move(-1);
    // The button is of no use at the first step any more.
    if (at === 1) heading.current?.focus({ preventScroll: true });
  };
  useShortcuts([
    { keys: 'ArrowRight', label: t('guide.next'), run: () => move(1) },
    { keys: 'ArrowLeft', label: t('guide.previous'), run: () => move(-1) },
    { keys: 'Escape', label: t('guide.skip'), run: leave },
  ]);
  return (
    <Page title={t('guide.title')} lead={t('guide.lead')}>
      <ol className={styles.steps} aria-label={t('guide.steps')}>
        {guideSteps.map((each, place) => (
          <li key={each}>
            <button
              type="button"
              className={styles.step}
              aria-current={place === at ? 'step' : undefined}
              onClick={() => setAt(place)}
            >
              <span className={styles.number}>{place + 1}</span> {t(`guide.${each}.name`)}
            </button>
          </li>
        ))}
      </ol>
      <section className={styles.card} aria-live="polite">
        <h2 ref={heading} tabIndex={-1} className={styles.heading}>
          {t(`guide.${step}.title`)}
        </h2>
        <p>{t(`guide.${step}.text`)}</p>
        <StepPicture step={step} />
      </section>
      <div className={styles.buttons}>
        <Button disabled={at === 0} onClick={back}>
          {t('guide.previous')}
        </Button>
        {at === last ? (
          <Button type="primary" onClick={leave}>
            {t('guide.done')}
          </Button>
        ) : (
          <>
            <Button type="primary" onClick={() => move(1)}>
              {t('guide.next')}
            </Button>
            <Button type="text" onClick={leave}>
              {t('guide.skip')}
            </Button>
          </>
        )}
      </div>
    </Page>
  );
}

function useLeave(): () => void {
  const { state } = useSession().identity;
  return () => {
    if (history.length > 1) history.back();
    else go({ screen: state === 'unlocked' ? 'rounds' : 'welcome' });
  };
}
