import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, secret, setStage } from '../command-stage.ts';
import { contentOf } from '../desk.ts';
import { temporaryFolder } from '../temporary.ts';
import { typed } from '../typed.ts';
import { bundleRefusals } from './bundle-refusals.ts';
import { centerRefusals } from './center-refusals.ts';
import { expertRefusals } from './expert-refusals.ts';
import { fileRefusals } from './file-refusals.ts';
import { argumentsOf } from './refusal.ts';
import { workbookRefusals } from './workbook-refusals.ts';

const groups = [fileRefusals, bundleRefusals, expertRefusals, workbookRefusals, centerRefusals];

/**
 * Locks come and go; PGlite rewrites its own files at every start, so the registry is compared by its dump; a center's log
 * names every unlocking and every refused workbook.
 */
const passing = /\.lock$|^(other-)?center\/(registry\/|center\.journal)/;

/** What no message of ours contains: codes of the system, traces of a program, texts that were not found. */
const machinery =
  /\bE[A-Z]{4,}\b|\bat .+:\d+:\d+|Error:|undefined|\[object|\{\{|（）|\(\)|cli\.|failure\.|[0-9a-f]{65}/;

/** Everything on a stage: every file, and what the registries hold. */
async function everything({ folder, at }: Stage): Promise<unknown> {
  const registries: string[] = [];
  for (const center of ['center', 'other-center']) {
    const dump = await typed(['center', 'dump', at(center)], { passphrase: secret });
    registries.push(dump.out);
  }
  return { files: contentOf(folder, passing), registries };
}

/** Tests that all bad input is refused with exit code 1 and the words of a language, and that nothing changes. */
export function tryRefusals(language: 'zh' | 'en'): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(temporaryFolder('refusals'));
    for (const { prepare } of groups) await prepare(stage);
  }, 300_000);

  describe.each(groups)('of $name', ({ refusals }) => {
    let before: unknown;
    beforeAll(async () => {
      before = await everything(stage);
    });

    it.each(refusals)('$name is refused', async (refusal) => {
      const { passphrase = secret } = refusal;
      const args = [...argumentsOf(refusal, stage), '--lang', language];
      const ran = await typed(args, { passphrase });
      expect(ran.err).toMatch(refusal[language]);
      expect(ran.err).not.toMatch(machinery);
      expect([ran.status, ran.out]).toEqual([1, '']);
    });

    it('nothing has changed anything', async () => {
      expect(await everything(stage)).toEqual(before);
    });
  });
}
