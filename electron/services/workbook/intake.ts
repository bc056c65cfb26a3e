import { memberOf, type PanelMember } from '../../../shared/domain/panel.ts';
import { lateness, type Round } from '../../../shared/domain/round.ts';
import type { IntakeReport, VerdictReport } from '../../../shared/exchange.ts';
import type { Failure } from '../../../shared/failures.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { WorkbookPayload } from '../../../shared/workbook.ts';
import type { FileStore } from '../files.ts';
import { panelContradiction } from '../panel/panel-check.ts';
import { contradiction } from '../review/result-check.ts';
import type { Job } from '../work.ts';
import { headerContradiction } from './header-check.ts';
import { unreadReport } from './judging.ts';
import { addsOnlyRecusals } from './late-recusal.ts';
import { workbookLimit } from './store.ts';
import type { Verification, WorkbookSigner } from './verification.ts';

/** Why a workbook is refused, with a technical note. */
interface IntakeRefusal {
  readonly refusal: NonNullable<IntakeReport['refusal']>;
  readonly detail: string;
}

/** A bundle that workbooks may have been made for, with what was in it. */
interface AcceptedBundle {
  readonly sequence: number;
  readonly manifest: string;
  readonly round: Round;
  /** Version of the pledge that the round asks for. */
  readonly pledge: string;
}

/** What a workbook has to belong to. */
export interface Binding {
  /** SHA-256 of the center's authority certificate. */
  readonly authority: string;
  /** Of one round, ascending by sequence. A workbook is held against the one that it names. */
  readonly bundles: readonly AcceptedBundle[];
  /** `haizhi.result` alone for a chair; a center takes both. */
  readonly formats: readonly WorkbookPayload['format'][];
  /** A workbook that was taken in before, by its SHA-256. */
  readonly earlier: (workbook: string) => WorkbookPayload | undefined;
}

/** The report on one file, for a person. */
export function reportOf(name: string, verification: Verification): VerdictReport {
  const { sha256, verdict, reason, part, detail, signer, claimed, signedAt, payload } =
    verification;
  return {
    name: name.slice(0, 255),
    verdict,
    reason,
    part,
    detail,
    content: payload === null ? null : payload.format === 'haizhi.result' ? 'result' : 'panel',
    signer,
    claimed,
    signedAt,
    round:
      payload === null
        ? null
        : { id: payload.round.id, title: payload.round.title, panel: payload.round.panel },
    revision: payload?.revision ?? null,
    sha256,
  };
}

/**
 * Takes in one file after another, with progress. One that cannot be read is told as such and stops none of the others; a
 * token that was never given out is a mistake of the caller, and fails before the first is taken in.
 */
export async function takeInEach<F extends Failure>(
  files: FileStore,
  { tokens, job }: { readonly tokens: readonly string[]; readonly job: Job },
  takeIn: (bytes: Uint8Array, name: string) => Promise<Result<IntakeReport, F>>,
): Promise<Result<readonly IntakeReport[], F | Failure<'unknown-file'>>> {
  if (tokens.some((each) => files.nameOf(each) === null)) return fail({ kind: 'unknown-file' });
  const reports: IntakeReport[] = [];
  for (const [place, token] of tokens.entries()) {
    job.signal.throwIfAborted();
    job.report('verify', place, tokens.length);
    const name = files.nameOf(token) ?? '';
    const bytes = await files.read(token, workbookLimit);
    const report = bytes.ok ? await takeIn(bytes.value, name) : unreadIntake(name, bytes.failure);
    if (!report.ok) return report;
    reports.push(report.value);
  }
  return ok(reports);
}

function unreadIntake(
  name: string,
  failure: Failure<'unknown-file' | 'not-readable' | 'file-too-large'>,
): Result<IntakeReport, Failure<'unknown-file'>> {
  if (failure.kind === 'unknown-file') return fail(failure);
  const report = unreadReport(name, failure);
  return ok({ report, outcome: 'refused', refusal: null, detail: '' });
}

/** Reasons of an invalid file that a person can do something about. */
const ownReasons = ['newer-version', 'content-differs', 'signer-differs', 'wrong-role'] as const;

/** Why a file that is not `valid` is refused before anybody looks at where it belongs. */
export function verdictRefusal({ verdict, reason, detail }: Verification): IntakeRefusal {
  if (verdict === 'untrusted') return { refusal: 'not-trusted', detail: reason };
  const refusal = ownReasons.find((each) => each === reason) ?? 'content-invalid';
  return { refusal, detail };
}

/**
 * Why a valid workbook does not belong here, checked from the widest to the narrowest; `null` when it does. Its signer has to
 * be on the panel by the bundle that it names, and still by the newest one.
 */
export function bindingRefusal(
  payload: WorkbookPayload,
  signer: WorkbookSigner,
  binding: Binding,
): IntakeRefusal | null {
  const { authority, bundles, formats } = binding;
  const { id, panel } = payload.round;
  const refuse = (refusal: IntakeRefusal['refusal'], detail = '') => ({ refusal, detail });
  if (payload.authority !== authority) return refuse('other-center', payload.authority);
  const ofRound = bundles.filter((each) => each.round.id === id);
  if (ofRound.length === 0) return refuse('other-round', id);
  const ofPanel = ofRound.filter((each) => each.round.panel.id === panel);
  const newest = ofPanel.at(-1);
  if (newest === undefined) return refuse('other-panel', panel);
  if (!formats.includes(payload.format)) return refuse('not-a-result');
  const { sequence, manifest } = payload.bundle;
  const named = ofPanel.find((each) => each.manifest === manifest && each.sequence === sequence);
  if (named === undefined) return refuse('other-bundle', `${sequence}`);
  const member = memberOf(named.round.panel, signer.fingerprint);
  const isStill = memberOf(newest.round.panel, signer.fingerprint) !== undefined;
  if (member === undefined || !isStill) return refuse('not-on-panel', signer.name);
  return (
    signerRefusal(payload, signer, member) ??
    lateRefusal(payload, named.round, binding) ??
    contentRefusal(payload, member, named)
  );
}

function signerRefusal(
  payload: WorkbookPayload,
  signer: WorkbookSigner,
  member: PanelMember,
): IntakeRefusal | null {
  const { id, role, name } = payload.signer;
  if (id !== signer.fingerprint || name !== member.profile.name) {
    return { refusal: 'signer-differs', detail: name };
  }
  const isChair = payload.format === 'haizhi.result' || member.role === 'chair';
  const isRole = role === member.role && signer.role === member.role && isChair;
  if (!isRole) return { refusal: 'wrong-role', detail: signer.role };
  const isFirst = payload.revision === 1;
  const isReopened = payload.reopenReason.trim() !== '';
  if (isFirst === (payload.parent === null) && isFirst !== isReopened) return null;
  return { refusal: 'revision-conflict', detail: `${payload.revision}` };
}

/**
 * Deadlines bind experts; the panel meets when it can. What only adds recusals to the revision before passes a hard one, and
 * whether it does is known once that revision is here.
 */
function lateRefusal(
  payload: WorkbookPayload,
  round: Round,
  { earlier }: Binding,
): IntakeRefusal | null {
  if (payload.format !== 'haizhi.result') return null;
  const state = lateness(round.deadline, payload.signedAt);
  const isExcused = state === 'late' && payload.lateReason.trim() !== '';
  if (state === 'in-time' || isExcused) return null;
  if (state === 'closed' && payload.parent !== null) {
    const before = earlier(payload.parent);
    if (before === undefined) return { refusal: 'late-parent', detail: `${payload.revision - 1}` };
    const isResult = before.format === 'haizhi.result';
    if (isResult && addsOnlyRecusals(before, payload)) return null;
  }
  return { refusal: 'late', detail: payload.signedAt };
}

function contentRefusal(
  payload: WorkbookPayload,
  member: PanelMember,
  { round, pledge }: AcceptedBundle,
): IntakeRefusal | null {
  const place =
    headerContradiction(round, member, payload) ??
    (payload.format === 'haizhi.panel'
      ? panelContradiction(round, payload)
      : contradiction(round, member, pledge, payload));
  return place === null ? null : { refusal: 'content-invalid', detail: place };
}
