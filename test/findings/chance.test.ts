// What is called a pattern, and what is left to chance.
import { describe, expect, test } from "vitest";
import { peaksOf, standsOut } from "../../src/rules/shared/chance.js";

describe("standsOut", () => {
  test.each([
    ["all of a group, none of as many others", 8, 8, 0, 8, true],
    ["5 of 6 against none of 6", 5, 6, 0, 6, true],
    ["3 of 30 against none of 300", 3, 30, 0, 300, true],
    ["a busy trunk with twice the share", 200, 1_000, 100, 1_000, true],
    ["one and a half times the share, however sure", 1_500, 10_000, 1_000, 10_000, false],
    ["two calls", 2, 2, 0, 100, false],
    ["3 of 3 against none of 2: it may be chance", 3, 3, 0, 2, false],
    ["no rest", 50, 60, 0, 0, false],
    ["all calls, everywhere", 10, 10, 10, 10, false],
  ])("%s", (_, hit, of, restHit, restOf, stands) => {
    expect(standsOut({ hit, of }, { hit: restHit, of: restOf }, 2)).toBe(stands);
  });

  test("asks for more where more groups are compared", () => {
    const [group, rest] = [
      { hit: 5, of: 6 },
      { hit: 0, of: 6 },
    ];
    expect([standsOut(group, rest, 2), standsOut(group, rest, 24)]).toEqual([true, false]);
  });
});

describe("peaksOf", () => {
  const counts = (seconds: readonly number[]): Map<number, number> => {
    const map = new Map<number, number>();
    for (const second of seconds) map.set(second, (map.get(second) ?? 0) + 1);
    return map;
  };
  /** Marsaglia's xorshift: the same draws on every machine. */
  const strewn = (count: number, span: number): number[] => {
    let state = 12_345;
    return Array.from({ length: count }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return Math.floor(((state >>> 0) / 2 ** 32) * span);
    });
  };

  test("a heap of three, spread over the border of a second", () => {
    expect(peaksOf(counts([31, 32, 32, 170]), 300)).toEqual([{ second: 31, count: 3 }]);
  });

  test("the higher of two neighbours, and both where they are apart", () => {
    expect(peaksOf(counts([32, 32, 32, 32, 32, 32, 40, 40, 40, 200, 200, 200]), 3_600)).toEqual([
      { second: 32, count: 6 },
      { second: 200, count: 3 },
    ]);
  });

  test("nothing in what is strewn, be it thin or dense", () => {
    for (const count of [10, 100, 1_700, 30_000, 300_000])
      expect([count, peaksOf(counts(strewn(count, 86_400)), 86_400)]).toEqual([count, []]);
  });

  test("a stop of all calls among seventeen hundred that are strewn", () => {
    expect(peaksOf(counts([...strewn(1_700, 86_400), ...Array(40).fill(50_000)]), 86_400)).toMatchObject([
      { count: 40 },
    ]);
  });
});
