import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organisationKey, personKey } from '../../../../shared/domain/name-key.ts';

describe('organisationKey', () => {
  it.each([
    ['北京海创科技有限公司', '北京海创科技股份有限公司'],
    ['北京海创科技有限责任公司', '北京海创科技'],
    ['海创（北京）科技有限公司', '海创(北京)科技 有限公司'],
    ['海创集团有限公司', '海创集团'],
    ['ＡＢＣ　科技', 'abc科技'],
    ['Acme Robotics Co., Ltd.', 'ACME ROBOTICS'],
    ['The Acme Robotics Company', 'acme robotics inc'],
    ['Acme\u200b Robotics GmbH', 'Acme-Robotics'],
    ['École Polytechnique', 'E\u0301COLE POLYTECHNIQUE'],
  ])('is the same for %s and %s', (a, b) => {
    expect(organisationKey(a)).toBe(organisationKey(b));
  });

  it.each([
    ['清华大学', '北京大学'],
    ['清华大学', '清华大学出版社有限公司'],
    ['Acme Robotics', 'Acme Optics'],
    ['海创一号', '海创二号'],
  ])('differs for %s and %s', (a, b) => {
    expect(organisationKey(a)).not.toBe(organisationKey(b));
  });

  it('never eats the whole name', () => {
    for (const name of ['公司', '有限公司', 'Co', 'The', '集团']) {
      expect(organisationKey(name)).not.toBe('');
    }
    expect(organisationKey(' —— ')).toBe('');
  });

  it('does not change when it is taken again', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const key = organisationKey(name);
        expect(organisationKey(key.toUpperCase().toLowerCase())).toBe(organisationKey(key));
      }),
    );
  });
});

describe('personKey', () => {
  it.each([
    ['张 伟', '张伟'],
    ['张\u3000伟', '张伟'],
    ['Li Wei', 'WEI, LI'],
    ['Ｌｉ Ｗｅｉ', 'li wei'],
    ['阿卜杜·热合曼', '阿卜杜热合曼'],
  ])('is the same for %s and %s', (a, b) => {
    expect(personKey(a)).toBe(personKey(b));
  });

  it('differs for other people', () => {
    expect(personKey('张伟')).not.toBe(personKey('张玮'));
    expect(personKey('Li Wei')).not.toBe(personKey('Li Weiwei'));
  });
});
