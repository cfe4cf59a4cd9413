// What happened around a call: of the types that rules ask for, in time, and never without end.
import { afterEach, expect, test } from "vitest";
import { MAX_RUN_EVENTS, MAX_SURROUNDINGS } from "../../../src/calls/limits.js";
import { RunLog } from "../../../src/calls/tracking/run-log.js";
import type { CallEvent } from "../../../src/events/event.js";

const eventAt = (type: "bot-started" | "asterisk-ready" | "sip-message", wallMs: number): CallEvent =>
  ({ type, wallMs, line: wallMs }) as unknown as CallEvent;
const linesOf = (events: Iterable<CallEvent>): number[] => [...events].map(({ line }) => line);

let log = new RunLog();
afterEach(() => {
  log.close();
  log = new RunLog();
});

test("gives those of one type from a time to a time, both ends with them", () => {
  for (const wallMs of [10, 20, 30, 40]) log.add(eventAt("bot-started", wallMs));
  log.add(eventAt("asterisk-ready", 25));
  expect(linesOf(log.between("bot-started", 20, 30))).toEqual([20, 30]);
  expect(linesOf(log.between("asterisk-ready", 0, 100))).toEqual([25]);
  expect(linesOf(log.between("bot-stopping", 0, 100))).toEqual([]);
});

test("keeps nothing that no rule asks for", () => {
  log.add(eventAt("sip-message", 10));
  expect([...log.all()]).toEqual([]);
});

test("forgets what is past", () => {
  for (const wallMs of [10, 20, 30]) log.add(eventAt("bot-started", wallMs));
  log.forgetBefore(20);
  expect(linesOf(log.all())).toEqual([20, 30]);
  expect(log.evictedCount).toBe(0);
});

test("lets the oldest go where there are too many, and counts them; a call is given the last ones", () => {
  const count = 2 * MAX_RUN_EVENTS + 1;
  for (let wallMs = 1; wallMs <= count; wallMs += 1) log.add(eventAt("bot-started", wallMs));
  expect(log.evictedCount).toBe(MAX_RUN_EVENTS);
  const given = linesOf(log.between("bot-started", 0, count));
  expect(given).toHaveLength(MAX_SURROUNDINGS);
  expect(given.at(-1)).toBe(count);
});
