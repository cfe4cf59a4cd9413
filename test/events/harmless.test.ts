// The lists of lines that touch no call, or repeat another: each with its samples, none of which anything else reads.
import { describe, expect, it } from "vitest";
import { harmlessLines, repetitions } from "../../src/events/asterisk/harmless.js";
import { readLog } from "../support/read-log.js";

const asWarning = (files: readonly string[] | null, message: string): string =>
  files === null
    ? `2026-11-22 15:51:38,312 - node - WARNING - ${message}`
    : `[Nov 22 15:51:40] WARNING[9104] ${files[0]}: ${message}`;

describe("lines that touch no call", () => {
  it.each(harmlessLines.flatMap(({ files, samples }) => samples.map((sample) => [sample, files] as const)))(
    "are passed over: %s",
    async (sample, files) => {
      expect(await readLog(asWarning(files, sample))).toEqual([]);
    },
  );

  it("are told by the file that prints them", async () => {
    expect(await readLog("[Nov 22 15:51:40] WARNING[9104] app_dial.c: Entity ID is not set.")).toHaveLength(1);
  });
});

describe("lines that repeat another", () => {
  it.each(repetitions.flatMap(({ files, samples, of }) => samples.map((sample) => [sample, files, of] as const)))(
    "say so: %s",
    async (sample, files, of) => {
      expect(await readLog(asWarning(files, sample))).toMatchObject([{ type: "unread-error", repeats: of }]);
    },
  );
});
