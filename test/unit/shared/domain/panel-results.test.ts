import { describe, expect, it } from 'vitest';
import {
  mustReport,
  nothingSettled,
  recusedFrom,
  type Settled,
  undecidedDisclosures,
  voicesOn,
} from '../../../../shared/domain/panel-results.ts';
import { exampleMember, exampleRound, resultOf, reviewWith, withRecusal } from './example-round.ts';

const fine = reviewWith('work', [80, 80, 80, 80, 80]);
const disclosed = { ...fine, conflict: { state: 'disclosed', relation: '同会' } as const };
const recused = {
  ...fine,
  conflict: { state: 'recused', conflict: 'family', reason: '' } as const,
};

function decided(accepted: boolean): Settled {
  return { forks: {}, disclosures: { 'w/e2': { accepted, reason: '', relation: '同会' } } };
}

function heard(
  results: Parameters<typeof voicesOn>[1],
  settled = nothingSettled,
  round = exampleRound,
) {
  return voicesOn(round, results, settled, 'w').map((each) => each.expert);
}

describe('voicesOn', () => {
  const results = [resultOf('e3', { w: fine }), resultOf('e2', { w: fine })];

  it('hears assigned members in the order of their ids', () => {
    expect(heard(results)).toEqual(['e2', 'e3']);
    expect(heard([...results, resultOf('stranger', { w: fine })])).toEqual(['e2', 'e3']);
  });

  it('does not hear members who were not assigned, or a chair who does not review', () => {
    const members = exampleRound.panel.members.map((each) =>
      each.id === 'e2' ? { ...each, assigned: ['f'] } : each,
    );
    const settings = { ...exampleRound.settings, chairReviews: false };
    const round = { ...exampleRound, settings, panel: { ...exampleRound.panel, members } };
    expect(heard([...results, resultOf('e1', { w: fine })], nothingSettled, round)).toEqual(['e3']);
  });

  it('does not hear a member whom the center recused, whatever the workbook says', () => {
    expect(heard(results, nothingSettled, withRecusal(exampleRound, 'e2', 'w'))).toEqual(['e3']);
  });

  it('hears the workbook that counts, and nobody whose workbooks fork', () => {
    const second = { revision: 2, parent: 'e2-1' };
    const forked = [
      ...results,
      resultOf('e2', { w: fine }, { ...second, workbook: 'x' }),
      resultOf('e2', { w: fine }, { ...second, workbook: 'y' }),
    ];
    expect(heard(forked)).toEqual(['e3']);
    const settled = { disclosures: {}, forks: { e2: { workbook: 'y', reason: '以签字为准' } } };
    expect(heard(forked, settled)).toEqual(['e2', 'e3']);
  });
});

describe('a recusal', () => {
  it('comes from the center, the expert or the chair', () => {
    const round = withRecusal(exampleRound, 'e4', 'w');
    const results = [resultOf('e3', { w: recused }), resultOf('e2', { w: disclosed })];
    expect(recusedFrom(round, results, nothingSettled, 'w')).toEqual(['e3', 'e4']);
    expect(recusedFrom(round, results, decided(false), 'w')).toEqual(['e2', 'e3', 'e4']);
    expect(recusedFrom(round, results, decided(true), 'w')).toEqual(['e3', 'e4']);
    expect(recusedFrom(round, results, decided(false), 'f')).toEqual([]);
  });

  it('is not undone by a later workbook without it', () => {
    const later = resultOf('e3', { w: fine }, { revision: 2, workbook: 'e3-2', parent: 'e3-1' });
    const results = [resultOf('e3', { w: recused }), later];
    expect(recusedFrom(exampleRound, results, nothingSettled, 'w')).toEqual(['e3']);
    expect(heard(results)).toEqual([]);
  });

  it('by the chair needs a disclosure', () => {
    const results = [resultOf('e2', { w: fine })];
    expect(recusedFrom(exampleRound, results, decided(false), 'w')).toEqual([]);
  });
});

describe('a disclosure', () => {
  const results = [resultOf('e2', { w: disclosed })];

  it('counts until the chair decides, and after if accepted', () => {
    expect(undecidedDisclosures(exampleRound, results, nothingSettled, 'w')).toEqual(['e2']);
    expect(heard(results)).toEqual(['e2']);
    expect(undecidedDisclosures(exampleRound, results, decided(true), 'w')).toEqual([]);
    expect(heard(results, decided(true))).toEqual(['e2']);
    expect(heard(results, decided(false))).toEqual([]);
  });
});

describe('mustReport', () => {
  it('waits for members who have something to review', () => {
    const member = { ...exampleMember(2), assigned: ['w'] };
    expect(mustReport(exampleRound, member)).toBe(true);
    expect(mustReport(withRecusal(exampleRound, 'e2', 'w'), member)).toBe(false);
    expect(mustReport(exampleRound, { ...member, assigned: [] })).toBe(false);
  });
});
