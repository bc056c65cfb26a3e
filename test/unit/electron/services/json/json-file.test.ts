import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonFile } from '../../../../../electron/services/json/json-file.ts';
import { jsonPath } from '../../../../../electron/services/json/schema-problems.ts';
import { ok } from '../../../../../shared/result.ts';
import { instant, plainId } from '../../../../../shared/schema.ts';
import { temporaryFolder } from '../../../../support/temporary.ts';

const folder = temporaryFolder();
const schema = z.strictObject({
  id: z.string().min(2),
  size: z.int().max(9).optional(),
  colour: z.enum(['red', 'blue']).optional(),
  list: z.array(z.strictObject({ name: z.string() })).optional(),
  name: plainId.optional(),
  email: z.email().optional(),
  at: instant.optional(),
  code: z.string().regex(/^x+$/).optional(),
  byName: z.record(plainId, z.boolean()).optional(),
  way: z
    .discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a'), text: z.string() })])
    .optional(),
});

async function read(content: string | Uint8Array) {
  const file = path.join(folder, 'x.json');
  writeFileSync(file, content);
  const answer = await readJsonFile(file, 'x.json', schema);
  if (answer.ok) return answer;
  return answer.failure.problems.map(({ file: name, path: place, reason, expected }) =>
    [name, place, reason, expected].join(' ').trim(),
  );
}

describe('a JSON file that a person wrote', () => {
  it('is read, with or without a byte order mark', async () => {
    expect(await read('{"id":"ab"}')).toEqual(ok({ id: 'ab' }));
    expect(await read('\uFEFF{"id":"ab"}')).toEqual(ok({ id: 'ab' }));
  });

  it('tells everything that is wrong at once, with path and reason', async () => {
    const wrong = {
      size: 10,
      colour: 'green',
      list: [{ name: 'x' }, {}],
      more: 1,
      way: { kind: 'a' },
    };
    expect(await read(JSON.stringify(wrong))).toEqual([
      'x.json id missing string',
      'x.json size too-big ≤ 9',
      'x.json colour unknown-option red | blue',
      'x.json list[1].name missing string',
      'x.json way.text missing string',
      'x.json more unknown-key',
    ]);
    expect(await read('{"id":"a","list":"x"}')).toEqual([
      'x.json id too-small ≥ 2',
      'x.json list wrong-type array',
    ]);
  });

  it.each([
    ['{"id":', 'x.json 1:7 not-json syntax'],
    ['{\n  "id": "ab",\n}\n', 'x.json 3:1 not-json syntax'],
    ['', 'x.json 1:1 not-json syntax'],
    ['{"id":"ab","id":"cd"}', 'x.json id not-json duplicate-key'],
    ['{"list":[{"a/b":1,"a/b":2}]}', 'x.json list[0]["a/b"] not-json duplicate-key'],
    [new Uint8Array([0x7b, 0xff]), 'x.json  not-json not-utf-8'],
  ])('that is no strict JSON says where', async (content, expected) => {
    expect(await read(content)).toEqual([expected]);
  });

  it('that is missing is one problem', async () => {
    const answer = await readJsonFile(path.join(folder, 'none'), 'none', schema);
    expect(answer).toEqual({
      ok: false,
      failure: {
        kind: 'input-invalid',
        problems: [{ file: 'none', path: '', reason: 'file-missing', expected: '' }],
      },
    });
  });

  it('calls a format by its name, or shows a pattern that has none', async () => {
    const wrong = {
      id: 'ab',
      name: 'a b',
      email: 'x',
      at: 'soon',
      code: 'y',
      byName: { 'a b': true },
    };
    expect(await read(JSON.stringify(wrong))).toEqual([
      'x.json name wrong-format plain-id',
      'x.json email wrong-format email',
      'x.json at wrong-format datetime',
      'x.json code wrong-format /^x+$/',
      'x.json byName["a b"] wrong-format plain-id',
    ]);
  });

  it('names keys that are no plain words in quotes', () => {
    expect(jsonPath(['declared', '7(3).staff', 0, 'a-b'])).toBe('declared["7(3).staff"][0].a-b');
  });
});
