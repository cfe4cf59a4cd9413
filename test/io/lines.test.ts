import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Line, MAX_LINE_BYTES } from "../../src/io/lines.js";
import { linesOf, linesOfStream } from "../support/read-log.js";

/** Cuts bytes at the places given. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge));
}

describe.each([
  ["of a file", linesOf],
  ["of a stream", linesOfStream],
])("%s:", (_, linesOf) => {
  const texts = async (...chunks: readonly Buffer[]) => (await linesOf(...chunks)).map(({ text }) => text);

  describe("lines", () => {
    it("come out the same when bytes come in one by one", async () => {
      const log = Buffer.from("первая\r\n\nthird 🎵\n  last");
      const oneByOne = [...log].map((byte) => Buffer.from([byte]));
      expect(await texts(...oneByOne)).toEqual(["первая", "", "third 🎵", "  last"]);
      expect(await linesOf(...oneByOne)).toEqual(await linesOf(log));
    });

    it.each<[what: string, log: string, lines: string[]]>([
      ["none in an empty input", "", []],
      ["one in a line feed alone", "\n", [""]],
      ["the last without a line feed", "a\nb", ["a", "b"]],
      ["none after the last line feed", "a\n", ["a"]],
      ["without the carriage return", "a\r\nb\r\n\r\n", ["a", "b", ""]],
      ["with a carriage return that ends nothing", "a\rb\r\r\n", ["a\rb"]],
      ["with a last carriage return dropped", "a\r", ["a"]],
      ["with separators that only Unicode knows", "a\u2028b\u0085c\n", ["a\u2028b\u0085c"]],
    ])("are %s", async (_what, log, lines) => {
      expect(await texts(Buffer.from(log))).toEqual(lines);
    });

    it("are none where no chunk comes at all", async () => {
      expect(await linesOf()).toEqual([]);
    });

    it("keep their number and exact byte offset, however the bytes are cut", async () => {
      const piece = fc.constantFrom(
        "a",
        "ж",
        "🎵",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        "[Nov 22 15:51:40] VERBOSE[1]",
        "\ufffd",
        "é",
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(piece, { maxLength: 40 }),
          fc.array(fc.nat({ max: 300 }), { maxLength: 12 }),
          async (pieces, places) => {
            const log = Buffer.from(pieces.join(""));
            const lines = await linesOf(...cut(log, places));
            const split = log.toString("latin1").split("\n");
            if (split.at(-1) === "") split.pop();
            expect(lines.map(({ number }) => number)).toEqual(split.map((_, i) => i + 1));
            for (const [i, { text, byteOffset }] of lines.entries()) {
              const end = log.indexOf("\n", byteOffset);
              const bytes = log.subarray(byteOffset, end < 0 ? log.length : end);
              expect(byteOffset === 0 || log[byteOffset - 1] === 0x0a).toBe(true);
              expect(bytes.toString("latin1")).toBe(split[i]);
              expect(text).toBe(bytes.toString("utf8").replace(/\r+$/, ""));
            }
          },
        ),
      );
    });

    it("show bytes that are no UTF-8 as replacement characters", async () => {
      expect(await texts(Buffer.from("caf\xe9 \xd0\xb6", "latin1"))).toEqual(["caf\ufffd ж"]);
    });
  });

  describe("a line without end", () => {
    it.each([MAX_LINE_BYTES - 1, MAX_LINE_BYTES, MAX_LINE_BYTES + 1, MAX_LINE_BYTES + 100_000])(
      "of %i bytes is cut at the same place, however the bytes are cut",
      async (length) => {
        const log = Buffer.from(`first\n${"x".repeat(length)}\nlast\n`);
        const told = (lines: readonly Line[]) =>
          lines.map(({ text, number, byteOffset, cut }) => [text.length, number, byteOffset, cut]);
        const expected = [
          [5, 1, 0, false],
          [Math.min(length, MAX_LINE_BYTES), 2, 6, length > MAX_LINE_BYTES],
          [4, 3, length + 7, false],
        ];
        for (const size of [50_000, 1 << 16, 1 << 18, MAX_LINE_BYTES, log.length]) {
          const places = Array.from({ length: Math.floor(log.length / size) }, (_, i) => (i + 1) * size);
          expect(told(await linesOf(...cut(log, places)))).toEqual(expected);
        }
      },
    );

    it("is cut at 1 MiB and says so, and the lines after it keep their number and offset", async () => {
      const long = Buffer.alloc(3 * MAX_LINE_BYTES, "x");
      const chunks = [
        Buffer.from("first\n"),
        long.subarray(0, MAX_LINE_BYTES),
        long.subarray(MAX_LINE_BYTES, 2 * MAX_LINE_BYTES + 7),
        long.subarray(2 * MAX_LINE_BYTES + 7),
        Buffer.from("\nlast\n"),
      ];
      const lines = await linesOf(...chunks);
      expect(lines.map(({ number, byteOffset, cut }) => ({ number, byteOffset, cut }))).toEqual([
        { number: 1, byteOffset: 0, cut: false },
        { number: 2, byteOffset: 6, cut: true },
        { number: 3, byteOffset: 6 + long.length + 1, cut: false },
      ]);
      expect(lines[1]?.text.length).toBeLessThanOrEqual(2 * MAX_LINE_BYTES + 7);
      expect(lines[2]?.text).toBe("last");
    });
  });
});
