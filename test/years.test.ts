import { tz } from "@date-fns/tz/tz";
import { addYears } from "date-fns/addYears";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { yearsLater } from "../src/years.js";

describe("years later", () => {
  it.each([
    ["2026-11-22T15:52:38.496Z", 1, "2027-11-22T15:52:38.496Z"],
    ["2026-11-22T15:52:38.496Z", -2, "2024-11-22T15:52:38.496Z"],
    ["2024-02-29T23:59:59.999Z", 1, "2025-02-28T23:59:59.999Z"],
    ["2024-02-29T23:59:59.999Z", 4, "2028-02-29T23:59:59.999Z"],
    ["2024-02-29T00:00:00.000Z", -1, "2023-02-28T00:00:00.000Z"],
  ])("of %s, %d, it is %s", (from, years, to) => {
    expect(new Date(yearsLater(Date.parse(from), years)).toISOString()).toBe(to);
  });

  it("is as date-fns has it, which takes longer to load", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.integer({ min: -30, max: 30 }), (from, years) => {
        expect(yearsLater(from.getTime(), years)).toBe(addYears(from, years, { in: tz("UTC") }).getTime());
      }),
    );
  });

  it("knows nothing of no time", () => {
    expect(yearsLater(Number.NaN, 1)).toBeNaN();
  });
});
