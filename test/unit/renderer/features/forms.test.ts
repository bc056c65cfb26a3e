// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { declarationOf } from '../../../../renderer/features/declare/declaration.ts';
import { blankProfile, profileFrom } from '../../../../renderer/features/welcome/typed-profile.ts';
import { passphraseProblem } from '../../../../renderer/parts/chosen-passphrase.ts';

describe('a declaration', () => {
  it.each([
    [null, null, '', null],
    ['none', null, '', { state: 'none' }],
    ['disclosed', null, '  ', null],
    ['disclosed', null, '同乡', { state: 'disclosed', relation: '同乡' }],
    ['recused', null, '理由', null],
    ['recused', 'family', '', { state: 'recused', conflict: 'family', reason: '' }],
    ['recused', 'other', ' ', null],
    ['recused', 'other', '师生', { state: 'recused', conflict: 'other', reason: '师生' }],
  ] as const)('%s, %s, %j', (choice, kind, text, expected) => {
    expect(declarationOf(choice, kind, text)).toEqual(expected);
  });
});

describe('a profile', () => {
  const typed = { ...blankProfile, name: '王静仪', organisation: '某大学', email: 'w@example.org' };

  it('needs name, organisation and address', () => {
    expect(profileFrom(blankProfile)).toEqual({
      wrong: new Set(['name', 'organisation', 'email']),
    });
  });

  it('leaves out what was left empty', () => {
    const { name, organisation, email } = typed;
    const profile = { name, organisation, email, fields: [], affiliations: [] };
    expect(profileFrom(typed)).toEqual({ profile });
  });

  it('names the field that is wrong', () => {
    expect(profileFrom({ ...typed, email: 'w' })).toEqual({ wrong: new Set(['email']) });
    expect(profileFrom({ ...typed, title: '长'.repeat(201) })).toEqual({
      wrong: new Set(['title']),
    });
  });
});

it.each([
  ['12345', '12345', true, 'weak'],
  ['清风灯塔蓝鲸月台', '清风灯塔蓝鲸', true, 'differs'],
  ['清风灯塔蓝鲸月台', '清风灯塔蓝鲸月台', false, 'not-understood'],
  ['清风灯塔蓝鲸月台', '清风灯塔蓝鲸月台', true, null],
])('the passphrase %s, then %s, understood %s: %s', (passphrase, repeated, understood, problem) => {
  expect(passphraseProblem({ passphrase, repeated, understood })).toBe(problem);
});
