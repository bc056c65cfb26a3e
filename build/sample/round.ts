import type { RoundDescription } from '../../shared/round-folder.ts';
import { applicants } from './applications.ts';
import { people, personKeys } from './people.ts';

/** The sample round as a center would write it. */
export const roundDescription: Omit<RoundDescription, 'panel'> & { readonly panel: object } = {
  $schema: '../../../docs/schemas/round.schema.json',
  id: '2026-sample',
  kind: 'accreditation',
  title: '2026 年度首都海智基地认定评审（示例）',
  year: 2026,
  deadline: { at: '2030-12-31T18:00:00+08:00', hard: false },
  panel: {
    id: 'panel-1',
    name: '综合评审组',
    members: personKeys.map((key) => ({
      expert: people[key].email,
      role: key === 'chair' ? 'chair' : 'expert',
    })),
    recusals: [{ expert: people.e2.email, application: 'a03', conflict: 'employment' }],
  },
  applications: applicants.map(({ key }) => key),
};
