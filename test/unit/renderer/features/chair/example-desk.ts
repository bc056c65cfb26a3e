import { type PanelDesk, panelDesk } from '../../../../../renderer/features/chair/panel-desk.ts';
import type { ReadyMeeting } from '../../../../../renderer/store/use-meeting.ts';
import type { MeetingEvent } from '../../../../../shared/domain/meeting.ts';
import { foldMeeting } from '../../../../../shared/domain/meeting-step.ts';
import type { ReviewEvent } from '../../../../../shared/domain/review.ts';
import { expertResult } from '../../../../../shared/expert-result.ts';
import type { ResultPayload } from '../../../../../shared/workbook.ts';
import { hashOf, member, resultPayload, round } from '../../../../support/example-payload.ts';
import { record } from '../../../shared/domain/example-round.ts';

/** Member 3 gives 40 for 8(1), where the others give 80, and finds a fact otherwise. */
const outlier: readonly ReviewEvent[] = [
  { kind: 'criterion.scored', application: 'f', criterion: '8(1)', score: 40 },
  { kind: 'check.found', application: 'o', check: '9(3).partners', finding: 'not-met' },
];

/** Member 4 discloses a relation and suspects falsification. */
const relation: readonly ReviewEvent[] = [
  {
    kind: 'conflict.declared',
    application: 'c',
    declaration: { state: 'disclosed', relation: '同会会员' },
  },
  { kind: 'falsification.suspected', application: 'c', grounds: '合同日期前后矛盾' },
];

/** The workbooks of a panel of five, of which member 2 is recused from the first application; the last has not come. */
export function payloads(): readonly ResultPayload[] {
  return [
    resultPayload(1),
    resultPayload(2),
    resultPayload(3, {}, outlier),
    resultPayload(4, {}, relation),
  ];
}

/** The chair's desk over workbooks and a meeting. `me` is a member's number. */
export function exampleDesk(
  given: readonly ResultPayload[] = payloads(),
  events: readonly MeetingEvent[] = [],
  me = 1,
): PanelDesk {
  const taken = given.map((payload, place) => ({ workbook: hashOf(`w${place}`), payload }));
  const results = taken.map(({ payload, workbook }) => expertResult(payload, workbook));
  const taking = results.map(
    ({ expert, revision, workbook, parent }): MeetingEvent => ({
      kind: 'workbook.taken',
      expert,
      revision,
      workbook,
      parent,
    }),
  );
  const meeting = foldMeeting(round, results, record([...taking, ...events]));
  const detail = { round, me: member(me).id };
  return panelDesk({ detail, meeting, results, payloads: taken } as unknown as ReadyMeeting);
}
