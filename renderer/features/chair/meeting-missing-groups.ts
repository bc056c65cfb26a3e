import type { MeetingMissing } from '../../../shared/domain/meeting.ts';

/** What one application, or the panel as a whole (`application` null), still lacks. */
export interface MissingSubject {
  readonly application: string | null;
  /** Flags without a disposition. */
  readonly flags: number;
  readonly others: readonly Exclude<MeetingMissing, { readonly kind: 'disposition' }>[];
}

/** Sorts what is missing by subject: the panel first, then the applications in the order given. */
export function groupMeetingMissing(
  missing: readonly MeetingMissing[],
  order: readonly string[],
): readonly MissingSubject[] {
  const bySubject = Map.groupBy(missing, subjectOf);
  return [null, ...order].flatMap((application) => {
    const items = bySubject.get(application);
    if (items === undefined) return [];
    const others = items.filter((each) => each.kind !== 'disposition');
    return { application, flags: items.length - others.length, others };
  });
}

/** A flag's stable name begins with its kind; only flags about workbooks speak of no application. */
function subjectOf(each: MeetingMissing): string | null {
  if ('application' in each) return each.application;
  if (each.kind !== 'disposition') return null;
  const [kind = '', application = null] = each.flag.split('/');
  return kind.startsWith('workbook-') ? null : application;
}
