import { describe, expect, it } from "vitest";
import { Progress } from "../../src/cli/progress.js";

/** A progress on a screen of `columns`, its clock set by hand. */
function screen(columns = 80) {
  const written: string[] = [];
  const clock = { nowMs: 0, tick: (): void => undefined };
  const progress = new Progress({
    write: (text) => written.push(text),
    columns: () => columns,
    nowMs: () => clock.nowMs,
    everySecond: (draw) => {
      clock.tick = draw;
      return () => {
        clock.tick = () => undefined;
      };
    },
  });
  return { progress, written, clock };
}
const ERASE = "\r\x1b[K";

describe("progress", () => {
  it("tells bytes, rate and time left after a second, a few times a second, and is taken away", () => {
    const { progress, written, clock } = screen();
    progress.begin(180e6);
    progress.at("full", 30e6);
    expect(written).toEqual([]);
    clock.nowMs = 2_000;
    progress.at("bot.log", 30e6);
    progress.at("bot.log", 31e6); // the same moment
    expect(written).toEqual([`${ERASE}ari-doctor: 60.0 of 180.0 MB, 33 %, 30.0 MB/s, 4 s left`]);
    progress.clear();
    progress.clear();
    expect(written.slice(1)).toEqual([ERASE]);
    clock.nowMs = 4_000;
    progress.at("full", 119e6);
    expect(written.at(-1)).toContain("150.0 of 180.0 MB, 83 %");
    progress.end();
    clock.nowMs = 9_000;
    progress.at("full", 149e6);
    expect(written.at(-1)).toBe(ERASE);
  });

  it("tells bytes and rate of a pipe, and that it waits for one that is silent", () => {
    const { progress, written, clock } = screen();
    progress.begin(null);
    clock.nowMs = 1_000;
    clock.tick();
    expect(written).toEqual([`${ERASE}ari-doctor: waiting for the first bytes`]);
    clock.nowMs = 2_000;
    progress.at("-", 24e6);
    clock.nowMs = 4_000;
    clock.tick();
    expect(written.slice(1)).toEqual([
      `${ERASE}ari-doctor: 24.0 MB, 12.0 MB/s`,
      `${ERASE}ari-doctor: 24.0 MB, 6.0 MB/s`,
    ]);
    progress.end();
    clock.tick();
    expect(written.slice(3)).toEqual([ERASE]);
  });

  it("tells how many of a folder's files have been looked at, until they are read", () => {
    const { progress, written, clock } = screen();
    progress.begin(10e6);
    clock.nowMs = 1_500;
    progress.looked(3_412, 10_000);
    progress.at("full", 5e6);
    clock.nowMs = 2_000;
    progress.looked(10_000, 10_000);
    expect(written).toEqual([
      `${ERASE}ari-doctor: looked at 3412 of 10000 files`,
      `${ERASE}ari-doctor: 5.0 of 10.0 MB, 50 %, 2.5 MB/s, 2 s left`,
    ]);
  });

  it("says nothing unless it was begun", () => {
    const { progress, written, clock } = screen();
    clock.nowMs = 60_000;
    progress.at("full", 1);
    progress.end();
    expect(written).toEqual([]);
  });

  it("counts a file that is opened again once, and fits a narrow screen", () => {
    const { progress, written, clock } = screen(30);
    progress.begin(10e6);
    progress.at("full", 10e6); // looked at
    clock.nowMs = 1_500;
    progress.at("full", 5e6); // read
    expect(written).toEqual([`${ERASE}${"ari-doctor: 5.0 of 10.0 MB, 50 %".slice(0, 29)}`]);
  });
});
