import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

/** Ends a run with one line that machines read. A file that fails outside its tests counts as one failure. */
const totals: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    let [passed, failed] = [0, unhandledErrors.length];
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      const broken = states.filter((state) => state === "failed").length;
      passed += states.filter((state) => state === "passed").length;
      failed += broken === 0 && module.state() === "failed" ? 1 : broken;
    }
    process.stdout.write(`\ntests: ${passed} passed, ${failed} failed\n`);
  },
};

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    pool: "forks",
    maxWorkers: 2,
    reporters: ["default", totals],
  },
});
