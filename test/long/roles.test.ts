import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contract, type MethodName } from '../../shared/contract.ts';
import { must } from '../../shared/result.ts';
import { contentOf, type TestDesk } from '../support/desk.ts';
import { sensibleInputs } from '../support/role-inputs.ts';
import {
  enterStage,
  type Stage,
  type StagedRound,
  stageRound,
  stages,
} from '../support/role-stages.ts';
import { decidedTable } from '../support/role-table.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Who may do what, decided on the privileged side: every method at every stage, against `docs/authority.md`. */

const folder = temporaryFolder('roles');
const methods = Object.keys(contract) as readonly MethodName[];
const decided = decidedTable();
let staged: StagedRound;

beforeAll(async () => {
  staged = await stageRound(folder);
});

it('is decided for every method at every stage', () => {
  expect(Object.keys(decided).toSorted()).toEqual(methods.toSorted());
});

/** Everything that a call may have changed: files, and who is there. */
async function situation(desk: TestDesk): Promise<unknown> {
  return {
    files: contentOf(desk.folder, /\.lock$|registry|[\\/]log/),
    identity: must(await desk.call('identity.read', {})),
    center: await desk.call('center.read', {}),
  };
}

describe.each(stages)('at the stage %s', (stage: Stage) => {
  it('every method answers as decided, and a refusal changes nothing', async () => {
    let desk: TestDesk | null = null;
    const outcomes: Record<string, string> = {};
    const changed: string[] = [];
    for (const [place, method] of methods.entries()) {
      desk ??= await enterStage(staged, stage, path.join(folder, `${stage}-${place}`));
      const input = (await sensibleInputs(desk, staged))[method];
      const before = await situation(desk);
      const reply = await desk.call(method, input as never);
      outcomes[method] = reply.ok ? 'ok' : (reply.failure as { readonly kind: string }).kind;
      const isSame = JSON.stringify(await situation(desk)) === JSON.stringify(before);
      if (!reply.ok && !isSame) changed.push(method);
      if (!isSame) {
        await desk.close();
        desk = null;
      }
    }
    const expected = Object.fromEntries(methods.map((each) => [each, decided[each]?.[stage]]));
    expect(outcomes).toEqual(expected);
    expect(changed).toEqual([]);
  });
});
