import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/report/display-width.js";
import type { CallRow, GapRow, TimelineEntry } from "../../src/report/schema.js";
import { renderDrawing } from "../../src/report/terminal/drawing.js";
import { createStyle } from "../../src/report/terminal/style.js";
import { rtpTimeoutCall } from "../support/report-fixtures.js";

const START_MS = Date.UTC(2026, 10, 22, 12, 0, 0);
const at = (seconds: number): string => new Date(START_MS + seconds * 1000).toISOString();

function callOf(
  lengthSeconds: number,
  gap: Partial<GapRow> | null,
  ...lines: readonly (readonly [seconds: number, event: string, more?: Partial<TimelineEntry>])[]
): CallRow {
  const [some] = rtpTimeoutCall.gaps;
  return {
    ...rtpTimeoutCall,
    channelSurvived: false,
    startedAt: at(0),
    endedAt: at(lengthSeconds),
    gaps: gap === null || some === undefined ? [] : [{ ...some, ...gap }],
    timeline: lines.map(([seconds, event, more], index) => ({
      at: at(seconds),
      source: "log",
      side: "bot",
      line: index + 1,
      event,
      text: event,
      attributed: "direct",
      ...more,
    })),
  };
}

/** Held at 2 s, its channel gone at 12 s, refused at 17 s, over a limit of 10 s. */
const lost = callOf(
  12,
  { fromAt: at(2), toAt: at(17), seconds: 15, limitSeconds: 10, exceedsLimit: true, playback: "refused" },
  [0, "bot-play", { playbackId: "a" }],
  [1.8, "bot-play-finished", { playbackId: "a" }],
  [2, "bot-hold"],
  [3, "bot-model-asked"],
  [9, "bot-model-answered"],
  [12, "rtp-timeout", { side: "asterisk", lastedSeconds: 10 }],
  [17, "bot-request-failed"],
);
const drawn = (call: CallRow, width = 60, color = false): string[] =>
  renderDrawing(call, { width, style: createStyle(color) });

describe("the drawing of a call", () => {
  test("shows to scale what lasted, the wait with its limit, and the moment of loss", () => {
    expect(drawn(lost)).toEqual([
      "  wait           ├───────────────────────────┃─────────────┤",
      "                                             ^ limit 10 s",
      "  channel  ══════════════════════════════════X",
      "  no RTP         xxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      "  hold           ░░░░░░░░░░░░░░░░░░░░░░░░░░░░?",
      "  model            ~~~~~~~~~~~~~~~~~~        :",
      "  playback ██████                            :",
      "  UTC      |12:00:00     |12:00:05     |12:00:10",
      "  X = channel gone at 12:00:12.000, ? = its end is not",
      "  logged",
    ]);
  });

  test("says the same at any width, within it, and leaves no blank at the end of a line", () => {
    for (const width of [60, 80, 140]) {
      const lines = drawn(lost, width);
      const names = lines.flatMap((line) => /^ {2}(\w.{8})/.exec(line)?.[1]?.trim() ?? []);
      expect(names.slice(0, 7)).toEqual(["wait", "channel", "no RTP", "hold", "model", "playback", "UTC"]);
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
    }
  });

  test("colour adds nothing but itself", () => {
    const colored = drawn(lost, 80, true);
    expect(colored.join("")).toContain("\x1b[31mX");
    expect(colored.map((line) => line.replace(/\x1b\[\d+m/g, ""))).toEqual(drawn(lost, 80));
  });

  test("of a long call shows the time around the wait", () => {
    const long = callOf(
      1200,
      { fromAt: at(600), toAt: at(610), seconds: 10, limitSeconds: 60, exceedsLimit: false, playback: "played" },
      [1, "bot-hold"],
      [2, "bot-unhold"],
      [600, "bot-hold"],
      [610, "bot-unhold"],
    );
    const lines = drawn(long);
    expect(lines.at(-1)).toMatch(/\|12:09:50 +\|12:10:00 +\|12:10:10/);
    // one hold of two, and no mark for an end that is not in the picture
    expect(lines.join("\n").match(/░+/g)).toHaveLength(1);
    expect(lines.join("\n")).not.toMatch(/[X┃]/);
  });

  test("marks ends that no line tells", () => {
    const lines = drawn(callOf(20, null, [0, "bot-play"], [5, "bot-hold"]), 80);
    expect(lines.find((line) => line.includes("hold"))).toMatch(/░\?$/);
    expect(lines.at(-1)).toContain("? = its end is not logged");
  });

  test("is left out where nothing lasted", () => {
    expect(drawn(callOf(20, null, [1, "bot-hangup"]))).toEqual([]);
    expect(drawn({ ...lost, startedAt: null, endedAt: null, gaps: [], timeline: [] })).toEqual([]);
  });
});
