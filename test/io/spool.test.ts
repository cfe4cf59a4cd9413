import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Spool } from "../../src/io/spool.js";

interface Item {
  readonly text: string;
  readonly list: readonly (number | null)[];
}

let folder = "";
const realTmp = process.env.TMPDIR;
beforeEach(() => {
  folder = mkdtempSync(join(realTmp ?? tmpdir(), "spool-test-"));
  process.env.TMPDIR = folder;
});
afterEach(() => {
  if (realTmp === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = realTmp;
  rmSync(folder, { recursive: true });
});

describe("a spool", () => {
  it("gives back what was put, in any order, from memory and from disk", () => {
    const item = fc.record({
      text: fc.string({ unit: "grapheme", maxLength: 30 }),
      list: fc.array(fc.option(fc.integer()), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 20 }),
        fc.nat({ max: 6 }),
        fc.infiniteStream(fc.nat()),
        (items, memoryLimit, choices) => {
          const spool = new Spool<Item>(memoryLimit);
          const left = items.map((kept) => ({ kept, ref: spool.put(kept) }));
          while (left.length > 0) {
            expect(spool.size).toBe(left.length);
            const [chosen] = left.splice((choices.next().value as number) % left.length, 1);
            if (!chosen) break;
            expect(spool.peek(chosen.ref)).toEqual(chosen.kept);
            expect(spool.take(chosen.ref)).toEqual(chosen.kept);
            expect(() => spool.take(chosen.ref)).toThrow("nothing spooled");
          }
          spool.close();
        },
      ),
      { numRuns: 40 },
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps in memory what counts for no more than the limit, and has room again for what was forgotten", () => {
    let printed = 0;
    const print = (item: string): string => {
      printed += 1;
      return JSON.stringify(item);
    };
    const spool = new Spool<string>(5, print, (item) => item.length);
    const [first] = [spool.put("abc"), spool.put("de")];
    expect(printed).toBe(0);
    const third = spool.put("f");
    expect([printed, spool.take(third)]).toEqual([1, "f"]);
    spool.forget(first);
    expect([spool.take(spool.put("xyz")), printed]).toEqual(["xyz", 1]);
    spool.close();
  });

  it("leaves nothing on the disk, not even while it is in use: a killed process cleans up nothing", () => {
    const spool = new Spool<string>(1);
    spool.put("a");
    const ref = spool.put("b");
    expect(readdirSync(folder)).toEqual([]);
    expect(spool.peek(ref)).toBe("b");
    spool.close();
    expect(() => spool.peek(ref)).toThrow("nothing spooled");
  });

  it("gives references out again, and writes over what nobody wants", () => {
    const spool = new Spool<string>(0);
    for (let i = 0; i < 300; i += 1) {
      const refs = [spool.put(`a${i}`), spool.put(`b${i}`)];
      expect(Math.max(...refs)).toBeLessThan(2);
      expect(refs.map((ref) => spool.take(ref))).toEqual([`a${i}`, `b${i}`]);
    }
    spool.close();
  });

  it("has room in memory again once an item is taken", () => {
    const spool = new Spool<string>(1);
    spool.take(spool.put("a"));
    expect(spool.take(spool.put("b"))).toBe("b");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("may be closed twice", () => {
    const spool = new Spool<string>(0);
    spool.put("a");
    spool.close();
    spool.close();
    expect(spool.size).toBe(0);
  });

  it("gives back what lies in pieces of the file in any order, also once they are written over", () => {
    const spool = new Spool<string>(0);
    for (const round of [1, 2]) {
      // some fill a piece together with others, some are larger than one
      const texts = [20_000, 2_000, 100_000].flatMap((length) =>
        Array.from({ length: 12 }, (_, i) => `${round} ${i} ${"ы".repeat(i)}${"x".repeat(length)}`),
      );
      const kept = texts.map((text) => ({ text, ref: spool.put(text) }));
      for (const { text, ref } of kept.toReversed()) expect(spool.peek(ref)).toBe(text);
      for (const { text, ref } of kept) expect(spool.take(ref)).toBe(text);
    }
    spool.close();
  });
});
