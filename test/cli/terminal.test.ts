// The built command on a terminal: util-linux's `script` gives it one. What it waits for is said there, and nowhere else.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const BIN = fileURLToPath(new URL("../../bin/ari-doctor.js", import.meta.url));
const PATIENCE_MS = 20_000;

const hasTerminal = (() => {
  try {
    return execFileSync("script", ["-qec", "tty", "/dev/null"], { encoding: "utf8" }).includes("/dev/");
  } catch {
    return false;
  }
})();

const LOG = `[Nov 22 15:55:00] VERBOSE[502][C-00000002] pbx.c: Executing [31@in:1] Stasis("PJSIP/lift-0000000a", "voicebot,31") in new stack
[Nov 22 15:55:08] VERBOSE[502][C-00000002] pbx.c: Spawn extension (in, 31, 1) exited non-zero on 'PJSIP/lift-0000000a'
`;

describe.skipIf(!hasTerminal)("on a terminal", { timeout: 2 * PATIENCE_MS }, () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "terminal-test-"));
    writeFileSync(join(folder, "full"), LOG);
    writeFileSync(join(folder, "quiet.log"), "");
    writeFileSync(join(folder, "still.log"), "");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What is awaited, and what is done once it stands there; a text is typed. */
  type Step = readonly [awaited: string, then: string | (() => void)];

  /** Runs a line of shell on a terminal, a step after the other. Returns all that stood there. */
  function shown(line: string, ...steps: readonly Step[]): Promise<string> {
    const child = spawn("script", ["-qec", line.replaceAll("ari-doctor", `${process.execPath} ${BIN}`), "/dev/null"], {
      cwd: folder,
    });
    let text = "";
    let next = 0;
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const step = steps[next];
      if (step === undefined || !text.includes(step[0])) return;
      next += 1;
      if (typeof step[1] === "string") child.stdin.write(step[1]);
      else step[1]();
    });
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill(), PATIENCE_MS);
      child.on("close", () => {
        clearTimeout(timer);
        resolve(text);
      });
    });
  }

  it("without an argument it says that it reads what is typed, and how that ends", async () => {
    const text = await shown("ari-doctor", ['"ari-doctor -h"', "\u0004"]);
    expect(text).toContain("ari-doctor: reading standard input… (Ctrl-D ends it)");
    expect(text).toContain('"ari-doctor -h" says how');
    expect(text).toContain("nothing could be analysed");
  });

  it("tells how much came through a pipe, how fast, and that nothing has come yet", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const writer = spawn("sh", ["-c", "cat > pipe"], { cwd: folder });
    const text = await shown(
      "ari-doctor - --exit-zero < pipe",
      ["ari-doctor: waiting for the first bytes", () => writer.stdin.write(LOG)],
      ["ari-doctor: 0.0 MB, 0.0 MB/s", () => writer.stdin.end()],
    );
    expect(text).toContain("ari-doctor: 0.0 MB, 0.0 MB/s");
    expect(text).toContain("1 call");
  });

  it("says what --follow follows, while no call is there yet", async () => {
    const text = await shown("ari-doctor --follow quiet.log still.log", ["no call yet", "\u0003"]);
    expect(text).toContain("ari-doctor: following 2 files, no call yet");
  });

  it("says nothing of that where standard error is none", async () => {
    const text = await shown("(sleep 1.5; cat full) | ari-doctor - --exit-zero --quiet 2>err; cat err");
    expect(text).not.toMatch(/MB\/s|waiting|reading/);
  });
});
