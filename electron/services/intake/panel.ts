import type { CenterRecusal, Panel, PanelMember } from '../../../shared/domain/panel.ts';
import type { RosterEntry } from '../../../shared/enrolment.ts';
import type { Problem } from '../../../shared/failures.ts';
import type { RoundDescription } from '../../../shared/round-folder.ts';
import { problemAt, repeated } from './problem.ts';

/** The panel with people from the roster, and everything that is wrong with it. With problems it holds stand-ins. */
interface PanelIntake {
  readonly problems: readonly Problem[];
  readonly panel: Panel;
  /** Roster entries of the members, in the panel's order. */
  readonly roster: readonly RosterEntry[];
}

/** Why the certificate of somebody on the roster does not serve any more; `null` when it does. */
export type CertificateFlaw = (
  person: RosterEntry,
) => 'certificate-revoked' | 'certificate-expired' | null;

const file = 'round.json';

/**
 * Forms the panel of a round out of the people on the center's roster, whom the description names by e-mail. Of several
 * entries with one e-mail the newest counts: the earlier ones are revoked.
 */
export function takePanel(
  described: RoundDescription,
  people: readonly RosterEntry[],
  certificateFlaw: CertificateFlaw,
): PanelIntake {
  const byEmail = new Map(people.map((each) => [each.profile.email.toLowerCase(), each]));
  const find = (email: string) => byEmail.get(email.toLowerCase());
  const rows = described.panel.members.map((row) => ({ row, person: find(row.expert) }));
  const members = rows.map(({ row, person }, place): PanelMember => {
    const assigned = row.assigned ?? described.applications;
    const { id, profile } = person ?? stranger(row.expert);
    return { id, role: row.role, code: `E${place + 1}`, profile, assigned };
  });
  const recusals = described.panel.recusals.map((row): CenterRecusal => {
    const { application, conflict } = row;
    const { id: member } = find(row.expert) ?? stranger(row.expert);
    return { member, application, conflict };
  });
  const { id, name } = described.panel;
  const problems = [
    ...memberProblems(described, find, certificateFlaw),
    ...recusalProblems(described),
    ...assignmentProblems(described),
  ];
  const roster = rows.flatMap(({ person }) => person ?? []);
  return { problems, panel: { id, name, members, recusals }, roster };
}

/** Stands for somebody who is not on the roster, so that all other rules can be tried on the panel. */
function stranger(email: string): Pick<RosterEntry, 'id' | 'profile'> {
  const profile = { name: email, organisation: '', email, fields: [], affiliations: [] };
  return { id: email.toLowerCase(), profile };
}

type Find = (email: string) => RosterEntry | undefined;

function memberProblems(
  { panel }: RoundDescription,
  find: Find,
  certificateFlaw: CertificateFlaw,
): readonly Problem[] {
  const at = (place: number, key: string) => ['panel', 'members', place, key];
  const emails = panel.members.map((each) => each.expert.toLowerCase());
  const twice = repeated(emails).map((place) =>
    problemAt(file, at(place, 'expert'), 'duplicate', emails[place]),
  );
  const people = panel.members.flatMap(({ expert, role }, place) => {
    const person = find(expert);
    if (person === undefined) {
      return [problemAt(file, at(place, 'expert'), 'unknown-person', expert)];
    }
    const flaw = certificateFlaw(person);
    if (flaw !== null) return [problemAt(file, at(place, 'expert'), flaw, expert)];
    const fits = person.role === role;
    return fits ? [] : [problemAt(file, at(place, 'role'), 'not-chair-certificate', person.role)];
  });
  const chairs = panel.members.filter((each) => each.role === 'chair').length;
  const count = chairs === 1 ? [] : [problemAt(file, ['panel', 'members'], 'chair-count', '1')];
  const persons = panel.members.map(({ expert }) => find(expert));
  const keys = repeated(persons.map((person, place) => person?.recipient ?? `${place}`))
    .filter((place) => persons.indexOf(persons[place]) === place)
    .map((place) =>
      problemAt(file, at(place, 'expert'), 'same-recipient', panel.members[place]?.expert),
    );
  return [...twice, ...people, ...keys, ...count];
}

function recusalProblems({ panel, applications }: RoundDescription): readonly Problem[] {
  const members = new Set(panel.members.map((each) => each.expert.toLowerCase()));
  return panel.recusals.flatMap(({ expert, application }, place) => {
    const at = (key: string) => ['panel', 'recusals', place, key];
    const person = members.has(expert.toLowerCase())
      ? []
      : [problemAt(file, at('expert'), 'unknown-member', expert)];
    const known = applications.includes(application)
      ? []
      : [problemAt(file, at('application'), 'unknown-application', application)];
    return [...person, ...known];
  });
}

function assignmentProblems({ panel, applications }: RoundDescription): readonly Problem[] {
  return panel.members.flatMap((member, place) =>
    (member.assigned ?? []).flatMap((id, index) => {
      const at = ['panel', 'members', place, 'assigned', index];
      return applications.includes(id) ? [] : [problemAt(file, at, 'unknown-application', id)];
    }),
  );
}
