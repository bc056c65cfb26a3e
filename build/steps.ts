import { execFile } from 'node:child_process';
import { startVitest } from 'vitest/node';
import { bundleIfChanged } from './bundle.ts';
import { ClosingReport, closingLines, type SkippedTest, type Tally } from './closing-report.ts';
import { inProject, root } from './project.ts';

export type Step = { readonly name: string; readonly run: () => Promise<string | null> };

/** One compiler per folder, so that each sees only the globals its layer may use. */
const types: readonly Step[] = ['shared', 'electron', 'renderer', 'test', 'build'].map((folder) =>
  command(`types of ${folder}`, 'tsc', ['-p', inProject(folder)]),
);

const lint = command('lint', 'biome', ['check', '--error-on-warnings', root]);

const build: Step = { name: 'build', run: () => bundleIfChanged().then(() => null, String) };

/** The checks, the build and what depends on it, then all tests; without a build the browser has nothing to open. */
export async function runEverything(afterBuild: readonly Step[]): Promise<void> {
  const checked = await runSteps([...types, lint]);
  const built = await runSteps([build]);
  const followed = await runSteps(built.failed === 0 ? afterBuild : []);
  const projects = built.failed === 0 ? ['unit', 'e2e'] : ['unit'];
  const { tally, skipped } = await runTests(projects);
  closeRun([checked, built, followed, tally], skipped);
}

/** Runs every step, also after a failure, and prints a line for each. */
async function runSteps(steps: readonly Step[]): Promise<Tally> {
  let failed = 0;
  for (const { name, run } of steps) {
    const started = performance.now();
    const complaint = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${complaint === null ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
    if (complaint !== null) {
      console.log(complaint);
      failed += 1;
    }
  }
  return { passed: steps.length - failed, failed, skipped: 0 };
}

/** Runs the test files whose path contains one of `filters` (all of them for none). */
export async function runTests(
  projects: readonly string[],
  filters: readonly string[] = [],
): Promise<{ readonly tally: Tally; readonly skipped: readonly SkippedTest[] }> {
  const report = new ClosingReport();
  const runner = await startVitest('test', [...filters], {
    config: inProject('build/vitest.config.ts'),
    project: [...projects],
    run: true,
    watch: false,
    reporters: ['default', report],
  });
  await runner.close();
  return report;
}

/** Prints the closing lines and leaves the exit code of the whole run. */
export function closeRun(tallies: readonly Tally[], skipped: readonly SkippedTest[]): void {
  const sum = (count: (tally: Tally) => number) =>
    tallies.reduce((total, each) => total + count(each), 0);
  const total = {
    passed: sum((each) => each.passed),
    failed: sum((each) => each.failed),
    skipped: sum((each) => each.skipped),
  };
  console.log(`\n${closingLines(total, skipped).join('\n')}`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function command(name: string, program: string, args: readonly string[]): Step {
  const file = inProject('node_modules/.bin', program);
  const options = { cwd: root, maxBuffer: 2 ** 26, shell: process.platform === 'win32' };
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        execFile(file, args, options, (error, out, err) => {
          resolve(error === null ? null : `${out}${err}` || error.message);
        });
      }),
  };
}
