import { isRecused } from '../../../shared/domain/conflict.ts';
import { progress } from '../../../shared/domain/review-missing.ts';
import type { RoundSummary } from '../../../shared/exchange.ts';
import { ok } from '../../../shared/result.ts';
import type { Methods, ServiceContext } from '../service-context.ts';
import { bundleNews } from './bundle-acceptance.ts';
import type { OpenRound } from './open-round.ts';

/** The rounds of whoever works here. */
export function roundMethods({
  shelf,
}: ServiceContext): Methods<'rounds.list' | 'rounds.broken' | 'rounds.read'> {
  return {
    'rounds.list': async () => {
      const rounds = await shelf.all();
      return rounds.ok ? ok(rounds.value.open.map(summaryOf)) : rounds;
    },
    'rounds.broken': async () => {
      const rounds = await shelf.all();
      return rounds.ok ? ok([...rounds.value.broken]) : rounds;
    },
    'rounds.read': async ({ round: id }) => {
      const opened = await shelf.get(id);
      if (!opened.ok) return opened;
      const { round, me, bundle, authority, file } = opened.value;
      return ok({
        round,
        me: me.id,
        role: me.role,
        bundle,
        center: { name: authority.name, fingerprint: authority.fingerprint },
        pledge: file.pledge,
      });
    },
  };
}

function summaryOf({ round, me, review }: OpenRound): RoundSummary {
  const lines = progress(round, me, review.state);
  const states = Object.values(review.state.applications).map((each) => each.conflict);
  const { id, title, kind, year, deadline } = round;
  return {
    id,
    title,
    kind,
    year,
    deadline,
    role: me.role,
    phase: review.state.phase,
    assigned: lines.length,
    declared: states.filter((each) => each.state !== 'undeclared').length,
    recused: states.filter(isRecused).length,
    complete: lines.filter((each) => each.status === 'complete').length,
    news: bundleNews(review.state),
  };
}
