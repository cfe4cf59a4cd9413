import { describe, expect, it } from "vitest";
import { planStreams } from "../../src/sources/plan.js";

const line = (time: string, n = 1) => `[Nov 22 ${time}] NOTICE[${n}] pbx.c: line\n`;
/** A file of Asterisk's that reaches from one time of day to another. */
const file = (path: string, from: string, to: string) => ({
  path,
  role: "auto" as const,
  open: async function* () {
    yield Buffer.from(line(from) + line(to));
  },
});
const streams = async (...files: ReturnType<typeof file>[]) =>
  (await planStreams(files, Date.UTC(2026, 11, 1), () => undefined)).map((stream) =>
    stream.map(({ source }) => source.path),
  );

describe("which files are one log", () => {
  it("those of one name, cut by rotation, in the order of their content", async () => {
    expect(
      await streams(
        file("full", "12:00:00", "13:00:00"),
        file("full.1", "10:00:00", "12:00:00"),
        file("full.0", "01:00:00", "02:00:00"),
      ),
    ).toEqual([["full.0", "full.1", "full"]]);
  });

  it("not those whose times overlap: they are of several hosts", async () => {
    expect(
      await streams(
        file("a/full.0", "10:00:00", "11:00:00"),
        file("a/full", "11:00:00", "12:00:00"),
        file("asterisk-b.log", "10:30:00", "11:30:00"),
      ),
    ).toEqual([["a/full.0", "a/full"], ["asterisk-b.log"]]);
  });

  it("those of other names only where one goes on where the other ends", async () => {
    expect(await streams(file("a.log", "10:00:00", "11:00:00"), file("b.log", "11:00:01", "12:00:00"))).toHaveLength(1);
    expect(await streams(file("a.log", "10:00:00", "11:00:00"), file("b.log", "12:00:00", "13:00:00"))).toHaveLength(2);
  });

  it("those whose lines overtake each other by a second at the cut", async () => {
    expect(await streams(file("full.0", "10:00:00", "11:00:01"), file("full", "11:00:00", "12:00:00"))).toHaveLength(1);
  });
});
