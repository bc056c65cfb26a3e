import type { Reporter, TestModule } from 'vitest/node';

declare module 'vitest' {
  interface TaskMeta {
    /** Tools that tests of this file want and this machine does not have. */
    lacking?: string[];
  }
}

export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** A skipped test and the tools whose absence explains it; none means that nothing does. */
export type SkippedTest = { readonly name: string; readonly lacking: readonly string[] };

/** Counts what the runner reports; a test file that cannot be loaded counts as one failure. */
export class ClosingReport implements Reporter {
  tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  skipped: readonly SkippedTest[] = [];

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((each) => [...each.children.allTests()].map(stateOf));
    const broken = modules.filter((each) => each.state() === 'failed' && !hasFailedTest(each));
    const count = (state: string) => states.filter((each) => each === state).length;
    this.tally = {
      passed: count('passed'),
      failed: count('failed') + count('pending') + broken.length + errors.length,
      skipped: count('skipped'),
    };
    this.skipped = modules.flatMap(skippedIn);
  }
}

type Test = { readonly result: () => { readonly state: string } };

function stateOf(test: Test): string {
  return test.result().state;
}

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests()].some((test) => stateOf(test) === 'failed');
}

function skippedIn(module: TestModule): readonly SkippedTest[] {
  const { lacking = [] } = module.meta();
  return [...module.children.allTests()]
    .filter((test) => stateOf(test) === 'skipped')
    .map((test) => ({ name: `${module.relativeModuleId} > ${test.fullName}`, lacking }));
}

/** The lines a run ends with: each skipped test with the tool it needs, then the counts alone. */
export function closingLines(tally: Tally, skipped: readonly SkippedTest[]): readonly string[] {
  const named = skipped.map(({ name, lacking }) =>
    lacking.length === 0
      ? `skipped without a missing tool: ${name}`
      : `skipped, ${[...new Set(lacking)].join(', ')} missing here: ${name}`,
  );
  return [...named, `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`];
}
