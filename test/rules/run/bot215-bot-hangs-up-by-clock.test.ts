import { hangsUpByClock } from "../../../src/rules/run/bot215-bot-hangs-up-by-clock.js";
import { testRunRule } from "../../support/run-rule-tester.js";

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
    .join("\n")
    .concat("\n");
}

testRunRule(hangsUpByClock, {
  faulty: [
    {
      name: "three of four calls, 8 s after their hold",
      bot: botLog([8_003, 8_050, 8_011, 5_430]),
      wentWrong: { "bot-hangup": 4 },
      says: ["The bot hung up 3 of the 4 calls that it cut off 8 s after the hold: a timer of its own."],
      cites: Array(3).fill("Hanging up"),
    },
  ],
  healthy: [
    {
      name: "whole seconds that differ",
      bot: botLog([8_003, 7_010, 6_005, 5_001]),
      wentWrong: { "bot-hangup": 4 },
    },
    {
      name: "off the whole second",
      bot: botLog([8_300, 8_410, 8_350]),
      wentWrong: { "bot-hangup": 3 },
    },
  ],
  notEnoughEvidence: [{ name: "two calls", bot: botLog([8_003, 8_050]), wentWrong: { "bot-hangup": 2 } }],
});
