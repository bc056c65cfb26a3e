import type { IntakeReport, VerdictReport } from '../../../shared/exchange.ts';
import type { PanelPayload, ResultPayload } from '../../../shared/workbook.ts';
import { type ImportStage, signed, signedAfter } from './import-stage.ts';
import type { Parts } from './repack.ts';

/** What a desk must answer: the verifier's verdict and code, the place it names, and why the workbook is refused. */
export interface Answer {
  readonly verdict: VerdictReport['verdict'];
  readonly reason: string;
  /** Part of the package, sheet and cell, or place in the payload. */
  readonly place: string;
  readonly refusal: IntakeReport['refusal'];
}

/** One workbook that somebody hands in, and what chair and center must answer. */
export interface ImportCase {
  readonly name: string;
  readonly make: (stage: ImportStage) => Promise<Uint8Array>;
  readonly chair: Answer;
  readonly center: Answer;
}

/** A valid signature over a document that shows something else than its payload says; `place` is `Sheet!Cell`. */
export const differs = (place: string): Answer => ({
  verdict: 'invalid',
  reason: 'content-differs',
  place,
  refusal: 'content-differs',
});

/** A valid signature over content that no workbook of ours has; `place` is in the payload, or the part. */
export const invalid = (place: string, reason = 'content-invalid'): Answer => ({
  verdict: 'invalid',
  reason,
  place,
  refusal: 'content-invalid',
});

/** A signature and a document that hold, of a workbook that does not belong here; `place` is the detail. */
export const refusedAs = (refusal: NonNullable<IntakeReport['refusal']>, place = ''): Answer => ({
  verdict: 'valid',
  reason: '',
  place,
  refusal,
});

/** The same answer at both desks. */
export function atBoth(name: string, answer: Answer, make: ImportCase['make']): ImportCase {
  return { name, make, chair: answer, center: answer };
}

/** The expert's own workbook, its parts edited before it is signed. */
export function shown(name: string, answer: Answer, edit: (parts: Parts) => void): ImportCase {
  return atBoth(name, answer, ({ result, expert }) => signedAfter(result, expert, edit));
}

/** An honest-looking workbook over a payload that lies, signed with the expert's own key. */
export function claimed(
  name: string,
  answer: Answer,
  lie: (payload: ResultPayload, stage: ImportStage) => ResultPayload,
): ImportCase {
  return atBoth(name, answer, (stage) => signed(lie(stage.result, stage), stage.expert));
}

/** A panel's workbook over a payload that lies, signed with the chair's own key. A chair takes no panel's workbook at all. */
export function decidedAs(
  name: string,
  center: Answer,
  lie: (payload: PanelPayload, stage: ImportStage) => PanelPayload,
): ImportCase {
  return {
    name,
    make: (stage) => signed(lie(stage.decided, stage), stage.head),
    chair: center.verdict === 'valid' ? refusedAs('not-a-result') : center,
    center,
  };
}

/** The answer that a report gives. */
export function answerOf({ report, refusal, detail }: IntakeReport): Answer {
  const { verdict, reason, part } = report;
  return { verdict, reason, place: verdict === 'valid' ? detail : part, refusal };
}
