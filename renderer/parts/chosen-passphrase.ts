import { estimatePassphrase } from '../../shared/passphrase.ts';

/** A new passphrase as it is being typed. */
export interface ChosenPassphrase {
  readonly passphrase: string;
  readonly repeated: string;
  readonly understood: boolean;
}

/** What keeps a chosen passphrase from being used; `null` when it is fine. */
export function passphraseProblem(
  chosen: ChosenPassphrase,
): 'weak' | 'differs' | 'not-understood' | null {
  if (estimatePassphrase(chosen.passphrase).problem !== null) return 'weak';
  if (chosen.passphrase !== chosen.repeated) return 'differs';
  return chosen.understood ? null : 'not-understood';
}
