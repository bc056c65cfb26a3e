import { own } from '../../../shared/domain/record.ts';
import { type PanelDesk, queueOf } from './panel-desk.ts';

/** The pages of the chair's work, in the order of the work. */
export const chairParts = ['workbooks', 'scores', 'flags', 'decisions', 'sign'] as const;
export type ChairPart = (typeof chairParts)[number];

/** The page that an address names; the first one for anything else. */
export function partOf(name: string | undefined): ChairPart {
  return chairParts.find((each) => each === name) ?? 'workbooks';
}

/** How far a page's work is: `done` of `total`; a page that is only read has no total. */
export interface PartProgress {
  readonly part: ChairPart;
  readonly done: number;
  readonly total: number;
}

/** How far the work is on each page. */
export function progressOf(desk: PanelDesk): readonly PartProgress[] {
  const { round, meeting, current } = desk;
  const waitedFor = desk.consolidation.flags.filter((flag) => flag.kind === 'workbook-missing');
  const flags = queueOf(desk);
  const decided = round.applications.filter(({ id }) => own(meeting.decisions, id) !== undefined);
  return [
    { part: 'workbooks', done: current.size, total: current.size + waitedFor.length },
    { part: 'scores', done: 0, total: 0 },
    { part: 'flags', done: flags.filter((each) => each.settled).length, total: flags.length },
    { part: 'decisions', done: decided.length, total: round.applications.length },
    { part: 'sign', done: meeting.phase === 'signed' ? 1 : 0, total: 1 },
  ];
}
