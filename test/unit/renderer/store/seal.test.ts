// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { importSeal } from '../../../../renderer/store/seal.ts';

const keyOf = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const value = { comment: '材料第 4 页的名单与章程不符', score: 85 };

describe('a sealed value', () => {
  it('opens at its own place with its own key', async () => {
    const seal = await importSeal(keyOf(1));
    expect(await seal.open(await seal.close(value, 'a/review/r/1-2'), 'a/review/r/1-2')).toEqual(
      value,
    );
  });

  it('shows nothing of itself', async () => {
    const { box } = await (await importSeal(keyOf(1))).close(value, 'place');
    const text = new TextDecoder('latin1').decode(box);
    expect(text).not.toContain('comment');
    expect(text).not.toContain('85');
  });

  it('is never sealed twice alike', async () => {
    const seal = await importSeal(keyOf(1));
    const [one, other] = [await seal.close(value, 'place'), await seal.close(value, 'place')];
    expect(one.nonce).not.toEqual(other.nonce);
    expect(one.box).not.toEqual(other.box);
  });

  it.each([
    ['at another place', 1, 'other', 0],
    ['with another key', 2, 'place', 0],
    ['after a bit has changed', 1, 'place', 1],
  ])('does not open %s', async (_, fill, about, flip) => {
    const sealed = await (await importSeal(keyOf(1))).close(value, 'place');
    const box = sealed.box.slice();
    box[3]! ^= flip;
    const seal = await importSeal(keyOf(fill));
    expect(await seal.open({ ...sealed, box }, about)).toBeUndefined();
  });
});
