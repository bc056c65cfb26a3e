import { useEffect, useState } from 'react';
import type { HaizhiContract } from '../../shared/contract.ts';
import type { Output } from '../../shared/rpc.ts';
import { call, newWork, reaching } from '../client.ts';

const askEveryMs = 400;

export interface Work {
  /** To be given to the call. */
  readonly id: string;
  /** How far it is; `null` before the first answer and where it says nothing. */
  readonly progress: Output<HaizhiContract, 'work.read'>;
  readonly cancel: () => void;
}

/** Follows one long call while `busy`; every component has its own. */
export function useWork(busy: boolean): Work {
  const [id] = useState(newWork);
  const [progress, setProgress] = useState<Work['progress']>(null);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => {
      call('work.read', { work: id }).then(
        (answer) => setProgress(answer.ok ? answer.value : null),
        () => setProgress(null),
      );
    }, askEveryMs);
    return () => {
      clearInterval(timer);
      setProgress(null);
    };
  }, [id, busy]);
  return { id, progress, cancel: () => void reaching(() => call('work.cancel', { work: id })) };
}
