import type { HaizhiContract } from '../../shared/contract.ts';
import type { Implementation } from '../../shared/rpc.ts';

/** The same methods, the first of which to be called waits for `prepare`; it is run once. */
export function beforeFirstCall(
  implementation: Implementation<HaizhiContract>,
  prepare: () => Promise<void>,
): Implementation<HaizhiContract> {
  let prepared: Promise<void> | null = null;
  const methods = Object.entries(implementation).map(([name, run]) => {
    const call = run as (input: unknown) => Promise<unknown>;
    return [
      name,
      async (input: unknown) => {
        prepared ??= prepare();
        await prepared;
        return call(input);
      },
    ] as const;
  });
  return Object.fromEntries(methods) as unknown as Implementation<HaizhiContract>;
}
