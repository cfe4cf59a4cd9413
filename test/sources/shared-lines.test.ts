// Lines of one file in another: what a plain search finds, all at once.
import { describe, expect, it } from "vitest";
import { HeadLines } from "../../src/sources/shared-lines.js";
import { unseen } from "../../src/sources/survey.js";
import { Random } from "../fuzz/random.js";

const surveyOf = (text: string, head: readonly string[], chunkBytes = Number.POSITIVE_INFINITY) => {
  const bytes = Buffer.from(text, "utf8");
  const open = async function* () {
    if (chunkBytes === Number.POSITIVE_INFINITY) yield bytes;
    // each chunk is valid only until the next
    else for (let at = 0; at < bytes.length; at += chunkBytes) yield Buffer.from(bytes.subarray(at, at + chunkBytes));
  };
  return { ...unseen({ path: "log", role: "auto", open }, 0), head };
};
const heldBy = (text: string, heads: readonly (readonly string[])[], chunkBytes?: number) => {
  const lines = new HeadLines(heads.map((head) => ({ head })));
  const wanted = { isWanted: () => true, wantedCount: heads.length };
  return lines.heldBy(surveyOf(text, [], chunkBytes), wanted).then((held) => held.sort((a, b) => a - b));
};

describe("the first lines of files, looked for in another", () => {
  it("are found where they are, and only there, in whatever pieces it is read", async () => {
    const random = new Random(20_261_129);
    // alike at their beginning, as lines of JSON are, in both halves of the second, and some shorter than a stamp
    const lineOf = (n: number): string =>
      random.of([
        `{"level":"info","logger":"bot.calls","msg":"line ${n}"}`,
        `[2026-11-22 15:52:${10 + (n % 40)}] NOTICE[${n}] pbx.c: строка`,
        `ok ${n}`,
      ]);
    for (let run = 0; run < 60; run += 1) {
      const lines = Array.from({ length: 40 }, (_, n) => lineOf(n));
      const heads = Array.from({ length: 12 }, () =>
        Array.from({ length: 1 + random.below(4) }, () => lineOf(random.below(80))),
      );
      const text = random.below(2) === 0 ? lines.join("\n") : lines.map((line) => `pbx | ${line} |`).join("\n");
      const expected = heads.flatMap((head, index) => {
        const wanted = [...new Set(head)].filter((line) => Buffer.byteLength(line) >= 16);
        const found = wanted.filter((line) => text.includes(line)).length;
        return wanted.length > 0 && found >= Math.min(2, wanted.length) ? [index] : [];
      });
      expect(
        await heldBy(
          text,
          heads.map((head) => [...new Set(head)]),
          1 + random.below(300),
        ),
      ).toEqual(expected);
    }
  });

  it("are no longer looked for once it is known whose they are", async () => {
    const line = "[2026-11-22 15:52:38] NOTICE[7] pbx.c: line";
    const lines = new HeadLines([{ head: [line] }, { head: [line] }]);
    lines.forget(0);
    expect(await lines.heldBy(surveyOf(line, []), { isWanted: () => true, wantedCount: 2 })).toEqual([1]);
  });
});
