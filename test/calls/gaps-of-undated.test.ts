// A gap between lines without a time is told with what is known of it, and nothing is made of it that is not.
import { describe, expect, it } from "vitest";
import type { CallFacts } from "../../src/calls/facts/call-facts.js";
import { gapsOf } from "../../src/calls/facts/gaps.js";
import type { LimitsInForce } from "../../src/calls/facts/limits-in-force.js";
import type { TimedEvent } from "../../src/calls/timed-event.js";

const line = (
  type: "bot-hold" | "bot-request-failed",
  atMs: number | null,
  between?: TimedEvent["between"],
): TimedEvent =>
  ({
    event: { type, precisionMs: 1000 },
    atMs,
    inferredFrom: null,
    ...(between && { between }),
  }) as unknown as TimedEvent;

function gap(attempt: TimedEvent, limitSeconds: number) {
  const turns = [{ hold: line("bot-hold", 10_000), attempt, outcome: "refused" }];
  const limits = { driver: "chan_pjsip", rtpTimeoutSeconds: limitSeconds, heldByFarEnd: false, atMostSeconds: null };
  return gapsOf({ turns } as unknown as CallFacts, limits as unknown as LimitsInForce)[0];
}

describe("a gap to a line without a time", () => {
  it("is the middle of when that may have been, and as far off", () => {
    const told = gap(line("bot-request-failed", null, { fromMs: 24_000, toMs: 30_000 }), 9);
    expect(told).toMatchObject({ seconds: 17, precisionSeconds: 4, exceedsLimit: true });
  });

  it("says nothing of a limit that lies within", () => {
    const told = gap(line("bot-request-failed", null, { fromMs: 24_000, toMs: 30_000 }), 14);
    expect(told?.exceedsLimit).toBeNull();
  });

  it.each([
    ["above only", { fromMs: 24_000, toMs: null }],
    ["by more than a minute", { fromMs: 24_000, toMs: 90_000 }],
  ])("is none where it is bound %s", (_, between) => {
    expect(gap(line("bot-request-failed", null, between), 7)).toBeUndefined();
  });
});
