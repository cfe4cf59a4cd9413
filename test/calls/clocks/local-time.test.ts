import { describe, expect, it } from "vitest";
import { LocalTime } from "../../../src/calls/clocks/local-time.js";
import { isoUtc, parseStamp } from "../../../src/time.js";

/** Local stamps of one log, as UTC. */
function utcOf(zone: string, ...texts: string[]): { readonly times: string[]; readonly impossibleCount: number } {
  const local = new LocalTime(zone);
  const times = texts.map((text) => {
    const stamp = parseStamp(text, 2026);
    return stamp ? isoUtc(local.toUtc(stamp).wallMs).slice(0, 16) : "no stamp";
  });
  return { times, impossibleCount: local.impossibleCount };
}

describe("local stamps in a zone that was named", () => {
  it("follow its summer time", () => {
    expect(utcOf("Europe/Berlin", "2026-01-15 12:00:00", "2026-07-15 12:00:00").times).toEqual([
      "2026-01-15T11:00",
      "2026-07-15T10:00",
    ]);
    expect(utcOf("+05:45", "2026-07-15 12:00:00").times).toEqual(["2026-07-15T06:15"]);
  });

  it("that exist twice keep the order of the log", () => {
    // 25 October 2026, 03:00 summer time is 02:00 winter time
    const twice = ["01:59:00", "02:10:00", "02:50:00", "02:10:00", "02:09:30", "02:50:00", "03:10:00"];
    expect(utcOf("Europe/Berlin", ...twice.map((clock) => `2026-10-25 ${clock}`)).times).toEqual([
      "2026-10-24T23:59",
      "2026-10-25T00:10",
      "2026-10-25T00:50",
      "2026-10-25T01:10",
      "2026-10-25T01:09",
      "2026-10-25T01:50",
      "2026-10-25T02:10",
    ]);
  });

  it("that do not exist are counted", () => {
    // 29 March 2026, 02:00 winter time is 03:00 summer time
    const { times, impossibleCount } = utcOf(
      "Europe/Berlin",
      "2026-03-29 01:59:00",
      "2026-03-29 02:30:00",
      "2026-03-29 03:01:00",
    );
    expect(times).toEqual(["2026-03-29T00:59", "2026-03-29T01:30", "2026-03-29T01:01"]);
    expect(impossibleCount).toBe(1);
  });

  it("are left alone where they state their offset or have no date", () => {
    expect(utcOf("Asia/Tokyo", "2026-07-15T12:00:00Z", "12:00:00").times).toEqual([
      "2026-07-15T12:00",
      "1970-01-01T12:00",
    ]);
  });
});
