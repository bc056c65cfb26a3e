import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { must } from '../../shared/result.ts';
import { openDesk } from '../support/desk.ts';
import { completeReview } from '../support/small-round.ts';
import { temporaryFolder } from '../support/temporary.ts';

describe('the practice round', () => {
  it('is the sample round, opened, without touching the real profile', async () => {
    const desk = openDesk(temporaryFolder('practice'));
    const started = must(await desk.call('practice.start', {}));
    expect(started).toMatchObject({ state: 'unlocked', practice: true });
    const [round] = must(await desk.call('rounds.list', {}));
    expect(round).toMatchObject({ role: 'expert', assigned: 8, phase: 'open' });
    await completeReview(desk, round!.id);
    // The practice identity is nobody's: whatever is typed signs.
    const sign = { round: round!.id, passphrase: 'anything', locale: 'zh-CN' } as const;
    must(await desk.call('review.sign', sign));
    const left = must(await desk.call('practice.leave', {}));
    expect(left).toMatchObject({ state: 'none', practice: false });
    expect(existsSync(path.join(desk.folder, 'identity.age'))).toBe(false);
    const again = must(await desk.call('practice.start', {}));
    expect(again.fingerprint).toBe(started.fingerprint);
    expect(must(await desk.call('rounds.list', {}))).toMatchObject([{ phase: 'signed' }]);
  });

  it('that was cancelled leaves nothing that cannot be started again', async () => {
    const desk = openDesk(temporaryFolder('practice-cancelled'));
    const work = 'practice-1';
    const starting = desk.call('practice.start', { work });
    await desk.call('work.cancel', { work });
    expect(await starting).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(must(await desk.call('identity.read', {}))).toMatchObject({ practice: false });
    must(await desk.call('practice.start', {}));
  });
});
