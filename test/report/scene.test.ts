import { describe, expect, test } from "vitest";
import { barsOf, heardIn } from "../../src/report/call-bars.js";
import type { CallRow, TimelineEntry } from "../../src/report/schema.js";
import { rtpTimeoutCall } from "../support/report-fixtures.js";

const START_MS = Date.UTC(2026, 10, 22, 12, 0, 0);

/** A call of 20 s out of `seconds event` lines; `a:` before the event is Asterisk's. */
function callOf(
  ...lines: readonly (readonly [seconds: number, event: string, more?: Partial<TimelineEntry>])[]
): CallRow {
  const at = (seconds: number): string => new Date(START_MS + seconds * 1000).toISOString();
  return {
    ...rtpTimeoutCall,
    startedAt: at(0),
    endedAt: at(20),
    timeline: lines.map(([seconds, name, more], index) => ({
      at: at(seconds),
      source: "log",
      side: name.startsWith("a:") ? "asterisk" : "bot",
      line: index + 1,
      event: name.replace(/^a:/, ""),
      text: name,
      attributed: "direct",
      ...more,
    })),
  };
}
const drawn = (call: CallRow): string[] =>
  barsOf(call).map(
    ({ kind, fromMs, toMs, endLogged }) =>
      `${kind} ${(fromMs - START_MS) / 1000}-${(toMs - START_MS) / 1000}${endLogged ? "" : "?"}`,
  );
const heard = (call: CallRow): Record<string, number> =>
  Object.fromEntries(Object.entries(heardIn(barsOf(call))).filter(([, ms]) => ms > 0));

describe("the bars of a call", () => {
  test("are no longer than a day, whatever a line claims", () => {
    const call = callOf([1, "bot-tts", { lastedSeconds: 1e20 }], [10, "a:rtp-timeout", { lastedSeconds: 1e20 }]);
    expect(drawn(call)).toEqual(["channel 0-20", "no-rtp -86390-10", "tts -86399-1"]);
  });

  test("are its steps, each from its beginning to its end", () => {
    const call = callOf(
      [1, "bot-play", { playbackId: "a" }],
      [2, "bot-play-finished", { playbackId: "a", playbackState: "done" }],
      [2.5, "bot-filler"],
      [3, "bot-hold"],
      [3, "a:moh-started"],
      [3.2, "bot-model-asked"],
      [9, "bot-model-answered", { lastedSeconds: 4 }],
      [12, "bot-tts", { lastedSeconds: 2.5 }],
      [12.1, "bot-unhold"],
      [12, "a:moh-stopped"],
      [13, "bot-play", { playbackId: "b" }],
      [13.1, "bot-play", { playbackId: "b" }],
      [18, "bot-play-finished", { playbackId: "b", playbackState: "done" }],
    );
    expect(drawn(call)).toEqual([
      "channel 0-20",
      "music 3-12",
      "hold 3-12.1",
      "model 3.2-9",
      "tts 9.5-12",
      "filler 1-2",
      "playback 13-18",
    ]);
    expect(heard(call)).toEqual({ fillerMs: 1_000, musicMs: 9_000, speechMs: 5_000, nothingMs: 5_000 });
  });

  test("end where they must have ended, marked so, where no line tells", () => {
    const call = callOf([1, "bot-play"], [4, "bot-hold"], [6, "a:playing"]);
    expect(drawn(call)).toEqual(["channel 0-20", "sound 6-20?", "hold 4-20?", "playback 1-4?"]);
    // nothing is claimed of them: neither speech nor silence
    expect(heard(call)).toEqual({ nothingMs: 3_000, unknownMs: 17_000 });
  });

  test("show the silence that an RTP timeout measured, and no playback that failed", () => {
    const call = callOf(
      [10, "bot-play", { playbackId: "a" }],
      [11, "bot-play-finished", { playbackId: "a", playbackState: "failed" }],
      [15, "a:rtp-timeout", { lastedSeconds: 9 }],
    );
    expect(drawn(call)).toEqual(["channel 0-20", "no-rtp 6-15"]);
    expect(heard(call)).toEqual({ unknownMs: 20_000 });
  });

  test("claim music where Asterisk says so, and silence where it would have", () => {
    expect(heard(callOf([5, "bot-hold"], [10, "bot-unhold"]))).toEqual({ unknownMs: 20_000 });
    expect(heard(callOf([5, "bot-hold"], [10, "bot-unhold"], [10, "a:playing"], [12, "a:playing"]))).toEqual({
      nothingMs: 10_000,
      unknownMs: 10_000,
    });
  });

  test("are none where no line has a time", () => {
    const { timeline, ...call } = callOf([1, "bot-hold"]);
    expect(
      barsOf({ ...call, startedAt: null, endedAt: null, timeline: timeline.map((entry) => ({ ...entry, at: null })) }),
    ).toEqual([]);
  });
});
