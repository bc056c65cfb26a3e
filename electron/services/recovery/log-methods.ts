import type { Methods, ServiceContext } from '../service-context.ts';
import { remainderOf, resumeRound } from './resume.ts';
import { verifyLog } from './verify-log.ts';

/** The journals themselves: checked, and gone on with where they are damaged. */
export function logMethods(
  context: ServiceContext,
): Methods<'log.verify' | 'log.remainder' | 'log.resume'> {
  const { profile } = context;
  return {
    'log.verify': (input) => verifyLog(context, input),
    'log.remainder': ({ round }) => profile.exclusive(() => remainderOf(context, round)),
    'log.resume': ({ round }) => profile.exclusive(() => resumeRound(context, round)),
  };
}
