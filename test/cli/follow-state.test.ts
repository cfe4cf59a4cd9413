import { describe, expect, it } from "vitest";
import { FollowState } from "../../src/cli/follow-state.js";
import { streamSource } from "../../src/sources/source.js";

const NOTHING = { callCount: 0, problemCount: 0, openCount: 0, recordCount: 0 };

describe("the state of a run that follows its logs", () => {
  it("is told at once, and then each minute", () => {
    let nowMs = 5_000;
    let state = NOTHING;
    const said: string[] = [];
    const file = { path: "full", role: "auto", open: async function* () {} } as const;
    const told = new FollowState(
      [file, streamSource(process.stdin, "bot")],
      (line) => said.push(line),
      () => nowMs,
    );
    const look = (): void => told.looked(() => state);
    look();
    nowMs += 59_999;
    look();
    expect(said).toEqual(["following standard input and 1 file, no call yet"]);
    state = { callCount: 14, problemCount: 3, openCount: 2, recordCount: 981 };
    nowMs += 1;
    look();
    look();
    expect(said.slice(1)).toEqual([
      "following standard input and 1 file: 14 calls over, 3 of them with a problem, 2 up or just ended; 981 messages read",
    ]);
    state = { ...NOTHING, recordCount: 1 };
    nowMs += 60_000;
    look();
    expect(said.at(-1)).toBe("following standard input and 1 file, no call yet; 1 message read");
  });
});
