import { Input } from 'antd';
import { useState } from 'react';
import { useText } from '../../text.ts';
import { EmptyState } from '../../ui/state-view.tsx';
import styles from './center.module.css';
import type { CenterState } from './center-screen.tsx';

type Person = CenterState['roster'][number];

/** Everybody who was enrolled, by name; a search narrows it once there are more than fit on a screen. */
export function Roster(props: { readonly people: readonly Person[] }) {
  const { t, date, locale } = useText();
  const [words, setWords] = useState('');
  const { people } = props;
  if (people.length === 0) {
    return <EmptyState title={t('center.people.none')} hint={t('center.people.noneHint')} />;
  }
  const order = new Intl.Collator(locale);
  const found = people
    .filter((person) => matches(person, words))
    .toSorted((a, b) => order.compare(a.profile.name, b.profile.name));
  return (
    <>
      {people.length > 12 && (
        <Input
          className={styles.search}
          allowClear
          aria-label={t('center.people.search')}
          placeholder={t('center.people.search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.person}>{t('center.people.name')}</th>
            <th>{t('center.people.organisation')}</th>
            <th className={styles.roleColumn}>{t('center.people.role')}</th>
            <th className={styles.email}>{t('center.people.email')}</th>
            <th className={styles.date}>{t('center.people.enrolledAt')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((person) => (
            <tr key={person.id}>
              <td>{person.profile.name}</td>
              <td>
                {[person.profile.organisation, person.profile.title]
                  .filter((each) => each !== undefined)
                  .join(' · ')}
              </td>
              <td>{t(`domain.role.${person.role}`)}</td>
              <td>{person.profile.email}</td>
              <td>
                {person.revokedSince === null
                  ? date(person.enrolledAt)
                  : t('center.people.revoked', { since: date(person.revokedSince) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p className={styles.soft}>{t('center.people.notFound')}</p>}
    </>
  );
}

function matches({ profile }: Person, words: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  const text = [profile.name, profile.nameEn ?? '', profile.organisation, profile.email].join(' ');
  return plain(text).includes(plain(words.trim()));
}
