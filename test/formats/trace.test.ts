import { describe, expect, it } from "vitest";
import { listForms } from "../../src/formats/list.js";
import { traceLines } from "../../src/formats/trace.js";
import { readLineBatches } from "../../src/io/lines.js";
import { envelopes } from "../../src/records/envelopes/index.js";
import { formats } from "../../src/records/recognition.js";
import { memorySource, NOW_MS } from "../support/read-log.js";

/** What is told of each line of a text. */
async function traced(text: string): Promise<string[]> {
  const lines: string[] = [];
  const batches = readLineBatches(memorySource("a.log", text).open());
  for await (const line of traceLines(batches, "auto", null, NOW_MS)) lines.push(line.trim());
  return lines;
}

describe("how a log was read", () => {
  it("is told of each line, in order, with the reason where there is no event", async () => {
    const lines = await traced(
      [
        "cut from the middle",
        "2026-11-22T15:51:38.312Z INFO Channel 1795362698.0 put on hold",
        "2026-11-22T15:51:39.312Z ERROR loading the prompt of 1795362698.0",
        "Traceback (most recent call last):",
        "[Nov 22 15:51:40] NOTICE[1][C-00000007] a.c: b",
      ].join("\n"),
    );
    expect(lines.slice(0, 5)).toEqual([
      "1  not read: it has the header of no known form",
      "2  stamped-text  2026-11-22T15:51:38.312Z  INFO  1795362698.0  bot-hold  | Channel 1795362698.0 put on hold",
      "3  stamped-text  2026-11-22T15:51:39.312Z  ERROR  1795362698.0  unread-error  | loading the prompt of 1795362698.0",
      "4  goes on with line 3",
      "5  asterisk-default  2026-11-22 15:51:40.000  NOTICE  C-00000007  no event: its words say nothing of a call  | b",
    ]);
    expect(lines.at(-1)).toBe("5 lines, 1 not read. Messages by form: stamped-text 2, asterisk-default 1.");
  });

  it("cannot act on the terminal", async () => {
    const lines = await traced("2026-11-22T15:51:38.312Z INFO channel=\x1b]0;x\x07 StasisStart \u202e1795362698.0");
    expect(lines.join("\n")).not.toMatch(/[\x1b\x07\u202e]/);
  });
});

describe("the list of forms", () => {
  it("has every form and envelope, with a line of it", () => {
    const list = listForms(null);
    for (const { name } of [...formats, ...envelopes]) expect(list).toMatch(new RegExp(`^  ${name} +\\S`, "m"));
  });
});
