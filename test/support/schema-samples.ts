import fc from 'fast-check';
import { z } from 'zod';

/** Values that mean something where the samples are sent: ids, tokens, passphrases. */
type Pool = readonly string[];

interface Described {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
  readonly allOf?: readonly Described[];
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly items?: Described;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: Described | boolean;
  readonly propertyNames?: Described;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values that a schema describes; what it refines beyond its description may still refuse some of them. */
export function samplesOf(schema: z.ZodType, pool: Pool): fc.Arbitrary<unknown> {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return valuesOf(described as Described, pool);
}

function valuesOf(described: Described, pool: Pool): fc.Arbitrary<unknown> {
  if (described.const !== undefined) return fc.constant(described.const);
  if (described.enum !== undefined) return fc.constantFrom(...described.enum);
  const choices = described.anyOf ?? described.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((each) => valuesOf(each, pool)));
  if (described.allOf !== undefined) {
    return valuesOf(Object.assign({}, ...described.allOf), pool);
  }
  switch (described.type) {
    case 'object':
      return objectsOf(described, pool);
    case 'array':
      return fc.array(valuesOf(described.items ?? {}, pool), {
        minLength: described.minItems ?? 0,
        maxLength: Math.max(described.minItems ?? 0, 3),
      });
    case 'integer':
    case 'number':
      return fc.integer({ min: described.minimum ?? -1_000_000, max: bounded(described.maximum) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textsOf(described, pool);
    default:
      return fc.jsonValue();
  }
}

function bounded(maximum: number | undefined): number {
  return Math.min(maximum ?? 1_000_000, 2_147_483_647);
}

function objectsOf(described: Described, pool: Pool): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = described;
  const members = Object.entries(properties).map(([name, each]) => [name, valuesOf(each, pool)]);
  const record = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...required],
  });
  if (typeof additionalProperties !== 'object') return record;
  const keys = textsOf(propertyNames ?? {}, pool);
  const more = fc.dictionary(keys, valuesOf(additionalProperties, pool), { maxKeys: 3 });
  return fc.tuple(record, more).map(([own, other]) => ({ ...other, ...own }));
}

function textsOf({ pattern, format, ...length }: Described, pool: Pool): fc.Arbitrary<string> {
  const form = new RegExp(pattern ?? '');
  const { minLength = 0, maxLength = 60 } = length;
  const fits = (text: string) =>
    form.test(text) && text.length >= minLength && text.length <= maxLength;
  const known = pool.filter(fits);
  const made =
    format === 'date-time'
      ? fc.constantFrom('2026-11-01T09:00:00+08:00', '2026-12-31T23:59:59Z')
      : pattern === undefined
        ? fc.string({ minLength, maxLength: Math.min(maxLength, 40), unit: 'grapheme' })
        : fc.stringMatching(withoutExceptions(form)).filter((text) => form.test(text));
  return known.length === 0
    ? made
    : fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 3 }, { arbitrary: made, weight: 1 });
}

/** The generator knows no look-ahead: what a form excepts at its beginning is left to a filter. */
function withoutExceptions(form: RegExp): RegExp {
  return new RegExp(form.source.replace(/^\^\(\?!.*\$\)/, '^'), form.flags);
}
