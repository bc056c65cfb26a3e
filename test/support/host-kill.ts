import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { HaizhiContract } from '../../shared/contract.ts';
import { must } from '../../shared/result.ts';
import type { Client } from '../../shared/rpc.ts';
import type { ExpertEvent } from '../../shared/schema.ts';
import { startHost } from './browser-host.ts';
import { hostClient } from './host-client.ts';
import { passphrase } from './small-round.ts';

type Call = Client<HaizhiContract>;

/** What a person was told in one round on one profile, over any number of hosts that were killed. */
interface Told {
  /** Everything acknowledged: the event by its place. */
  readonly events: Map<number, unknown>;
  /** Hashes of signed workbooks that were acknowledged. */
  readonly signed: Set<string>;
  /** The last place that was read back and compared. */
  compared: number;
  /** Numbers texts, so that none is written twice. */
  count: number;
  /** Kills that came while a call was under way. */
  interrupted: number;
}

/** Nothing told yet. */
export function nothingTold(): Told {
  return { events: new Map(), signed: new Set(), compared: 0, count: 0, interrupted: 0 };
}

/** One life of a host: started, used, killed at a random moment. */
interface Life {
  readonly profile: string;
  readonly home: string;
  readonly round: string;
  readonly random: () => number;
  /** Whether it begins with signing. */
  readonly signs: boolean;
}

/** Starts a host, reads back what was told before, works until the kill. Gives what went wrong, which is nothing. */
export async function liveAndDie(life: Life, told: Told): Promise<void> {
  const { home, profile, round, random } = life;
  const host = await startHost({ home, profile });
  try {
    const call = hostClient(host.address);
    must(await call('identity.unlock', { passphrase }));
    await compare(call, round, told);
    let isDead = false;
    const work = life.signs ? signAndWrite(call, round, told) : write(call, round, told);
    const ended = work.catch((error: unknown) => {
      if (!isDead) throw error;
      told.interrupted += 1;
    });
    await Promise.race([ended, pause(random() * (life.signs ? 900 : 120))]);
    isDead = true;
    await host.kill();
    await ended;
  } finally {
    await host.kill();
  }
}

/** Everything that was told since the last look is there, in its place, word for word. */
export async function compare(call: Call, round: string, told: Told): Promise<void> {
  const after = told.compared;
  const read = must(await call('review.events', { round, after }));
  const places = read.events.map(({ seq }) => seq);
  expect(places).toEqual(places.map((_, index) => after + 1 + index));
  const found = new Map(read.events.map(({ seq, event }) => [seq, event]));
  for (const [seq, event] of told.events) {
    if (seq > after) expect(found.get(seq), `entry ${seq}`).toEqual(event);
  }
  told.compared = read.journal.length;
  const signed = read.events.flatMap(({ event }) =>
    event.kind === 'review.signed' ? [event.workbook] : [],
  );
  const fresh = new Set(signed);
  for (const { event } of read.events)
    told.signed.delete('workbook' in event ? event.workbook : '');
  expect([...told.signed], 'signed workbooks that are not in the journal').toEqual([]);
  const last = read.events.findLast(({ event }) => /^review\.(signed|reopened)$/.test(event.kind));
  if (last?.event.kind === 'review.signed' && fresh.has(last.event.workbook)) {
    expect(must(await call('review.workbook', { round })).sha256).toBe(last.event.workbook);
    await record(call, round, told, [{ kind: 'review.reopened', reason: '继续' }]);
  }
}

/** Three hands that write at once, one call after the other, without end. */
async function write(call: Call, round: string, told: Told): Promise<void> {
  const hand = async () => {
    for (;;) await record(call, round, told, nextEvents(told));
  };
  await Promise.all([hand(), hand(), hand()]);
}

async function signAndWrite(call: Call, round: string, told: Told): Promise<void> {
  const signed = must(await call('review.sign', { round, passphrase, locale: 'zh-CN' }));
  told.signed.add(signed.sha256);
  await record(call, round, told, [{ kind: 'review.reopened', reason: '再改' }]);
  await write(call, round, told);
}

function nextEvents(told: Told): readonly ExpertEvent[] {
  const count = ++told.count;
  const about = { application: 'w1', criterion: '7(1)' } as const;
  const text = `${count} ${'评'.repeat(count % 400)}`;
  const events: readonly ExpertEvent[] = [
    { kind: 'note.written', application: 'o1', note: text },
    { kind: 'criterion.scored', ...about, score: 78 + (count % 5) },
    { kind: 'opinion.written', application: 'o1', opinion: text },
  ];
  return events.slice(0, 1 + (count % 3));
}

async function record(
  call: Call,
  round: string,
  told: Told,
  events: readonly ExpertEvent[],
): Promise<void> {
  const recorded = must(await call('review.record', { round, events: [...events] }));
  expect(recorded.events).toHaveLength(events.length);
  for (const { seq, event } of recorded.events) told.events.set(seq, event);
}
