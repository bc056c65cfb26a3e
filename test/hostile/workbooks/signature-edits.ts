import type { InvalidReason } from '../../../electron/services/opc/verify.ts';
import { type Forgery, forge } from './forge.ts';
import { type HostileCase, refused } from './hostile-case.ts';
import { repack, replaceIn, SIGNATURE, textOf } from './repack.ts';

/** An edit of the signature by somebody without the key. */
export const outsider = (
  name: string,
  reason: InvalidReason,
  from: string | RegExp,
  to: string | ((signature: string) => string),
): HostileCase =>
  refused(name, reason, SIGNATURE, ({ signed }) =>
    repack(signed, (parts) => {
      const text = typeof to === 'string' ? to : to(textOf(parts, SIGNATURE));
      replaceIn(parts, SIGNATURE, from, text);
    }),
  );

/** A signature by somebody with a working key that breaks one rule. */
export const insider = (name: string, reason: InvalidReason, forgery: Forgery): HostileCase =>
  refused(name, reason, SIGNATURE, ({ signed, expert }) => forge(signed, expert, forgery));
