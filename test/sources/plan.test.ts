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
  (await planStreams(files, { nowMs: Date.UTC(2026, 11, 1), warn: () => undefined })).map((stream) =>
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

describe("thousands of files", () => {
  const COUNT = 300;
  /** Logs of as many hosts, all of the same hour. */
  function hosts(opened: (path: string) => void) {
    return Array.from({ length: COUNT }, (_, n) => ({
      path: `pbx${n}/full`,
      role: "auto" as const,
      open: async function* () {
        opened(`pbx${n}/full`);
        yield Buffer.from(Array.from({ length: 9 }, (_line, at) => line(`12:00:0${at}`, n + 1)).join(""));
      },
    }));
  }

  it("are opened twice each, and not anew for each other file", async () => {
    const counts = new Map<string, number>();
    const sources = hosts((path) => counts.set(path, (counts.get(path) ?? 0) + 1));
    expect(await planStreams(sources, { nowMs: 0, warn: () => undefined })).toHaveLength(COUNT);
    expect([...new Set(counts.values())].sort()).toEqual([1, 2]);
  });

  it("are no longer looked at once the run is stopped, and told as they are", async () => {
    const stop = new AbortController();
    let openCount = 0;
    const sources = hosts(() => {
      openCount += 1;
    });
    const told: number[] = [];
    const surveyed = (count: number): void => {
      told.push(count);
      if (count === 40) stop.abort();
    };
    expect(await planStreams(sources, { nowMs: 0, warn: () => undefined, surveyed, stop: stop.signal })).toEqual([]);
    expect(told.slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect([told.length < 60, openCount < 60]).toEqual([true, true]);
  });

  it("that are no logs are counted, and ten of them named", async () => {
    const told: string[] = [];
    const sources = Array.from({ length: COUNT }, (_, n) => ({
      path: `${n}.txt`,
      role: "auto" as const,
      searched: true,
      open: async function* () {
        yield Buffer.from("no log\n");
      },
    }));
    await planStreams(sources, { nowMs: 0, warn: (message) => told.push(message) });
    expect(told).toEqual([expect.stringMatching(/: 0\.txt, 1\.txt, .*, 9\.txt and 290 more$/)]);
  });
});
