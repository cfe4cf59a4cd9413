import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoUtc, parseEpoch, parseStamp } from "../src/time.js";

const NOV_22 = Date.UTC(2026, 10, 22, 15, 52, 38);

describe("a time stamp", () => {
  it.each<[text: string, wallMs: number, precisionMs: number, offset: number | null]>([
    ["2026-11-22 15:52:38", NOV_22, 1000, null],
    ["2026-11-22 15:52:38.496", NOV_22 + 496, 1, null],
    ["2026-11-22 15:52:38,496", NOV_22 + 496, 1, null],
    ["2026-11-22T15:52:38.4", NOV_22 + 400, 100, null],
    ["2026-11-22T15:52:38.04", NOV_22 + 40, 10, null],
    ["2026-11-22T15:52:38.496789", NOV_22 + 496, 1, null],
    ["2026-11-22T15:52:38.999999999", NOV_22 + 999, 1, null],
    ["2026-11-22T15:52:38Z", NOV_22, 1000, 0],
    ["2026-11-22T15:52:38.496Z", NOV_22 + 496, 1, 0],
    ["2026-11-22T15:52:38.495+0000", NOV_22 + 495, 1, 0],
    ["2026-11-22T18:52:38+03:00", NOV_22, 1000, 180],
    ["2026-11-22 10:22:38 -0530", NOV_22, 1000, -330],
    ["2028-02-29 00:00:00", Date.UTC(2028, 1, 29), 1000, null],
    ["2000-02-29 00:00:00", Date.UTC(2000, 1, 29), 1000, null],
    // what `dateformat` in logger.conf may be set to, and what bots print
    ["22.11.2026 15:52:38", NOV_22, 1000, null],
    ["22/11/2026, 15:52:38", NOV_22, 1000, null],
    ["11/22/2026 15:52:38", NOV_22, 1000, null],
    ["11/22/26 15:52:38", NOV_22, 1000, null],
    ["22.11.26 15:52:38", NOV_22, 1000, null],
    ["03/04/2026 00:00:00", Date.UTC(2026, 3, 3), 1000, null],
    ["03/04/26 00:00:00", Date.UTC(2026, 2, 4), 1000, null],
    ["2026/11/22 15:52:38.496", NOV_22 + 496, 1, null],
    ["2026.11.22 15:52:38", NOV_22, 1000, null],
    ["20261122 15:52:38", NOV_22, 1000, null],
    ["2026-11-22 15:52:38 MSK", NOV_22, 1000, null],
    ["2026-11-22 03:52:38 PM", NOV_22, 1000, null],
    ["2026-11-22 12:52:38 AM", NOV_22 - 15 * 3_600_000, 1000, null],
    ["2026-11-22 15:52:38 UTC", NOV_22, 1000, 0],
    ["22 Nov 2026 15:52:38", NOV_22, 1000, null],
    ["Sun, 22 Nov 2026 18:52:38 +0300", NOV_22, 1000, 180],
    ["22/Nov/2026:15:52:38 +0000", NOV_22, 1000, 0],
    ["Sun Nov 22 15:52:38 2026", NOV_22, 1000, null],
    ["Nov 22 2026 15:52:38", NOV_22, 1000, null],
    ["1795362758", NOV_22, 1000, 0],
    ["1795362758.496", NOV_22 + 496, 1, 0],
    ["1795362758496", NOV_22 + 496, 1, 0],
    ["11/22/2026, 3:52:38 PM", NOV_22, 1000, null],
    ["2026-12-31 23:59:60", Date.UTC(2027, 0, 1), 1000, null],
  ])("with a full date: %s", (text, wallMs, precisionMs, utcOffsetMinutes) => {
    expect(parseStamp(text, 1999)).toMatchObject({ wallMs, kind: "full", precisionMs, utcOffsetMinutes });
  });

  it("says where day and month could be the other way round", () => {
    const APRIL_3 = Date.UTC(2026, 3, 3);
    const MARCH_4 = Date.UTC(2026, 2, 4);
    const order = (text: string) => {
      const stamp = parseStamp(text, 1999);
      return [stamp?.order, stamp?.wallMs, stamp?.otherOrderMs];
    };
    expect(order("03/04/2026 00:00:00")).toEqual(["dmy", APRIL_3, MARCH_4]);
    expect(order("3/4/2026, 12:00:00 AM")).toEqual(["mdy", MARCH_4, APRIL_3]);
    expect(order("04/13/2026 00:00:00")).toEqual(["mdy", Date.UTC(2026, 3, 13), undefined]);
    expect(order("2026-03-04 00:00:00")).toEqual([undefined, MARCH_4, undefined]);
  });

  it.each<[text: string, year: number, wallMs: number, precisionMs: number]>([
    ["Nov 22 15:52:38", 2026, NOV_22, 1000],
    ["Nov 22 15:52:38.496", 2026, NOV_22 + 496, 1],
    ["Nov  2 15:52:38", 2026, NOV_22 - 20 * 86_400_000, 1000],
    ["Nov 02 15:52:38", 2026, NOV_22 - 20 * 86_400_000, 1000],
    ["Nov 2 15:52:38", 2026, NOV_22 - 20 * 86_400_000, 1000],
    ["Feb 29 12:00:00", 2028, Date.UTC(2028, 1, 29, 12), 1000],
    ["Mar  1 00:00:00", 2027, Date.UTC(2027, 2, 1), 1000],
  ])("without a year: %s", (text, year, wallMs, precisionMs) => {
    expect(parseStamp(text, year)).toEqual({ wallMs, kind: "no-year", precisionMs, utcOffsetMinutes: null });
  });

  it("without a year is kept on 29 February too, though the guessed year has none", () => {
    expect(parseStamp("Feb 29 12:00:00", 2026)?.wallMs).toBe(Date.UTC(2026, 2, 1, 12));
  });

  it.each<[text: string, wallMs: number]>([
    ["06:37:11,913", 23_831_913],
    ["06:37:11.913", 23_831_913],
    ["00:00:00", 0],
    ["23:59:59.999", 86_399_999],
  ])("of the time of day only: %s", (text, wallMs) => {
    expect(parseStamp(text, 2026)).toMatchObject({ wallMs, kind: "time-only", utcOffsetMinutes: null });
  });

  it.each([
    "",
    "nonsense",
    "2026-11-22",
    "2026-11-22 24:00:00",
    "2026-11-22 15:60:00",
    "2026-11-22 15:52:61",
    "2026-13-01 00:00:00",
    "2026-00-10 00:00:00",
    "2026-11-31 00:00:00",
    "2026-11-00 00:00:00",
    "2026-02-29 00:00:00",
    "1900-02-29 00:00:00",
    "Nov 31 00:00:00",
    "Nov  0 00:00:00",
    "Nov 45 00:00:00",
    "Nox 22 15:52:38",
    "nov 22 15:52:38",
    "25:00:00",
    "6:37:11",
    "2026-11-22 15:52:38.",
    "2026-11-22 15:52:38.1234567890",
    "2026-11-22 15:52:38 +3",
    "x2026-11-22 15:52:38",
    "2026-11-22 15:52:38 x",
  ])("is not %j", (text) => {
    expect(parseStamp(text, 2026)).toBeNull();
  });

  it("reads back whatever ISO time a program prints", () => {
    const instants = fc.date({ min: new Date("1971-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom("T", " "), fc.constantFrom(".", ","), (date, blank, point) => {
        const text = date.toISOString().replace("T", blank).replace(".", point);
        expect(isoUtc(parseStamp(text, 2026)?.wallMs ?? 0)).toBe(date.toISOString());
      }),
    );
  });
});

describe("a number since 1970", () => {
  it.each<[unit: string, value: number, wallMs: number, precisionMs: number]>([
    ["seconds", 1_795_362_758, 1_795_362_758_000, 1000],
    ["seconds with a fraction", 1_795_362_758.496, 1_795_362_758_496, 1],
    ["milliseconds", 1_795_362_758_496, 1_795_362_758_496, 1],
    ["microseconds", 1_795_362_758_496_789, 1_795_362_758_496, 1],
    ["nanoseconds", 1_795_362_758_496_789_000, 1_795_362_758_496, 1],
  ])("in %s", (_unit, value, wallMs, precisionMs) => {
    expect(parseEpoch(value)).toEqual({ wallMs, kind: "full", precisionMs, utcOffsetMinutes: 0 });
  });

  it("beyond all calendars is their last moment", () => {
    for (const value of [1e22, 1e200]) expect(parseEpoch(value)?.wallMs).toBe(Date.parse("9999-12-31T23:59:59.999Z"));
  });

  it("keeps every millisecond of a fraction of seconds", () => {
    for (let ms = 0; ms < 1000; ms += 1)
      expect(parseEpoch(Number(`1795362758.${String(ms).padStart(3, "0")}`))?.wallMs).toBe(1_795_362_758_000 + ms);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("is not %s", (value) => {
    expect(parseEpoch(value)).toBeNull();
  });
});

it("a moment outside of all calendars is shown as the nearest one", () => {
  expect(isoUtc(1e300)).toBe("9999-12-31T23:59:59.999Z");
  expect(isoUtc(-1e300)).toBe("0001-01-01T00:00:00.000Z");
});
