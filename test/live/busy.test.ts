// What never pauses must not keep all else waiting, and what is kept must not grow with the calls that have gone by.
import { expect, it } from "vitest";
import type { Call } from "../../src/calls/call.js";
import { ToldFindings } from "../../src/live/told-findings.js";
import { watch } from "../../src/live/watch.js";
import { plainRequest } from "../support/analyse.js";
import { callsOf } from "../support/read-log.js";
import { rtpTimeoutCall } from "../support/report-fixtures.js";

const CALL_COUNT = 60;

function callText(number: number): { asterisk: string; bot: string } {
  const stamp = `2026-11-22 15:${String(number % 60).padStart(2, "0")}`;
  const second = Date.UTC(2026, 10, 22, 15, number) / 1000;
  const name = `SIP/door-${number.toString(16).padStart(8, "0")}`;
  const thread = `${700 + number}][C-${(number + 1).toString(16).padStart(8, "0")}`;
  return {
    asterisk: [
      `[${stamp}:00] VERBOSE[${thread}] pbx.c: Executing [88@in:1] Stasis("${name}", "bot,88,4930${100_000 + number}") in new stack\n`,
      `[${stamp}:09] VERBOSE[${thread}] pbx.c: Spawn extension (in, 88, 1) exited non-zero on '${name}'\n`,
    ].join(""),
    bot: [
      `${stamp}:00,010 - bot - INFO - StasisStart channel=${second}.${number} caller=4930${100_000 + number} exten=88\n`,
      `${stamp}:09,000 - bot - INFO - StasisEnd channel=${second}.${number}\n`,
    ].join(""),
  };
}

it("sees to summaries, and to what a later run has to know, while a pipe never pauses", async () => {
  let clockMs = Date.UTC(2026, 10, 22, 16);
  let isOver = false;
  const asked = { summaries: 0, memories: 0 };
  const { outcome } = await watch({
    ...plainRequest,
    sources: [
      {
        path: "-",
        role: "auto",
        onceOnly: true,
        open: async function* () {
          for (let number = 0; number < CALL_COUNT; number += 1)
            yield Buffer.from(Object.values(callText(number)).join(""));
          isOver = true;
        },
      },
    ],
    sumsOnly: true,
    memory: null,
    leavesOpen: false,
    isOnce: false,
    wantsMemory: () => {
      if (!isOver) asked.memories += 1;
      return false;
    },
    keepMemory: () => undefined,
    looked: () => undefined,
    tell: async () => undefined,
    wantsSummary: () => {
      if (!isOver) asked.summaries += 1;
      return "no";
    },
    summarise: async () => undefined,
    clockMs: () => {
      clockMs += 20;
      return clockMs;
    },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  expect(asked.summaries).toBeGreaterThan(5);
  expect(asked.memories).toBe(asked.summaries);
  expect(outcome.runReport.summary.callCount).toBe(CALL_COUNT);
  // nobody asked for the calls themselves
  expect([...outcome.calls()]).toEqual([]);
  outcome.close();
});

it("remembers nothing of a call that is over, though both of its halves were told of before they were joined", async () => {
  const { asterisk, bot } = callText(3);
  const [ofAsterisk, ofBot, whole] = (await Promise.all([callsOf(asterisk), callsOf(bot), callsOf(asterisk, bot)])).map(
    ({ calls }) => calls[0] as Call,
  ) as [Call, Call, Call];
  // as they would be cited, had one run read both logs
  const second = { ...ofBot, events: whole.events.filter(({ event }) => event.side === "bot") };
  const findings = rtpTimeoutCall.findings.map((finding) => ({ ...finding, name: rtpTimeoutCall.diagnosis.cause }));
  const row = { ...rtpTimeoutCall, findings };
  const told = new ToldFindings(() => []);
  for (const call of [ofAsterisk, second]) told.weigh(call, row, 0);
  expect(told.openCount).toBe(2);
  told.close(whole, row);
  expect(told.openCount).toBe(0);
});
