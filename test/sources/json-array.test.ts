import { describe, expect, it } from "vitest";
import { asObjectLines } from "../../src/sources/json-array.js";

async function* inPieces(text: string, bytes: number): AsyncGenerator<Buffer> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

async function lines(text: string, bytes = 7): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of asObjectLines(inPieces(text, bytes))) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

async function entries(text: string, bytes: number): Promise<unknown[]> {
  const read = await lines(text, bytes);
  expect(Buffer.byteLength(read)).toBe(Buffer.byteLength(text));
  return read.split("\n").flatMap((line) => (line.trim() === "" ? [] : [JSON.parse(line)]));
}

const ELEMENTS = [
  { line: 'a "quoted" ], [{', n: [1, { b: 2 }] },
  { line: "back\\slash, and привет", o: {} },
  { line: "", timestamp: "1795362698312000000" },
];

describe("an array of objects", () => {
  it.each([
    ["on one line", JSON.stringify(ELEMENTS)],
    ["an element a line", `[\n  ${ELEMENTS.map((element) => JSON.stringify(element)).join(",\n  ")}\n]\n`],
    ["over many lines", JSON.stringify(ELEMENTS, null, 2)],
    ["with CR LF and a mark", `\ufeff${JSON.stringify(ELEMENTS, null, "\t").replaceAll("\n", "\r\n")}`],
  ])("is an object a line, wherever it is cut: %s", async (_, text) => {
    for (const bytes of [1, 2, 3, 7, 64, 10_000]) {
      const read = await lines(text, bytes);
      expect(Buffer.byteLength(read)).toBe(Buffer.byteLength(text));
      const objects = read.split("\n").filter((line) => line.replace("\ufeff", "").trim() !== "");
      expect(objects.map((line) => JSON.parse(line))).toEqual(ELEMENTS);
    }
  });

  it.each([
    ["CloudWatch's events", { events: ELEMENTS.map((element) => ({ timestamp: 7, ...element })), nextToken: "a]}" }],
    ["those of a filter", { events: ELEMENTS.map((element) => ({ eventId: "7", ...element })), searched: [{ a: 1 }] }],
  ])("is an object a line within what an interface answers: %s", async (_, answer) => {
    for (const text of [JSON.stringify(answer), JSON.stringify(answer, null, 4)])
      for (const bytes of [1, 7, 10_000]) expect(await entries(text, bytes)).toEqual(answer.events);
  });

  it("is a pair a line in Loki's answer, of all its streams", async () => {
    const pairs = ELEMENTS.map(({ line }, index) => [`179536269831200000${index}`, line]);
    const result = [
      { stream: { app: 'a "b" [', pods: "[[1]]" }, values: pairs },
      { stream: {}, values: [["1795362698312000009", "last", { traceID: "[x" }]] },
    ];
    const answer = { status: "success", data: { resultType: "streams", result, stats: { summary: { bytes: 1 } } } };
    for (const text of [JSON.stringify(answer), JSON.stringify(answer, null, 2), JSON.stringify(answer.data)])
      for (const bytes of [1, 7, 10_000])
        expect(await entries(text, bytes)).toEqual(result.flatMap(({ values }) => values));
  });

  it("keeps the numbers of its lines where each element has one", async () => {
    const text = '[\n  {"a": 1},\n  {"a": 2}\n]\n';
    expect((await lines(text)).split("\n").map((line) => line.trim())).toEqual(["", '{"a": 1}', '{"a": 2}', ""]);
  });

  it.each([
    "[Nov 22 15:51:40] VERBOSE[1] a.c: b\n",
    '{"a": 1}\n{"a": 2}\n',
    "[1, 2]\n",
    '{"events": [{"type": 1}]}\n',
    "",
    "[",
  ])("is not what does not begin so: %j", async (text) => {
    expect(await lines(text)).toBe(text);
  });
});
