// What a preview costs: it holds all halves against each other, but reads and puts together only what is asked for.
import { beforeEach, describe, expect, test } from "vitest";
import type { Call } from "../../src/calls/call.js";
import { LogClocks } from "../../src/calls/clocks/log-clocks.js";
import type { HalfCall } from "../../src/calls/half-call.js";
import { Assembler } from "../../src/calls/joining/assembler.js";
import type { HalfSummary } from "../../src/calls/joining/half-summary.js";
import { Joiner } from "../../src/calls/joining/joiner.js";
import { WaitingHalves } from "../../src/calls/joining/waiting-halves.js";
import { halvesOf } from "../support/read-log.js";

const CALL_COUNT = 40;

const LOG = Array.from({ length: CALL_COUNT }, (_, number) => {
  const stamp = `2026-11-22 15:${String(number).padStart(2, "0")}`;
  const second = Date.UTC(2026, 10, 22, 15, number) / 1000;
  const name = `SIP/line-${number.toString(16).padStart(8, "0")}`;
  const thread = `${700 + number}][C-${(number + 1).toString(16).padStart(8, "0")}`;
  return [
    `[${stamp}:00] VERBOSE[${thread}] pbx.c: Executing [88@in:1] Stasis("${name}", "bot,88,4930${100_000 + number}") in new stack`,
    `${stamp}:00,010 - bot - INFO - StasisStart channel=${second}.${number} caller=4930${100_000 + number} exten=88`,
    `${stamp}:09,000 - bot - INFO - StasisEnd channel=${second}.${number}`,
    `[${stamp}:09] VERBOSE[${thread}] pbx.c: Spawn extension (in, 88, 1) exited non-zero on '${name}'`,
    "",
  ].join("\n");
}).join("");

let halves: readonly HalfCall[];
beforeEach(async () => {
  halves = (await halvesOf(LOG)).halves;
});

const idsOf = (calls: readonly Call[]): string[] => calls.map(({ channelId }) => String(channelId)).sort();

describe("a preview", () => {
  test("puts together only the calls that are wanted, and takes nothing away", () => {
    const calls: Call[] = [];
    const clocks = new LogClocks({});
    const assembler = new Assembler(clocks, (call) => calls.push(call));
    const joiner = new Joiner(assembler, clocks);
    for (const half of halves) joiner.add(half);
    const all: Call[] = [];
    const asked: (readonly HalfSummary[])[] = [];
    joiner.preview(
      [],
      (copies) => assembler.by(copies, (call) => all.push(call)),
      (wanted) => asked.push(wanted) > 0,
    );
    expect(all.length).toBe(CALL_COUNT);
    expect(asked.map(({ length }) => length)).toEqual(all.map(() => 2));

    const seen = new Set(asked.map((wanted) => wanted.map(({ state }) => state).join(" ")));
    const again: Call[] = [];
    joiner.preview(
      [],
      (copies) => assembler.by(copies, (call) => again.push(call)),
      (wanted) => !seen.has(wanted.map(({ state }) => state).join(" ")),
    );
    expect(again).toEqual([]);

    joiner.end();
    expect(idsOf(calls)).toEqual(idsOf(all));
  });

  test("wants a call again once a half of it has grown", () => {
    const [first, ...others] = halves as [HalfCall, ...HalfCall[]];
    const clocks = new LogClocks({});
    const assembler = new Assembler(clocks, () => undefined);
    const joiner = new Joiner(assembler, clocks);
    for (const half of others) joiner.add(half);
    const statesWith = (open: HalfCall): string[] => {
      const states: string[] = [];
      joiner.preview(
        [open],
        () => assembler,
        (wanted) => states.push(wanted.map(({ state }) => state).join(" ")) === 0,
      );
      return states;
    };
    const before = new Set(statesWith({ ...first, events: first.events.slice(0, 1) }));
    expect(statesWith(first).filter((state) => !before.has(state)).length).toBe(1);
  });
});

test("a half that is lent is read where it is asked for, and forgotten unread", () => {
  const own = new WaitingHalves();
  const ids = halves.map((half) => own.add(half));
  let readCount = 0;
  const lent = new WaitingHalves();
  const [first, ...others] = ids.map((id) =>
    lent.lend(own.summary(id), () => {
      readCount += 1;
      return own.peek(id);
    }),
  ) as [number, ...number[]];
  expect(lent.summary(first)).toEqual(own.summary(ids[0] as number));
  for (const id of others) lent.forget(id);
  expect(readCount).toBe(0);
  expect(lent.peek(first)).toEqual(halves[0]);
  lent.forget(first);
  expect(readCount).toBe(1);
  expect(lent.count("asterisk") + lent.count("bot")).toBe(0);
  expect(own.count("asterisk") + own.count("bot")).toBe(halves.length);
});
