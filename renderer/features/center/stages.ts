import type { CenterState } from './center-screen.tsx';

export type CenterRoundLine = CenterState['rounds'][number];
type StageName = 'intake' | 'panel' | 'issued' | 'results' | 'decided';

/** One stage of a round: how far it is, and the numbers that say so. */
export interface Stage {
  readonly name: StageName;
  readonly state: 'done' | 'started' | 'open';
  readonly done: number;
  readonly total: number;
}

/** A round from intake to decision. A round that is known here was issued, so the first three are always done. */
export function stagesOf(round: CenterRoundLine): readonly Stage[] {
  const { applications, members, sequence, results, decided } = round;
  const arrived = results >= members ? 'done' : results > 0 ? 'started' : 'open';
  return [
    { name: 'intake', state: 'done', done: applications, total: applications },
    { name: 'panel', state: 'done', done: members, total: members },
    { name: 'issued', state: 'done', done: sequence, total: sequence },
    { name: 'results', state: arrived, done: results, total: members },
    { name: 'decided', state: decided ? 'done' : 'open', done: decided ? 1 : 0, total: 1 },
  ];
}
