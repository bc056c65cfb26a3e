import {
  check as checkWithId,
  criterion as criterionWithId,
} from '../../../shared/domain/catalogue/catalogue.ts';
import type { ApplicationConsolidation, Flag } from '../../../shared/domain/consolidation.ts';
import { own } from '../../../shared/domain/record.ts';
import { findings } from '../../../shared/domain/review.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Text } from '../../text.ts';
import { labelOf, nameOf, type PanelDesk, reviewBy } from './panel-desk.ts';

/** A flag in words: who, what, how far. `short` fits a line of the queue. */
interface FlagWords {
  readonly short: string;
  readonly full: string;
}

/** What a flag says, in the reader's language, with the numbers that it rests on. */
export function flagWords(desk: PanelDesk, flag: Flag, text: Text): FlagWords {
  const { t } = text;
  const values = valuesOf(desk, flag, text);
  return {
    short: t(`chair.flag.${flag.kind}.short`, values),
    full: t(`chair.flag.${flag.kind}.full`, values),
  };
}

type Values = Readonly<Record<string, string | number>>;

function valuesOf(desk: PanelDesk, flag: Flag, text: Text): Values {
  const { round } = desk;
  const { points } = text;
  switch (flag.kind) {
    case 'check-disagreement':
      return { ...criterionValues(flag.criterion, text), ...checkValues(desk, flag, text) };
    case 'criterion-range':
      return { ...criterionValues(flag.criterion, text), ...rangeValues(desk, flag, text) };
    case 'score-distance':
      return { ...criterionValues(flag.criterion, text), ...distanceValues(desk, flag, text) };
    case 'total-gap': {
      const total = figuresOf(desk, flag.application)?.total;
      return {
        gap: points(flag.gap),
        limit: round.settings.limits.totalGap,
        low: points(total?.min ?? 0),
        high: points(total?.max ?? 0),
      };
    }
    case 'straddles-pass-line':
      return straddlingValues(desk, flag, text);
    case 'falsification-suspected':
    case 'disclosure-unresolved':
      return { who: labelOf(round, flag.expert) };
    case 'workbook-missing':
      return { who: nameOf(round, flag.expert) };
    case 'workbook-superseded':
      return {
        who: nameOf(round, flag.expert),
        revision: flag.revision,
        current: desk.current.get(flag.expert)?.revision ?? 0,
      };
    case 'workbook-fork':
      return { who: nameOf(round, flag.expert), count: flag.workbooks.length };
    default:
      return assertNever(flag);
  }
}

type Of<K extends Flag['kind']> = Extract<Flag, { readonly kind: K }>;

function figuresOf(desk: PanelDesk, application: string): ApplicationConsolidation | undefined {
  return desk.consolidation.applications.find((each) => each.application === application);
}

function criterionValues(id: string, { local }: Text): Values {
  const criterion = criterionWithId(id);
  return { criterion: id, title: criterion === undefined ? '' : local(criterion.title) };
}

/** Hundredths of a point on a criterion's scale, where scores are whole and only a median may lie half way. */
function scores(hundredths: number, { number }: Text): string {
  return number(hundredths / 100);
}

/** Who found what, the findings in their own order. */
function checkValues(desk: PanelDesk, flag: Of<'check-disagreement'>, { t, local }: Text): Values {
  const check = checkWithId(flag.check);
  const found = desk.round.panel.members.flatMap(({ id }) => {
    if (figuresOf(desk, flag.application)?.recused.includes(id)) return [];
    const checks = reviewBy(desk, id, flag.application)?.criteria.flatMap((each) => each.checks);
    const finding = checks?.find((each) => each.check === flag.check)?.finding;
    return finding === undefined ? [] : [{ id, finding }];
  });
  const sides = findings.flatMap((finding) => {
    const who = found.filter((each) => each.finding === finding);
    if (who.length === 0) return [];
    const names = who.map(({ id }) => labelOf(desk.round, id)).join(t('common.comma'));
    return t('chair.flag.side', { finding: t(`domain.finding.${finding}`), names });
  });
  return {
    check: check === undefined ? flag.check : local(check.label),
    sides: sides.join(t('chair.semicolon')),
  };
}

function rangeValues(desk: PanelDesk, flag: Of<'criterion-range'>, text: Text): Values {
  const { round } = desk;
  const statistics = own(figuresOf(desk, flag.application)?.criteria ?? {}, flag.criterion);
  return {
    range: scores(flag.range, text),
    low: scores(statistics?.min ?? 0, text),
    high: scores(statistics?.max ?? 0, text),
    limit: scores(round.settings.limits.criterionRange * round.scheme.scale.max, text),
  };
}

function distanceValues(desk: PanelDesk, flag: Of<'score-distance'>, text: Text): Values {
  const { round } = desk;
  const median =
    own(figuresOf(desk, flag.application)?.criteria ?? {}, flag.criterion)?.median ?? 0;
  const judged = reviewBy(desk, flag.expert, flag.application)?.criteria.find(
    (each) => each.criterion === flag.criterion,
  );
  return {
    who: labelOf(round, flag.expert),
    score: text.number(judged?.score ?? 0),
    median: scores(median, text),
    distance: scores(flag.distance, text),
    limit: scores(round.settings.limits.scoreDistance * round.scheme.scale.max, text),
  };
}

function straddlingValues(
  desk: PanelDesk,
  flag: Of<'straddles-pass-line'>,
  { t, points }: Text,
): Values {
  const { scheme, panel } = desk.round;
  const totals = figuresOf(desk, flag.application)?.totals ?? {};
  const names = (passing: boolean) =>
    panel.members
      .filter(({ id }) => {
        const total = own(totals, id) ?? null;
        return total !== null && total >= scheme.passLine === passing;
      })
      .map(({ id }) => `${labelOf(desk.round, id)} ${points(own(totals, id) ?? 0)}`)
      .join(t('common.comma'));
  return { line: points(scheme.passLine), above: names(true), below: names(false) };
}
