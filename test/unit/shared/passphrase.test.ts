import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimatePassphrase, requireStrength } from '../../../shared/passphrase.ts';

describe('estimatePassphrase', () => {
  it.each([
    ['', 'too-short'],
    ['Ab3$xY9!z', 'too-short'],
    ['海智评审', 'too-short'],
    ['1234567890', 'too-guessable'],
    ['13901234567', 'too-guessable'],
    ['aaaaaaaaaaaaaaaa', 'too-guessable'],
    ['abcdefghijklmnop', 'too-guessable'],
    ['abababababababab', 'too-guessable'],
    ['Password123456', 'too-guessable'],
    ['qwertyuiop123', 'too-guessable'],
    ['woaini5201314', 'too-guessable'],
    ['Beijing2026!', 'too-guessable'],
    ['line\nbreak in it', 'unusable-character'],
    ['x'.repeat(129), 'too-long'],
  ])('refuses %j as %s', (passphrase, problem) => {
    expect(estimatePassphrase(passphrase).problem).toBe(problem);
    expect(requireStrength(passphrase)).toEqual({
      ok: false,
      failure: { kind: 'weak-passphrase', problem },
    });
  });

  it.each([
    ['kvxgtqbmzr', 2],
    ['quiet harbour 7', 4],
    ['春江潮水连海平', 3],
    ['T7#qLm2&xZp9', 4],
    ['correct horse battery staple', 4],
  ])('takes %j at level %i', (passphrase, level) => {
    expect(estimatePassphrase(passphrase)).toMatchObject({ problem: null, level });
    expect(requireStrength(passphrase)).toEqual({ ok: true });
  });

  it('never finds a longer passphrase easier to guess, unless it ends in a well-known word', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'kvxgtqbmzr7#'), maxLength: 60 });
    fc.assert(
      fc.property(letters, letters, (start, more) => {
        expect(estimatePassphrase(start + more).bits).toBeGreaterThanOrEqual(
          estimatePassphrase(start).bits,
        );
      }),
    );
  });

  it('judges any text without failing, the same composed or decomposed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const judged = estimatePassphrase(text);
        expect(judged.level >= 2).toBe(judged.problem === null);
        expect(estimatePassphrase(text.normalize('NFD'))).toEqual(
          estimatePassphrase(text.normalize('NFC')),
        );
      }),
    );
  });
});
