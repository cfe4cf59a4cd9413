// BOT215 is a fault of the run: it needs several calls, so it has no place in the tests of one call's rules.
import { expect, test } from "vitest";
import { analyseTexts, logText } from "../support/analyse.js";

/** Calls that are held at one second each and cut off so many milliseconds later, their playback refused after. */
function botLog(afterHoldMs: readonly number[]): string {
  return afterHoldMs
    .flatMap((ms, i) => {
      const id = `${1795362720 + i * 60}.${i}`;
      const heldMs = Date.UTC(2026, 10, 22, 15, 52, 1) + i * 60_000;
      const line = (atMs: number, text: string): string =>
        `${new Date(atMs).toISOString().replace("T", " ").replace(".", ",").slice(0, 23)} - bot - INFO - ${text}`;
      return [
        line(heldMs - 700 - i * 90, `StasisStart channel=${id} caller=1 exten=1000`),
        line(heldMs, `Channel ${id} put on hold`),
        line(heldMs + ms, `Hanging up channel ${id}`),
        line(heldMs + ms + 5, `StasisEnd channel=${id}`),
        line(heldMs + ms + 2_000, `POST /ari/channels/${id}/play/x failed: 404 {"message":"Channel not found"}`),
      ];
    })
    .join("\n");
}

const runCodes = async (afterHoldMs: readonly number[]): Promise<[string, string][]> => {
  const { calls, frame } = await analyseTexts([logText("bot.log", `${botLog(afterHoldMs)}\n`)]);
  expect(calls.map(({ diagnosis }) => diagnosis.cause)).toEqual(afterHoldMs.map(() => "bot-hangup"));
  return frame.runFindings.map(({ code, message }) => [code, message]);
};

test("three calls cut off 8 s after their hold: a timer", async () => {
  expect(await runCodes([8_003, 8_050, 8_011, 5_430])).toContainEqual([
    "BOT215",
    "The bot hung up 3 of the 4 calls that it cut off 8 s after the hold: a timer of its own.",
  ]);
});

test("two are no pattern, and neither are whole seconds that differ", async () => {
  for (const ages of [
    [8_003, 8_050],
    [8_003, 7_010, 6_005, 5_001],
    [8_300, 8_410, 8_350],
  ])
    expect((await runCodes(ages)).map(([code]) => code)).not.toContain("BOT215");
});
