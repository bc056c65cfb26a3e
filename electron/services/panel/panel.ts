import { fail, ok } from '../../../shared/result.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { newestWorkbook } from '../workbook/signed-workbook.ts';
import { collectWorkbooks } from './collection.ts';
import { signMeeting } from './signing.ts';

type PanelMethod =
  | 'panel.collect'
  | 'panel.read'
  | 'panel.record'
  | 'panel.sign'
  | 'panel.workbook';

/** The chair's side of a round. */
export function panelMethods(context: ServiceContext): Methods<PanelMethod> {
  const { meetings } = context;
  return {
    'panel.collect': (input) => collectWorkbooks(context, input),
    'panel.read': async ({ round }) => {
      const chaired = await meetings.get(context, round);
      if (!chaired.ok) return chaired;
      const { journal, payloads } = chaired.value.meeting;
      const read = await journal.events(0);
      if (!read.ok) return read;
      const results = journal.state.workbooks.flatMap(({ workbook }) => {
        const payload = payloads.get(workbook);
        return payload === undefined ? [] : [{ workbook, payload }];
      });
      return ok({ ...read.value, results });
    },
    'panel.record': async ({ round, events }) => {
      const chaired = await meetings.get(context, round);
      return chaired.ok ? chaired.value.meeting.journal.record(events) : chaired;
    },
    'panel.sign': (input) => signMeeting(context, input),
    'panel.workbook': async ({ round: id }) => {
      const chaired = await meetings.get(context, id);
      if (!chaired.ok) return chaired;
      const { round, meeting } = chaired.value;
      const newest = meeting.journal.state.revisions.at(-1);
      if (newest === undefined) return fail({ kind: 'meeting-not-signed' });
      return newestWorkbook(context, round.home, newest, `${round.round.id}-panel`);
    },
  };
}
