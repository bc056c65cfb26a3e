import { centerRecusal, memberOf, type Panel, type PanelMember } from './panel.ts';
import { applicationOf, isAssigned, type Round } from './round.ts';
import { checkScheme, type Problem, settingsProblems } from './scheme.ts';

/** The least size of a panel. */
const leastMembers = 5;
/** The greatest size of a panel. */
const mostMembers = 15;
/** The least number of reviewers that an application needs. */
const leastReviewers = 3;

/**
 * Everything that keeps a round from being issued: scheme, settings, deadline, applications, then panel; paths are relative to
 * the round. A panel has 5 to 15 members, one of them the chair; each application has at least 3 reviewers besides
 * those whom the center recused. Empty for a round that can be issued.
 */
export function roundProblems(round: Round): readonly Problem[] {
  const scheme = checkScheme(round.scheme, round.kind);
  return [
    ...(scheme.ok ? [] : below('scheme', scheme.failure.problems)),
    ...below('settings', settingsProblems(round.settings)),
    ...(Number.isNaN(Date.parse(round.deadline.at))
      ? [problem('deadline.at', 'wrong-format', 'ISO 8601')]
      : []),
    ...repeated('applications', 'id', round.applications),
    ...repeated('applications', 'number', round.applications),
    ...panelProblems(round.panel),
    ...assignmentProblems(round),
    ...recusalProblems(round),
    ...reviewerProblems(round),
  ];
}

/** Whether the panel has the usual, odd number of members; an even one is allowed and worth a remark. */
export function hasOddSize(panel: Panel): boolean {
  return panel.members.length % 2 === 1;
}

function panelProblems({ members }: Panel): readonly Problem[] {
  const size = `${leastMembers}-${mostMembers}`;
  const chairs = members.filter((each) => each.role === 'chair').length;
  return [
    ...(members.length < leastMembers ? [problem('panel.members', 'too-small', size)] : []),
    ...(members.length > mostMembers ? [problem('panel.members', 'too-big', size)] : []),
    ...(chairs === 1 ? [] : [problem('panel.members', 'chair-count', '1')]),
    ...repeated('panel.members', 'id', members),
    ...repeated('panel.members', 'code', members),
  ];
}

function assignmentProblems(round: Round): readonly Problem[] {
  return round.panel.members.flatMap((member, place) =>
    member.assigned.flatMap((id, index) =>
      applicationOf(round, id) === undefined
        ? [problem(`panel.members[${place}].assigned[${index}]`, 'unknown-application')]
        : [],
    ),
  );
}

function recusalProblems({ panel, ...round }: Round): readonly Problem[] {
  return panel.recusals.flatMap(({ member, application }, place) => {
    const path = `panel.recusals[${place}]`;
    const known = round.applications.some((each) => each.id === application);
    return [
      ...(memberOf(panel, member) === undefined
        ? [problem(`${path}.member`, 'unknown-person')]
        : []),
      ...(known ? [] : [problem(`${path}.application`, 'unknown-application')]),
    ];
  });
}

function reviewerProblems(round: Round): readonly Problem[] {
  return round.applications.flatMap(({ id }, place) => {
    const reviews = (member: PanelMember) =>
      isAssigned(round, member, id) && centerRecusal(round.panel, member.id, id) === undefined;
    const reviewers = round.panel.members.filter(reviews).length;
    if (reviewers >= leastReviewers) return [];
    return [problem(`applications[${place}]`, 'too-few-reviewers', `${leastReviewers}`)];
  });
}

function repeated<K extends string>(
  list: string,
  key: K,
  values: readonly Readonly<Record<K, string>>[],
): readonly Problem[] {
  return values.flatMap((each, place) => {
    const first = values.findIndex((other) => other[key] === each[key]);
    return first < place ? [problem(`${list}[${place}].${key}`, 'duplicate')] : [];
  });
}

function below(prefix: string, problems: readonly Problem[]): readonly Problem[] {
  return problems.map((each) => ({ ...each, path: `${prefix}.${each.path}` }));
}

function problem(path: string, reason: Problem['reason'], expected = ''): Problem {
  return { path, reason, expected };
}
