import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { line } from '../../../shared/schema.ts';
import { call } from '../../client.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAction } from '../../store/use-call.ts';
import { useText } from '../../text.ts';
import { Field } from '../../ui/field.tsx';
import { Status } from '../../ui/glyph.tsx';
import { ProseInput } from '../../ui/prose-input.tsx';
import styles from './center.module.css';

/** An applicant who falsified is barred for two years (Art. 14): recorded here, refused when a round is packed. */
export function Sanction() {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const [recorded, setRecorded] = useState<string | null>(null);
  return (
    <>
      <p className={styles.sentence}>{t('center.sanction.lead')}</p>
      {isOpen ? (
        <SanctionForm
          onLeave={() => setOpen(false)}
          onRecorded={(words) => {
            setRecorded(words);
            setOpen(false);
          }}
        />
      ) : (
        <div className={styles.buttons}>
          <Button onClick={() => setOpen(true)}>{t('center.sanction.open')}</Button>
          <span role="status">
            {recorded !== null && <Status shape="check" tone="accent" word={recorded} />}
          </span>
        </div>
      )}
    </>
  );
}

function SanctionForm(props: {
  readonly onLeave: () => void;
  readonly onRecorded: (words: string) => void;
}) {
  const { t } = useText();
  const [applicant, setApplicant] = useState('');
  const [year, setYear] = useState<number | null>(new Date().getFullYear());
  const [grounds, setGrounds] = useState('');
  const named = line.safeParse(applicant.trim());
  const ready = named.success && year !== null && grounds.trim() !== '';
  const record = useAction(async () => {
    const entry = { applicant: applicant.trim(), year: year ?? 0, grounds };
    const done = await call('center.sanction', entry);
    const { applicant: name, year: of } = entry;
    if (done.ok) props.onRecorded(t('center.sanction.done', { name, from: of + 1, to: of + 2 }));
    return done;
  });
  return (
    <form
      className={styles.sanction}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) record.run();
      }}
    >
      <Field label={t('center.sanction.applicant')} required hint={t('center.sanction.exactly')}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={applicant}
            onChange={(event) => setApplicant(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('center.sanction.year')} required>
        {(control) => (
          <InputNumber<number>
            {...control}
            min={2020}
            max={2100}
            precision={0}
            value={year}
            onChange={setYear}
          />
        )}
      </Field>
      <Field label={t('center.sanction.grounds')} required>
        {(control) => (
          <ProseInput
            {...control}
            value={grounds}
            onChange={(event) => setGrounds(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={record.busy}>
          {t('center.sanction.button')}
        </Button>
        <Button onClick={props.onLeave}>{t('common.cancel')}</Button>
      </div>
      {record.failure !== null && <FailureNotice failure={record.failure} />}
    </form>
  );
}
