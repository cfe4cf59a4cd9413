// Runs with --state over logs that grow, killed at drawn moments: what was told of which call, by whom.
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CallRow, Report } from "../../src/report/schema.js";
import type { Random } from "../fuzz/random.js";
import { aMoment, Running } from "../live/command.js";

/** What must be the same of a call, however it was read. */
export const verdictOf = ({ channelId, logCallId, channelName, host, diagnosis, findings }: CallRow): string =>
  `${channelId ?? ""} ${logCallId ?? ""} ${channelName ?? ""} ${host ?? ""}: ${diagnosis.cause} ${diagnosis.confidence}, ${findings.map(({ code }) => code).join(" ")}`;

/** What came of it. */
export interface Killed {
  /** What was told by runs that were through, or killed when nothing was left to do but to end. */
  readonly told: readonly string[];
  /** What was told by runs that were killed after their report, and before their state. */
  readonly toldTwice: readonly string[];
  /** How many were killed before they told anything, between report and state, and after both. */
  readonly before: number;
  readonly between: number;
  readonly after: number;
  /** What a run that was let be said on standard error: that it could not read the state, for example. */
  readonly complaints: readonly string[];
}

/** How the runs are made. */
export interface KilledRuns {
  readonly folder: string;
  readonly logs: Readonly<Record<"full" | "bot.log", string>>;
  readonly args: readonly string[];
  /** In how many steps the logs grow, and how many runs are killed in each. */
  readonly steps: number;
  readonly killsPerStep: number;
  readonly random: Random;
  /** How long a run takes that is let be. */
  readonly wholeMs: number;
}

/** Kills runs, and lets one through after each step. */
export async function killedRuns({
  folder,
  logs,
  args,
  steps,
  killsPerStep,
  random,
  wholeMs,
}: KilledRuns): Promise<Killed> {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => join(folder, name);
  const kept = (): string | null => (existsSync(at("state")) ? readFileSync(at("state"), "latin1") : null);
  const report = (): number | null => statSync(at("told.json"), { throwIfNoEntry: false })?.ino ?? null;
  const inReport = (): string[] => (JSON.parse(readFileSync(at("told.json"), "utf8")) as Report).calls.map(verdictOf);
  const runArgs = [...args, "full", "bot.log", "--state", "state", "-o", "told.json"];
  const [told, toldTwice, complaints]: string[][] = [[], [], []];
  const counts = { before: 0, between: 0, after: 0 };
  for (let step = 1; step <= steps; step += 1) {
    for (const [name, text] of Object.entries(logs))
      writeFileSync(at(name), text.slice(0, (text.length * step) / steps), "latin1");
    // so long ago that nothing more is waited for
    if (step === steps) for (const name of Object.keys(logs)) utimesSync(at(name), 0, 0);
    for (let kill = 0; kill < killsPerStep; kill += 1) {
      const [state, page] = [kept(), report()];
      const run = new Running(runArgs, folder);
      await aMoment(random.below(wholeMs));
      run.child.kill("SIGKILL");
      const code = await run.over();
      if (report() === page) counts.before += 1;
      else if (code !== null || kept() !== state) {
        counts.after += 1;
        told?.push(...inReport());
      } else {
        counts.between += 1;
        toldTwice?.push(...inReport());
      }
    }
    const run = new Running(runArgs, folder);
    if ((await run.over()) === 2 || run.err !== "") complaints?.push(run.err);
    told?.push(...inReport());
  }
  return { told: told ?? [], toldTwice: toldTwice ?? [], complaints: complaints ?? [], ...counts };
}
