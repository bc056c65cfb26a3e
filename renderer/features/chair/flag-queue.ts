import type { Applicant } from '../../../shared/domain/application.ts';
import { applicationsInOrder } from '../../../shared/domain/round.ts';
import { entryOf, type PanelDesk, type QueuedFlag, queueOf } from './panel-desk.ts';

/** Flags of one application, or of the workbooks themselves (`application` null). */
export interface FlagGroup {
  readonly application: string | null;
  readonly number: string;
  /** `null` of the workbooks. */
  readonly applicant: Applicant | null;
  readonly flags: readonly QueuedFlag[];
  readonly open: number;
}

/** The queue by subject: workbooks first, then the applications in the order of their numbers. */
export function flagGroups(desk: PanelDesk): readonly FlagGroup[] {
  const bySubject = Map.groupBy(queueOf(desk), ({ flag }) =>
    'application' in flag ? flag.application : null,
  );
  const subjects = [null, ...applicationsInOrder(desk.round).map((each) => each.id)];
  return subjects.flatMap((application) => {
    const flags = bySubject.get(application);
    if (flags === undefined) return [];
    const entry = application === null ? null : entryOf(desk.round, application);
    return {
      application,
      number: entry?.number ?? '',
      applicant: entry?.applicant ?? null,
      flags,
      open: flags.filter((each) => !each.settled).length,
    };
  });
}

/**
 * Where the work goes on: the first open flag behind the first of these, else the first open one at all, else `null`.
 * @param settled flags that are as good as settled.
 */
export function nextOpen(
  queue: readonly QueuedFlag[],
  settled: readonly string[] = [],
): QueuedFlag | null {
  const place = queue.findIndex((each) => each.id === settled[0]);
  const open = (each: QueuedFlag) => !each.settled && !settled.includes(each.id);
  return queue.slice(place + 1).find(open) ?? queue.find(open) ?? null;
}
