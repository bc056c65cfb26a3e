import type { z } from 'zod';
import type { Result } from './result.ts';

/** One privileged operation. Input, output and failure are JSON values; the schemas are strict. */
interface Method<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  F extends z.ZodType = z.ZodType,
> {
  readonly input: I;
  readonly output: O;
  readonly failure: F;
}

/** Declares a method of the contract. */
export function method<I extends z.ZodType, O extends z.ZodType, F extends z.ZodType>(
  definition: Method<I, O, F>,
): Method<I, O, F> {
  return definition;
}

type Contract = Readonly<Record<string, Method>>;
export type Input<C extends Contract, K extends keyof C> = z.input<C[K]['input']>;
export type Output<C extends Contract, K extends keyof C> = z.output<C[K]['output']>;
type FailureOf<C extends Contract, K extends keyof C> = z.output<C[K]['failure']>;

/** The same JSON value, not to be changed by whoever gets it. */
export type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** What a method's implementation promises: an expected failure is a value, a bug is thrown. */
export type Implementation<C extends Contract> = {
  readonly [K in keyof C]: (
    input: z.output<C[K]['input']>,
  ) => Promise<Result<Frozen<Output<C, K>>, Frozen<FailureOf<C, K>>>>;
};

/** Why a call did not reach, or did not come back from, the implementation: always a bug or an attack. */
export type Fault = 'unknown-method' | 'bad-input' | 'bad-output' | 'internal';
export type Reply = Result<unknown, unknown> | { readonly fault: Fault };

/**
 * The only way into the services, whatever the door. Looks up own properties only, parses the input, runs,
 * parses the output or the failure, and never rejects. `report` gets what went wrong; nothing of it is sent.
 */
export async function dispatch<C extends Contract>(
  contract: C,
  implementation: Implementation<C>,
  name: unknown,
  input: unknown,
  report: (fault: Fault, method: string, error: unknown) => void,
): Promise<Reply> {
  const refuse = (fault: Fault, error: unknown): Reply => {
    report(fault, String(name), error);
    return { fault };
  };
  if (typeof name !== 'string' || !Object.hasOwn(contract, name))
    return refuse('unknown-method', name);
  const definition = contract[name]!;
  const parsed = definition.input.safeParse(input);
  if (!parsed.success) return refuse('bad-input', parsed.error);
  try {
    const run = implementation[name] as (value: unknown) => Promise<Result<unknown, unknown>>;
    const result = await run(parsed.data);
    const checked = result.ok
      ? definition.output.safeParse(result.value)
      : definition.failure.safeParse(result.failure);
    if (!checked.success) return refuse('bad-output', checked.error);
    return result.ok ? { ok: true, value: checked.data } : { ok: false, failure: checked.data };
  } catch (error) {
    return refuse('internal', error);
  }
}

/** Carries one call over a wire: name and JSON input out, a `Reply` back. Rejects only when the wire itself is cut. */
type Transport = (name: string, input: unknown) => Promise<unknown>;

/** The typed client of a contract over any transport. */
export type Client<C extends Contract> = <K extends keyof C & string>(
  name: K,
  input: Input<C, K>,
) => Promise<Result<Output<C, K>, FailureOf<C, K>>>;

/** Thrown by a client when the other side reports a fault: a bug, shown by the error boundary. */
export class FaultError extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, name: string) {
    super(`${name}: ${fault}`);
    this.name = 'FaultError';
    this.fault = fault;
  }
}

/** Makes the typed client. The privileged side has validated the reply; its shape is trusted here. */
export function connect<C extends Contract>(transport: Transport): Client<C> {
  return async (name, input) => {
    const reply = (await transport(name, input)) as Reply;
    if ('fault' in reply) throw new FaultError(reply.fault, name);
    return reply as never;
  };
}
