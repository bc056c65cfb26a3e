import { describe, expect, it } from 'vitest';
import type { ApplicationIndexEntry } from '../../../../shared/domain/application.ts';
import { suggestConflicts } from '../../../../shared/domain/conflict-suggestion.ts';
import type { ExpertProfile } from '../../../../shared/domain/panel.ts';

const profile: ExpertProfile = {
  name: '李 伟',
  nameEn: 'Wei Li',
  organisation: '清华大学',
  email: 'li@example.org',
  fields: ['材料'],
  affiliations: ['北京海创科技有限公司'],
};

const application: ApplicationIndexEntry = {
  id: 'a1',
  number: '01',
  baseType: 'work',
  applicant: { name: '朝阳科技园', country: 'CN', legalPerson: true },
  people: [],
  partners: [],
};

function suggest(changes: Partial<ApplicationIndexEntry>) {
  return suggestConflicts(profile, { ...application, ...changes });
}

describe('suggestConflicts', () => {
  it('finds nothing where nothing matches', () => {
    expect(
      suggest({ partners: ['北京大学'], people: [{ name: '王芳', organisation: '' }] }),
    ).toEqual([]);
  });

  it('finds the same person under any spelling', () => {
    const people = [
      { name: '李伟', organisation: '某公司' },
      { name: 'LI, WEI', organisation: '' },
    ];
    expect(suggest({ people })).toEqual([
      {
        kind: 'same-person',
        conflict: 'preparation',
        mine: '李 伟',
        mineIn: 'name',
        theirs: '李伟',
        theirsIn: 'people',
      },
      {
        kind: 'same-person',
        conflict: 'preparation',
        mine: 'Wei Li',
        mineIn: 'name',
        theirs: 'LI, WEI',
        theirsIn: 'people',
      },
    ]);
  });

  it('finds an organisation of the expert wherever the application names it', () => {
    const found = suggest({
      applicant: {
        name: '北京海创科技股份有限公司',
        nameEn: 'Tsinghua',
        country: 'CN',
        legalPerson: false,
        recommendedBy: '清华 大学',
      },
      partners: ['清华大学'],
      people: [{ name: '王芳', organisation: '清华大学' }],
    });
    expect(found.map((each) => [each.kind, each.conflict, each.mineIn, each.theirsIn])).toEqual([
      ['same-organisation', 'employment', 'affiliations', 'applicant'],
      ['same-organisation', 'employment', 'organisation', 'recommending-unit'],
      ['same-organisation', 'employment', 'organisation', 'partners'],
      ['same-organisation', 'employment', 'organisation', 'organisation-of-person'],
    ]);
    expect(found[0]).toMatchObject({
      mine: '北京海创科技有限公司',
      theirs: '北京海创科技股份有限公司',
    });
  });

  it('says the same thing once', () => {
    const people = [
      { name: '王芳', organisation: '清华大学' },
      { name: '刘洋', organisation: '清华大学' },
    ];
    expect(suggest({ people })).toHaveLength(1);
  });

  it('does not match empty names or single characters', () => {
    const blank = { ...profile, organisation: ' ', affiliations: ['公'] };
    const partners = ['', '公', '—'];
    expect(suggestConflicts(blank, { ...application, partners })).toEqual([]);
  });
});
