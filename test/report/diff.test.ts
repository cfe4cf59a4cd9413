// Did a change help? What the numbers bear out is said, and no more.
import { describe, expect, it } from "vitest";
import { chanceOf } from "../../src/report/diff/chance.js";
import { type Diff, diffSchema } from "../../src/report/diff/diff-schema.js";
import { diffReports } from "../../src/report/diff.js";
import { renderDiff } from "../../src/report/diff-page.js";
import { displayWidth } from "../../src/report/display-width.js";
import type { CallRow, Report } from "../../src/report/schema.js";
import { Sums } from "../../src/report/sums.js";
import { healthyCall, rtpTimeoutCall, rtpTimeoutReport } from "../support/report-fixtures.js";

/** A report of an hour with so many lost calls and so many that went well. */
function hour(at: number, lost: number, good: number): Report {
  const startedAt = `2026-11-22T${String(at).padStart(2, "0")}:30:00.000Z`;
  const calls = [
    ...Array<CallRow>(lost).fill(rtpTimeoutCall),
    ...Array<CallRow>(good).fill({ ...healthyCall, gaps: [] }),
  ].map((call) => ({
    ...call,
    startedAt,
  }));
  const sums = new Sums();
  for (const call of calls) sums.addCall(call, null);
  return { ...rtpTimeoutReport, calls, summary: sums.totals([]).summary };
}
const compared = (before: Report, after: Report): Diff =>
  diffSchema.parse(diffReports({ name: "old.json", report: before }, { name: "new.json", report: after }, "1.2.3"));
const page = (diff: Diff, columns = 100): string => renderDiff(diff, { columns, color: false });

describe("the comparison of two reports", () => {
  it("says that fewer calls are lost where that is more than chance", () => {
    const diff = compared(hour(9, 12, 26), hour(14, 1, 39));
    expect(diff.outcome).toBe("better");
    expect(diff.summary).toBe(
      "Fewer calls are lost: 1 of 40 (2.5 %) after, 12 of 38 (31.6 %) before. That is more than chance would make.",
    );
    expect(diff.rows.find(({ cause }) => cause === rtpTimeoutCall.diagnosis.cause)).toMatchObject({
      before: { calls: 12 },
      after: { calls: 1 },
      change: "fewer",
      clear: true,
    });
    expect(diff.caveats).toEqual([]);
  });

  it("compares shares, not counts: more calls are no more lost calls", () => {
    expect(compared(hour(9, 10, 10), hour(14, 20, 180)).outcome).toBe("better");
    expect(compared(hour(9, 2, 18), hour(14, 20, 180))).toMatchObject({ outcome: "unclear" });
    expect(compared(hour(9, 1, 99), hour(14, 20, 80)).outcome).toBe("worse");
  });

  it("calls nothing a success that may be chance, and says when there is nothing to compare", () => {
    expect(compared(hour(9, 1, 1), hour(14, 0, 3)).summary).toContain("With so few calls that may be chance");
    expect(compared(hour(9, 0, 3), hour(14, 0, 3)).summary).toContain("No call was lost");
    expect(compared(hour(9, 0, 0), hour(14, 0, 3)).summary).toContain(
      "nothing to compare: the first report has no calls",
    );
  });

  it("names what makes them less comparable", () => {
    const after = hour(9, 1, 9);
    const partial = { ...after, summary: { ...after.summary, partial: true }, inputs: after.inputs.slice(1) };
    const caveats = compared(hour(14, 1, 9), partial).caveats.join("\n");
    for (const words of ["new.json is partial", "is of an earlier time", "was made of Asterisk's and the bot's logs"])
      expect(caveats).toContain(words);
    expect(compared(after, after).caveats.join("\n")).toContain("cover the same time");
  });

  it("shows a limit that was changed", () => {
    const limit = { driver: "chan_sip", scope: "general", from: "config", file: "sip.conf", line: 3 } as const;
    const with_ = (rtpTimeoutSeconds: number): Report => ({
      ...hour(rtpTimeoutSeconds === 6 ? 9 : 14, 1, 1),
      limits: [{ ...limit, rtpTimeoutSeconds, rtpHoldTimeoutSeconds: 300 }],
    });
    expect(page(compared(with_(6), with_(60)))).toContain("RTP timeout of chan_sip general: 6 s before, 60 s after");
  });

  it.each([60, 100])("fits a page of %i columns, without colour", (columns) => {
    const text = page(compared(hour(9, 12, 26), hour(14, 0, 40)), columns);
    expect(Math.max(...text.split("\n").map(displayWidth))).toBeLessThanOrEqual(columns);
    expect(text).not.toContain("\x1b");
  });
});

describe("chance", () => {
  // Fisher, The Design of Experiments: the lady tasting tea; and a table of which the value is known
  it.each([
    [3, 4, 1, 4, 0.4857],
    [1, 10, 11, 14, 0.00276],
    [0, 5, 0, 7, 1],
  ])("of %i of %i and %i of %i is %f", (a, n, b, m, p) => expect(chanceOf(a, n, b, m)).toBeCloseTo(p, 4));

  it("is reckoned of many calls too", () => expect(chanceOf(50_000, 100_000, 50_400, 100_000)).toBeCloseTo(0.0739, 2));
});
