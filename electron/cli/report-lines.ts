import { type BaseType, baseTypes } from '../../shared/domain/application.ts';
import { baseTypeFacts } from '../../shared/domain/base-type.ts';
import type {
  IntakeReport,
  PanelStanding,
  RoundList,
  VerdictReport,
} from '../../shared/exchange.ts';
import { verdictReason } from '../../shared/verdict-reason.ts';
import type { Text } from '../services/text.ts';
import { codeWords, localTime } from './failure-lines.ts';

/** A fingerprint as it is read out over a telephone: in groups of four. `--trust` takes it in this form too. */
export function fingerprintLine(fingerprint: string, text: Text): string {
  return text('cli.fingerprint', { fingerprint: fingerprint.replace(/(.{4})(?=.)/g, '$1 ') });
}

/** A verdict in words: who signed what, or why the file is not to be believed. */
export function verdictLines(report: VerdictReport, text: Text): readonly string[] {
  const head = `${report.name}: ${text(`cli.verdict.${report.verdict}`)}`;
  return [head, ...[...reasonLines(report, text), ...signerLines(report, text)].map(indent)];
}

/** Why, in words, and what the verifier itself noted: staff send that on when they ask. */
function reasonLines({ reason, part, detail }: VerdictReport, text: Text): readonly string[] {
  if (reason === '') return [];
  const shown = part === '' ? text('verify.wholeFile') : part;
  const words = text(`verify.reason.${verdictReason(reason, part)}`, { part: shown, detail });
  const note = [reason, part, codeWords(detail, text)].filter((each) => each !== '').join(' · ');
  return [words, text('cli.verdict-note', { note })];
}

function signerLines(report: VerdictReport, text: Text): readonly string[] {
  const { signer, claimed, round, signedAt, revision } = report;
  const time = signedAt === null ? '-' : localTime(signedAt);
  if (claimed !== null) return [text('cli.verdict-claimed', { ...claimed, at: time })];
  if (signer === null) return [];
  const role = text(`domain.role.${signer.role}`);
  const who = text('cli.verdict-signer', { ...signer, role, at: time });
  if (round === null) return [who];
  const { title, panel } = round;
  return [who, text('cli.verdict-round', { title, panel, revision: revision ?? 0 })];
}

/** What became of one workbook that was handed in. */
export function intakeLines(each: IntakeReport, text: Text): readonly string[] {
  const { report, outcome, refusal, detail } = each;
  const line = `${report.name}: ${text(`cli.intake.${outcome}`)}`;
  if (outcome !== 'refused') {
    const from = text('cli.intake-from', {
      name: report.signer?.name ?? '-',
      revision: report.revision ?? 0,
    });
    return [`${line} ${from}`];
  }
  if (report.verdict !== 'valid') return [line, ...reasonLines(report, text).map(indent)];
  const shown = refusal === 'late' ? localTime(detail) : detail;
  return [line, indent(text(`verify.refusal.${refusal ?? 'content-invalid'}`, { detail: shown }))];
}

/** The list as a person reads it in a terminal: by base type, in the order of rank. */
export function listLines(list: RoundList, text: Text): readonly string[] {
  const heading = text(list.decided ? 'cli.list-decided' : 'cli.list-undecided', {
    title: list.round.title,
  });
  const panels = list.panels.flatMap((each) => panelLines(each, list, text));
  const types = baseTypes.flatMap((type) => typeLines(type, list, text));
  return [heading, ...panels, ...types];
}

/** What is to be said of one panel; nothing of the only one when all is in order. */
function panelLines(panel: PanelStanding, list: RoundList, text: Text): readonly string[] {
  const { name, id, signedOn, sequence, fork, choice } = panel;
  const state = text(panel.decided ? 'cli.panel-decided' : 'cli.panel-undecided', { name, id });
  const remarks = [
    ...(fork.length > 0 ? [text('center.toDo.panelFork'), text('cli.panel-fork')] : []),
    ...fork.map(({ workbook, revision, signedAt }) =>
      text('cli.fork-side', { workbook, revision, at: localTime(signedAt) }),
    ),
    ...(choice === null ? [] : [text('workbook.list.chosen', { name, reason: choice.reason })]),
    ...(signedOn === null || signedOn === sequence
      ? []
      : [text('workbook.list.outdated', { name, signedOn, sequence })]),
    ...contradictionLines(panel, list, text),
  ];
  const head = list.panels.length > 1 ? [state] : [];
  return [...head, ...remarks].map(indent);
}

function contradictionLines(
  { contradiction }: PanelStanding,
  { applications }: RoundList,
  text: Text,
): readonly string[] {
  if (contradiction === null) return [];
  const { figure, application, code } = contradiction;
  const number = applications.find((each) => each.application === application)?.number ?? '';
  const where = text(`center.contradiction.${figure}`, { number, code: code ?? '' });
  return [text('center.contradiction.meaning', { where })];
}

function typeLines(type: BaseType, list: RoundList, text: Text): readonly string[] {
  const listed = list.applications
    .filter(({ baseType }) => baseType === type)
    .sort((a, b) => (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER));
  if (listed.length === 0) return [];
  const rows = listed.map((each) => {
    const decision = each.decision === null ? '-' : text(`domain.recommendation.${each.decision}`);
    const flag = each.falsificationSuspected ? `  ${text('cli.falsification')}` : '';
    const votes =
      each.vote === null ? '' : `  ${each.vote.yes}/${each.vote.no}/${each.vote.abstained}`;
    return indent(
      `${each.rank ?? '-'}. ${each.number} ${each.name}  ${points(each.total)}  ${decision}${votes}${flag}`,
    );
  });
  return [text.local(baseTypeFacts[type].name), ...rows];
}

/** Hundredths as points with two decimals. */
function points(hundredths: number | null): string {
  return hundredths === null ? '-' : (hundredths / 100).toFixed(2);
}

function indent(line: string): string {
  return `  ${line}`;
}
