// Runs a command and measures it from outside, with /usr/bin/time where the system has it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Command {
  readonly script: string;
  /** True where the first output is the first finding. */
  readonly timesOutput: boolean;
}

export interface Measured {
  readonly seconds: number;
  /** null where GNU time is missing. */
  readonly cpuSeconds: number | null;
  /** The most that one of its processes had resident; null where GNU time is missing. */
  readonly peakBytes: number | null;
  /** Until the first output; null where it was not timed. */
  readonly firstSeconds: number | null;
}

const TIME = "/usr/bin/time";

/** Runs it once, to its end. @throws Error where it fails. */
export async function measure({ script, timesOutput }: Command): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "ari-doctor-bench-"));
  const figures = join(folder, "time");
  const [program, ...args] = existsSync(TIME)
    ? [TIME, "-f", "%U %S %M", "-o", figures, "sh", "-c", script]
    : ["sh", "-c", script];
  const startedMs = performance.now();
  const child = spawn(program as string, args, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let firstSeconds: number | null = null;
  child.stdout?.once("data", () => {
    if (timesOutput) firstSeconds = (performance.now() - startedMs) / 1000;
  });
  // a pipe, and not /dev/null, of which grep knows that nobody reads it: it would stop at its first hit
  child.stdout?.resume();
  const [status] = (await once(child, "close")) as [number | null];
  const seconds = (performance.now() - startedMs) / 1000;
  try {
    if (status !== 0) throw new Error(`${script}: exit code ${status}`);
    if (!existsSync(figures)) return { seconds, cpuSeconds: null, peakBytes: null, firstSeconds };
    const [user = 0, system = 0, kilobytes = 0] = readFileSync(figures, "utf8").trim().split(" ").map(Number);
    return { seconds, cpuSeconds: user + system, peakBytes: kilobytes * 1024, firstSeconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
