import { call } from '../../client.ts';
import { SignedCertificate } from '../../parts/signed-certificate.tsx';
import type { ReadyReview } from '../../store/use-review.ts';
import { useText } from '../../text.ts';
import { Page, Section } from '../../ui/page.tsx';
import { AfterPractice } from './after-practice.tsx';
import { isFresh } from './fresh-signature.ts';
import { PrintLink } from './print-link.tsx';
import { Reopen } from './reopen.tsx';
import { Summary } from './summary.tsx';

/** After the signature: the stamp, the workbook to hand in, and the way back for a good reason. */
export function Signed(props: { readonly review: ReadyReview }) {
  const { t } = useText();
  const { detail, member, review } = props.review;
  const revision = review.revisions.at(-1)!;
  return (
    <Page
      title={t('finish.signed.title')}
      lead={t('finish.signed.lead')}
      measure="table"
      actions={<PrintLink round={detail.round.id} />}
    >
      <AfterPractice />
      <SignedCertificate
        signer={member.profile}
        revision={revision}
        fresh={isFresh(revision.workbook)}
        workbook={() => call('review.workbook', { round: detail.round.id })}
        handIn={t('finish.signed.handIn')}
      />
      <Section title={t('finish.summary.signed')}>
        <Summary review={props.review} />
      </Section>
      <Section title={t('finish.reopen.title')}>
        <Reopen review={props.review} />
      </Section>
    </Page>
  );
}
