import { readdirSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { describe, expect, test } from "vitest";

/**
 * Users run Windows and macOS too. These are the things that work on Linux alone, each with a line that the
 * rule must catch and one that it must let pass. An exception names its file, and why it is safe there.
 */
interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly caught: string;
  readonly passes: string;
  readonly except?: Readonly<Record<string, string>>;
}

const RULES: readonly Rule[] = [
  {
    name: "a Linux folder by name",
    pattern: /["'`]\/(tmp|proc|dev|etc|var|usr|home)\b/,
    caught: 'const folder = "/tmp/artunit";',
    passes: 'const folder = join(tmpdir(), "artunit");',
  },
  {
    name: "a signal that Windows does not deliver",
    pattern: /["'](SIGKILL|SIGUSR[12]|SIGSTOP|SIGCONT|SIGPIPE|SIGCHLD)["']/,
    caught: 'process.on("SIGUSR2", reload);',
    passes: 'process.once("SIGTERM", close);',
    except: {
      "src/cli/engine.ts": "Node ends a process at once by it on every system.",
      "src/ingest/documents/pdf.ts": "Node ends a process at once by it on every system.",
      "src/ingest/documents/pdfWorker.ts": "Node ends a process at once by it on every system.",
      "src/store/remote/engineKeeper.ts": "Node ends a process at once by it on every system.",
      "src/cli/supervise.ts": "Node ends a process at once by it on every system.",
      "src/store/sandbox/sandbox.ts": "Node ends a process at once by it on every system.",
    },
  },
  {
    name: "users, groups and permission masks",
    pattern: /\b(getuid|geteuid|getgid|setuid|setgid|umask|chown|chownSync)\s*\(/,
    caught: "if (process.getuid() === 0) warn();",
    passes: "const user = userOf(request);",
  },
  {
    name: "symbolic links, which Windows grants to administrators",
    pattern: /\bsymlink(Sync)?\s*\(/,
    caught: "await symlink(id, current);",
    passes: "await link(from, to);",
  },
  {
    name: "advisory locks of one system",
    pattern: /\b(flock|lockf|fcntl)\b/,
    caught: 'import { flock } from "fs-ext";',
    passes: 'await open(lock, "wx");',
  },
  {
    name: "other programs",
    pattern: /["'](node:)?child_process["']/,
    caught: 'import { execFile } from "node:child_process";',
    passes: 'import { Worker } from "node:worker_threads";',
    except: {
      "src/store/remote/engineKeeper.ts": "The program that it starts is this one.",
      "src/store/sandbox/sandbox.ts": "The program that it starts is this one.",
      "src/ingest/documents/pdf.ts": "The program that it starts is this one.",
      "src/threads/calls.ts": "A type alone: what it talks with is this program.",
    },
  },
  {
    name: "a path put together with slashes",
    pattern: /\$\{\w*([fF]older|[dD]irectory|\bdir|[rR]oot)\w*\}[/\\]/,
    caught: "const path = `$" + "{folder}/store.duckdb`;",
    passes: 'const path = join(folder, "store.duckdb");',
  },
  {
    name: "a path taken from a URL without fileURLToPath",
    pattern: /import\.meta\.url\)\.pathname/,
    caught: 'const here = new URL(".", import.meta.url).pathname;',
    passes: 'const here = fileURLToPath(new URL(".", import.meta.url));',
  },
  {
    name: "an instant in a file's name, whose colons Windows refuses",
    pattern: /\bjoin\([^)]*toISOString\(\)\s*[,)]/,
    caught: "const file = join(folder, now.toISOString());",
    passes: 'const file = join(folder, "manifest.json");',
  },
];

const root = resolve(import.meta.dirname, "../..");
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => `src/${file.split(sep).join("/")}`)
  .sort();

describe.each(RULES)("nothing in src relies on $name", ({ pattern, caught, passes, except = {} }) => {
  test("the rule catches its fault and no more", () => {
    expect(caught).toMatch(pattern);
    expect(passes).not.toMatch(pattern);
  });

  test("the sources are free of it, but for explained exceptions", () => {
    const found = sources.flatMap((file) =>
      readFileSync(join(root, file), "utf8")
        .split("\n")
        .map((line, i) => ({ file, line: i + 1, text: line.trim() }))
        .filter(({ text }) => pattern.test(text)),
    );
    expect(found.filter(({ file }) => !(file in except))).toEqual([]);
    const needless = Object.keys(except).filter((file) => !found.some((each) => each.file === file));
    expect(needless).toEqual([]);
  });
});
