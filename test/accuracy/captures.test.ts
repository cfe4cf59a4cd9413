// Runs of a real Asterisk with captures beside both logs (../shared/wire), where they are at hand: what the logs leave open is at
// least halved, nothing is wrong, and the wire is read as it was.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import type { CallRow } from "../../src/report/schema.js";
import { analyseTexts } from "../support/analyse.js";

const SETS = fileURLToPath(new URL("../../../shared/wire/", import.meta.url));
const runs = existsSync(SETS) ? readdirSync(SETS).filter((name) => existsSync(join(SETS, name, "truth.json"))) : [];

interface TrueSide {
  readonly packets: number;
  readonly silenceBeforeEndSeconds: number | null;
}

interface TrueCall {
  readonly channelId: string;
  readonly rootCause: string;
  readonly endedBy: { readonly method: string; readonly from: string; readonly at: string } | null;
  readonly rtpOnWire: { readonly fromCaller: TrueSide; readonly toCaller: TrueSide } | null;
}

const LOGS = /^(?:asterisk.*|bot.*)\.log$/;
const CAPTURES = /\.(?:pcap|pcapng|jsonl|csv)$|^ami-events\.log$/;

async function calls(run: string, files: RegExp): Promise<readonly CallRow[]> {
  const folder = join(SETS, run);
  const texts = readdirSync(folder)
    .filter((name) => files.test(name))
    .map((path) => ({ path, latin1: readFileSync(join(folder, path)).toString("latin1") }));
  return (await analyseTexts(texts, { config: configurationOf(readConfig([join(folder, "config")])) })).calls;
}

/** A capture that was to be read beside the logs is one more file. */
const beside = (pattern: RegExp): RegExp => new RegExp(`${LOGS.source}|${pattern.source}`);

describe.skipIf(runs.length === 0)("captures beside the logs of real runs", () => {
  test("decide at least half of what the logs leave open, and nothing wrongly; the wire is read as it was", async () => {
    const open = { logs: 0, captures: 0 };
    const wrong: string[] = [];
    const misread: string[] = [];
    for (const run of runs) {
      const truth = JSON.parse(readFileSync(join(SETS, run, "truth.json"), "utf8")) as { calls: readonly TrueCall[] };
      const ways = { logs: await calls(run, LOGS), captures: await calls(run, beside(CAPTURES)) };
      for (const call of truth.calls) {
        const want = call.rootCause === "healthy" ? "none" : call.rootCause;
        for (const way of ["logs", "captures"] as const) {
          const row = ways[way].find(({ channelId }) => channelId === call.channelId);
          const got = row?.diagnosis.cause ?? "undetermined";
          if (got === "undetermined") open[way] += 1;
          else if (got !== want) wrong.push(`${way} ${run} ${call.channelId}: ${want}, got ${got}`);
        }
        const row = ways.captures.find(({ channelId }) => channelId === call.channelId);
        misread.push(...misreadOf(call, row).map((what) => `${run} ${call.channelId}: ${what}`));
      }
    }
    expect(wrong).toEqual([]);
    expect(misread).toEqual([]);
    expect(open.captures).toBeLessThanOrEqual(open.logs / 2);
  }, 120_000);
});

function misreadOf({ endedBy, rtpOnWire }: TrueCall, row: CallRow | undefined): string[] {
  const told = row?.endedBy;
  const isRight =
    (endedBy === null && told === undefined) ||
    (endedBy?.method === told?.method &&
      endedBy?.from === told?.from &&
      Math.abs(Date.parse(endedBy?.at ?? "") - Date.parse(told?.at ?? "")) <= 100);
  const sides = (["fromCaller", "toCaller"] as const).flatMap((side) => {
    const [want, got] = [rtpOnWire?.[side], row?.rtpOnWire?.[side]];
    if (!want && !got) return [];
    const isNear =
      Math.abs((want?.silenceBeforeEndSeconds ?? -1) - (got?.silenceBeforeEndSeconds ?? -1)) <= 0.1 &&
      Math.abs((want?.packets ?? 0) - (got?.packetCount ?? 0)) <= 2;
    return isNear ? [] : [`${side} ${JSON.stringify(want)}, got ${JSON.stringify(got)}`];
  });
  return [...(isRight ? [] : [`ended by ${JSON.stringify(endedBy)}, got ${JSON.stringify(told)}`]), ...sides];
}
