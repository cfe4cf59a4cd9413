import { describe, expect, test } from "vitest";
import type { GapRow } from "../../src/report/schema.js";
import { renderGap } from "../../src/report/terminal/gap-bar.js";
import { createStyle } from "../../src/report/terminal/style.js";
import { gapOverLimit } from "../support/report-fixtures.js";

const page = { width: 60, style: createStyle(false) };
const draw = (gap: Partial<GapRow>, asteriskRefused = false): string[] =>
  renderGap({ ...gapOverLimit, ...gap }, page, asteriskRefused);

describe("renderGap", () => {
  test("over the limit: the mark stands inside the bar, to scale", () => {
    expect(draw({ seconds: 10, limitSeconds: 5 }, true)).toEqual([
      "  hold ├───────────────────────┃──────────────────────┤ play",
      "                               ^ limit 5 s (rtptimeout)",
      "  10 s from hold to playback: 5 s over the RTP limit of 5 s",
      "  (rtptimeout). Asterisk refused the playback.",
    ]);
  });

  test("over the limit by a hair: the mark still stands inside", () => {
    const [bar, label] = draw({ seconds: 5.001, limitSeconds: 5 });
    expect(bar).toMatch(/─┃┤ play$/);
    expect(label).toMatch(/limit 5 s \(rtptimeout\) \^$/);
  });

  test("within the limit: the bar ends before the mark", () => {
    const within = { seconds: 3.76, limitSeconds: 60, exceedsLimit: false, playback: "played" } as const;
    expect(draw({ ...within, limitOption: "rtp_timeout" })).toEqual([
      "  hold ├──┤ play                                      ┃",
      "                             limit 60 s (rtp_timeout) ^",
      "  3.76 s from hold to playback: within the RTP limit of 60 s",
      "  (rtp_timeout). The playback was played.",
    ]);
  });

  test("just within the limit: the bar ends beside the mark", () => {
    expect(draw({ seconds: 5, limitSeconds: 5, exceedsLimit: false })[0]).toMatch(/─┤┃ play$/);
    expect(draw({ seconds: 0, limitSeconds: 5, exceedsLimit: false })[0]).toMatch(/hold ├┤ play +┃$/);
  });

  test("limit unknown: said in words, no mark", () => {
    const text = draw({ limitSeconds: null, limitOption: null, exceedsLimit: null }).join("\n");
    expect(text).toContain("the RTP limit is not known");
    expect(text).not.toMatch(/[┃├┤─]/);
  });

  test("limit off: said in words, no mark", () => {
    const text = draw({ limitSeconds: 0, exceedsLimit: false })
      .map((line) => line.trim())
      .join(" ");
    expect(text).toContain("the RTP limit (rtptimeout) is off");
    expect(text).not.toMatch(/[┃├┤─]/);
  });

  test("what Asterisk did is said only where it is known", () => {
    expect(draw({}).at(-1)).toContain("The playback was not possible.");
    expect(draw({}, true).at(-1)).toContain("Asterisk refused the playback.");
    expect(draw({ playback: "failed" }, true).at(-1)).toContain("The playback failed.");
  });

  test("stamps of whole seconds: the uncertainty is told", () => {
    expect(draw({ seconds: 9, precisionSeconds: 1 }).join(" ")).toContain("9 s (give or take 1 s)");
  });
});
