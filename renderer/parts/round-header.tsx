import type { RoundDetail } from '../../shared/exchange.ts';
import { hashOf, type Route } from '../router.ts';
import { useText } from '../text.ts';
import { HeaderSlot } from '../ui/header-slot.tsx';
import styles from './round-header.module.css';

type Place = 'applications' | 'declare' | 'compare' | 'finish' | 'chair';

/** In the app's header on the screens of a round: back to the rounds, which round, and its places as links. */
export function RoundHeader(props: { readonly detail: RoundDetail; readonly current: Place }) {
  const { t } = useText();
  const { detail, current } = props;
  const places: readonly Place[] = ['declare', 'applications', 'compare', 'finish'];
  const shown = detail.role === 'chair' ? [...places, 'chair' as const] : places;
  return (
    <HeaderSlot>
      <a className={styles.back} href={hashOf({ screen: 'rounds' })}>
        <span aria-hidden="true">‹ </span>
        {t('rounds.title')}
      </a>
      <span className={styles.title} title={detail.round.title}>
        {detail.round.title}
      </span>
      <nav className={styles.places} aria-label={t('common.round.places')}>
        {shown.map((place) => (
          <a
            key={place}
            className={styles.place}
            href={hashOf({ screen: place, round: detail.round.id } satisfies Route)}
            aria-current={place === current ? 'page' : undefined}
          >
            {t(`common.round.${place}`)}
          </a>
        ))}
      </nav>
    </HeaderSlot>
  );
}
