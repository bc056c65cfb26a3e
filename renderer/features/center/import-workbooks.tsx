import { useState } from 'react';
import type { IntakeReport } from '../../../shared/exchange.ts';
import { call } from '../../client.ts';
import { IntakeList } from '../../parts/intake-list.tsx';
import { WorkbookWell } from '../../parts/workbook-well.tsx';

/** Takes in result and panel workbooks in any order and as often as anybody likes; says what became of each. */
export function ImportWorkbooks(props: { readonly onImported: () => void }) {
  const [reports, setReports] = useState<readonly IntakeReport[] | null>(null);
  const take = async (files: string[], work: string) => {
    const imported = await call('center.import', { files, work });
    if (!imported.ok) return imported;
    setReports(imported.value);
    props.onImported();
    return imported;
  };
  return (
    <>
      <WorkbookWell words="center.import" take={take} />
      {reports !== null && <IntakeList reports={reports} />}
    </>
  );
}
