import type { IntakeReport, RoundList, VerdictReport } from '../../shared/exchange.ts';
import { type BaseType, baseTypes } from '../../shared/domain/application.ts';
import { baseTypeFacts } from '../../shared/domain/base-type.ts';
import type { Text } from '../services/text.ts';

/** A verdict in words: who signed what, or why the file is not to be believed. */
export function verdictLines(report: VerdictReport, text: Text): readonly string[] {
  const { name, verdict, reason, part, detail } = report;
  const head = `${name}: ${text(`cli.verdict.${verdict}`)}`;
  const why =
    reason === '' ? [] : [text('cli.verdict-reason', { reason, part: part || '-', detail })];
  const { signer, round, signedAt } = report;
  if (signer === null) return [head, ...why.map(indent)];
  const who = text('cli.verdict-signer', {
    ...signer,
    role: text(`domain.role.${signer.role}`),
    at: signedAt ?? '-',
  });
  const what =
    round === null
      ? []
      : [
          text('cli.verdict-round', {
            title: round.title,
            panel: round.panel,
            revision: report.revision ?? 0,
          }),
        ];
  return [head, ...[...why, who, ...what].map(indent)];
}

/** What became of one workbook that was handed in. */
export function intakeLines(each: IntakeReport, text: Text): readonly string[] {
  const { report, outcome, refusal, detail } = each;
  if (outcome === 'refused' && report.verdict !== 'valid') return verdictLines(report, text);
  const line = `${report.name}: ${text(`cli.intake.${outcome}`)}`;
  if (outcome !== 'refused') {
    const from = text('cli.intake-from', {
      name: report.signer?.name ?? '-',
      revision: report.revision ?? 0,
    });
    return [`${line} ${from}`];
  }
  return [line, indent(text(`cli.refusal.${refusal ?? 'content-invalid'}`, { detail }))];
}

/** The list as a person reads it in a terminal: by base type, in the order of rank. */
export function listLines(list: RoundList, text: Text): readonly string[] {
  const heading = text(list.decided ? 'cli.list-decided' : 'cli.list-undecided', {
    title: list.round.title,
  });
  return [heading, ...baseTypes.flatMap((type) => typeLines(type, list, text))];
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
