import { useMemo } from 'react';
import { baseTypes } from '../../../shared/domain/application.ts';
import { baseTypeFacts } from '../../../shared/domain/base-type.ts';
import { agreementByType } from '../../../shared/domain/consolidate.ts';
import type { Agreement } from '../../../shared/domain/consolidation.ts';
import { useText } from '../../text.ts';
import styles from './agreement.module.css';
import {
  type AgreementLevel,
  alphaLevel,
  coefficientWords,
  concordanceLevel,
} from './agreement-words.ts';
import type { PanelDesk } from './panel-desk.ts';

const measures = ['alphaScores', 'alphaVerdicts', 'kendallW'] as const;

/** How far the experts agree, for the panel and inside each base type; every figure is read out in words. */
export function AgreementSection(props: { readonly desk: PanelDesk }) {
  const { t, local } = useText();
  const { round, consolidation, ready, meeting } = props.desk;
  const { forks, disclosures } = meeting;
  const byType = useMemo(
    () => agreementByType(round, ready.results, { forks, disclosures }),
    [round, ready.results, forks, disclosures],
  );
  const types = baseTypes.filter((type) =>
    round.applications.some((each) => each.baseType === type),
  );
  return (
    <section className={styles.agreement}>
      <h2>{t('chair.agreement.title')}</h2>
      <table>
        <thead>
          <tr>
            <td />
            {measures.map((each) => (
              <th key={each} scope="col">
                {t(`chair.agreement.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <AgreementRow name={t('chair.agreement.all')} agreement={consolidation.agreement} />
          {types.map((type) => (
            <AgreementRow
              key={type}
              name={local(baseTypeFacts[type].name)}
              agreement={byType[type]}
            />
          ))}
        </tbody>
      </table>
      <dl className={styles.meanings}>
        {measures.map((each) => (
          <div key={each}>
            <dt>{t(`chair.agreement.${each}`)}</dt>
            <dd>{t(`chair.agreement.meaning.${each}`)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('chair.leaning.title')}</dt>
          <dd>{t('chair.leaning.hint')}</dd>
        </div>
      </dl>
    </section>
  );
}

function AgreementRow(props: { readonly name: string; readonly agreement: Agreement }) {
  const { name, agreement } = props;
  return (
    <tr>
      <th scope="row">{name}</th>
      <Coefficient value={agreement.alphaScores} level={alphaLevel(agreement.alphaScores)} />
      <Coefficient value={agreement.alphaVerdicts} level={alphaLevel(agreement.alphaVerdicts)} />
      <Coefficient value={agreement.kendallW} level={concordanceLevel(agreement.kendallW)} />
    </tr>
  );
}

function Coefficient(props: { readonly value: number | null; readonly level: AgreementLevel }) {
  const { t } = useText();
  return (
    <td>
      {props.value !== null && (
        <span className={styles.coefficient}>{coefficientWords(props.value)}</span>
      )}
      <span className={styles.level}>{t(`chair.agreement.level.${props.level}`)}</span>
    </td>
  );
}
