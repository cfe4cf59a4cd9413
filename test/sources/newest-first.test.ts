// Exports that stand newest first: told by their stamps, and read from their end on.
import { describe, expect, it } from "vitest";
import { LineBatch } from "../../src/io/lines.js";
import { survey } from "../../src/sources/survey.js";
import { memorySource, NOW_MS } from "../support/read-log.js";

const OLDEST_FIRST = [
  "2026-11-22 15:51:38,100 INFO StasisStart channel=1795362698.0",
  "2026-11-22 15:51:38,900 INFO Channel 1795362698.0 put on hold",
  "2026-11-22 15:51:41,000 ERROR play failed",
  "  at the second line of an error",
  "2026-11-22 15:51:42,500 INFO StasisEnd channel=1795362698.0",
];
const NAMES = '"Date","Line"';
const row = (line: string): string => `"1795362698312","${line}"`;

const surveyed = (lines: readonly string[]) => survey(memorySource("bot.log", lines.join("\n")), 0, NOW_MS);

/** `number text` of each line, as it is handed on. */
async function turned(lines: readonly string[]): Promise<string[] | null> {
  const { oldestFirst } = await surveyed(lines);
  if (!oldestFirst) return null;
  const read: string[] = [];
  const batches = (async function* () {
    yield LineBatch.of(lines.join("\n"));
  })();
  for await (const batch of oldestFirst(batches))
    for (const { number, byteOffset, text } of batch) {
      expect(lines.join("\n").slice(byteOffset)).toMatch(new RegExp(`^${text.slice(0, 10).replaceAll(/\W/g, ".")}`));
      read.push(`${number} ${text}`);
    }
  return read;
}

describe("a file whose newest line stands first", () => {
  it("is read from its end on, each line with its place in the file", async () => {
    const lines = OLDEST_FIRST.toReversed();
    expect(await turned(lines)).toEqual(lines.map((line, i) => `${i + 1} ${line}`).reverse());
  });

  it("keeps the names of its columns before all rows", async () => {
    const lines = [NAMES, ...OLDEST_FIRST.toReversed().map(row)];
    const [first, second] = (await turned(lines)) ?? [];
    expect([first, second]).toEqual([`1 ${NAMES}`, `${lines.length} ${row(OLDEST_FIRST[0] ?? "")}`]);
  });

  it("begins with the stamp of its last line", async () => {
    const found = await surveyed(OLDEST_FIRST.toReversed());
    expect(found.first?.wallMs).toBe(Date.UTC(2026, 10, 22, 15, 51, 38, 100));
    expect(found.latest?.wallMs).toBe(Date.UTC(2026, 10, 22, 15, 51, 42, 500));
  });

  it.each([
    ["in order", OLDEST_FIRST],
    ["hardly one step back", [...OLDEST_FIRST, OLDEST_FIRST[1] ?? "", ...OLDEST_FIRST]],
    ["of one second", OLDEST_FIRST.map((line) => `2026-11-22 15:51:38 ${line.slice(24)}`)],
    ["too short to tell", OLDEST_FIRST.slice(0, 2).toReversed()],
  ])("is no log that is %s", async (_, lines) => {
    expect(await turned(lines)).toBeNull();
  });
});
