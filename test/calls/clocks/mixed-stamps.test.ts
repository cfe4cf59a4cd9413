import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../../support/analyse.js";

/** 1784109600 = 2026-07-15 10:00:00 UTC; the bot writes in Berlin. */
const EVENT = (type: string, utc: string): string =>
  `{"type":"${type}","timestamp":"2026-07-15T${utc}+0000","application":"bot","channel":{"id":"1784109600.7","name":"PJSIP/a-00000001"}}`;
const LINE = (local: string, words: string): string => `2026-07-15 ${local} INFO ${words}`;
/** A pause of hours before the first call says nothing of the zone. */
const LOG = [
  LINE("06:20:00.100", "Connected to ARI websocket"),
  EVENT("StasisStart", "10:00:00.200"),
  LINE("12:00:00.210", "Channel 1784109600.7 answered"),
  LINE("12:00:04.000", "Channel 1784109600.7 put on hold"),
  EVENT("StasisEnd", "10:00:09.500"),
  LINE("12:00:09.600", "POST /channels/1784109600.7/play 404 Channel not found"),
];

const clockOf = async (lines: readonly string[]) => {
  const { runReport, calls } = await analyseTexts([logText("bot.log", lines.join("\n"))]);
  return { input: runReport.inputs[0], seconds: calls.map(({ gaps }) => gaps[0]?.seconds) };
};

describe("a bot's log with raw ARI events in it", () => {
  it("has the zone of the bot's own lines, and all lines on one clock", async () => {
    expect(await clocksOfOwn(LOG)).toEqual({ utcOffsetMinutes: 120, firstAt: "2026-07-15T04:20:00.100Z" });
    expect((await clockOf(LOG)).seconds).toEqual([5.6]);
  });

  it("that begins with one is on the clock of the events", async () => {
    const { input, seconds } = await clockOf(LOG.slice(1));
    expect(input).toMatchObject({ utcOffsetMinutes: 0, utcOffsetFrom: "log" });
    expect(seconds).toEqual([5.6]);
  });
});

async function clocksOfOwn(lines: readonly string[]) {
  const { input } = await clockOf(lines);
  return { utcOffsetMinutes: input?.utcOffsetMinutes, firstAt: input?.firstAt };
}
