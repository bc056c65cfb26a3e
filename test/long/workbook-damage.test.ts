import { beforeAll, describe, it } from 'vitest';
import { type Honest, makeHonest } from '../hostile/workbooks/honest.ts';
import { damageBytes, damageParts } from '../hostile/workbooks/random-damage.ts';

const RUNS = 5000;
let honest: Honest;

beforeAll(async () => {
  honest = await makeHonest();
});

describe('5,000 random edits of a signed workbook', () => {
  it('of its bytes are never taken for what was signed', () => damageBytes(honest, RUNS));
  it('of its parts are never taken for what was signed', () => damageParts(honest, RUNS));
});
