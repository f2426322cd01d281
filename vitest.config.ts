import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

/**
 * Ends a run with one line that machines read. A file that fails outside its tests counts as one failure. Before it stand the
 * tests that passed only when tried again: each is a fault of the test or of the product, to be mended.
 */
const totals: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    let [passed, failed] = [0, unhandledErrors.length];
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      const states = tests.map((test) => test.result().state);
      const broken = states.filter((state) => state === "failed").length;
      passed += states.filter((state) => state === "passed").length;
      failed += broken === 0 && module.state() === "failed" ? 1 : broken;
      for (const test of tests) {
        if (test.diagnostic()?.flaky)
          process.stdout.write(`\nunsteady: ${module.relativeModuleId} > ${test.fullName}`);
      }
    }
    process.stdout.write(`\ntests: ${passed} passed, ${failed} failed\n`);
  },
};

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Against what never ends, no more: how long something may take is measured by the benchmark. What a test waits for may take a
    // while where other tests, and the processes they began, share two cores.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 10_000 } },
    // One of thousands that starved for a second would refuse a whole change; it is named at the end.
    retry: process.env.CI ? 1 : 0,
    pool: "forks",
    // Our modules hold no state between files, and reading seven hundred of them anew for each file took a tenth of the time.
    isolate: false,
    // More than cores: a third of the time of tests is spent waiting for files, timers and other processes.
    maxWorkers: 3,
    reporters: ["default", totals],
  },
});
