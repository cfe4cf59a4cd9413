// What the user says about the clocks overrides what the logs show. What had to be assumed is reported, with the option that
// settles it.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText, type RunOptions } from "./support/analyse.js";
import { dedent } from "./support/rule-tester.js";

/** The inputs and notes of a run. */
async function clocksOf(texts: Readonly<Record<string, string>>, settings: RunOptions["settings"] = {}) {
  const { runReport } = await analyseTexts(
    Object.entries(texts).map(([path, text]) => logText(path, dedent(text))),
    { settings },
  );
  return { inputs: runReport.inputs, notes: runReport.notes.join("\n") };
}

const NO_IDS = "2026-07-15 12:00:00.250 INFO Connected to ARI websocket, app=voicebot";
/** 1784109600 = 2026-07-15 10:00:00 UTC. */
const WITH_ID = `
  2026-07-15 12:00:00.250 INFO StasisStart channel=1784109600.7 caller=79160000001
  2026-07-15 12:00:04.250 INFO Channel 1784109600.7 put on hold
`;
const BERLIN = { botTz: "Europe/Berlin" };

describe("the zone", () => {
  it("that nothing tells is assumed, and the flag is named", async () => {
    const { inputs, notes } = await clocksOf({ "bot.log": NO_IDS });
    expect(inputs).toMatchObject([
      { utcOffsetMinutes: null, utcOffsetFrom: "assumed", firstAt: "2026-07-15T12:00:00.250Z" },
    ]);
    expect(notes).toContain("bot.log: nothing gives the zone of its stamps; read as UTC. --bot-tz settles it");
    const asterisk = await clocksOf({ full: "[2026-07-15 12:00:00] NOTICE[1] a.c: b" });
    expect(asterisk.notes).toContain("full: nothing gives the zone of its stamps; read as UTC. --tz settles it");
  });

  it("that is given is believed, against the uniqueids too", async () => {
    const given = await clocksOf({ "bot.log": NO_IDS }, BERLIN);
    expect(given.inputs).toMatchObject([
      { utcOffsetMinutes: 120, utcOffsetFrom: "flag", firstAt: "2026-07-15T10:00:00.250Z" },
    ]);
    expect(given.notes).not.toContain("zone");
    const wrong = await clocksOf({ "bot.log": WITH_ID }, { botTz: "Asia/Tokyo" });
    expect(wrong.inputs).toMatchObject([{ utcOffsetMinutes: 540, firstAt: "2026-07-15T03:00:00.250Z" }]);
  });

  it("that is given dates stamps without a date by the uniqueids", async () => {
    const text = WITH_ID.replaceAll("2026-07-15 ", "").replaceAll(".250 INFO", ",250 - bot - INFO -");
    const { inputs } = await clocksOf({ "bot.log": text }, BERLIN);
    expect(inputs).toMatchObject([
      { utcOffsetMinutes: 120, utcOffsetFrom: "flag", firstAt: "2026-07-15T10:00:00.250Z" },
    ]);
  });

  it("is told from the log's own stamps where they state it", async () => {
    const { inputs } = await clocksOf({ "bot.log": "2026-07-15T12:00:00.250+02:00 INFO started" }, BERLIN);
    expect(inputs).toMatchObject([{ utcOffsetMinutes: 120, firstAt: "2026-07-15T10:00:00.250Z" }]);
  });
});

describe("the skew", () => {
  it("that is given is not measured", async () => {
    const asterisk = `
      [2026-07-15 10:00:00.200] VERBOSE[1][C-00000001] pbx.c: Executing [1010@in:1] Stasis("PJSIP/a-00000001", "bot") in new stack
      [2026-07-15 10:00:04.300] VERBOSE[1][C-00000001] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/a-00000001'
    `;
    const logs = { full: asterisk, "bot.log": WITH_ID };
    const skewOf = async (botClockOffsetSeconds: number | undefined) =>
      (await clocksOf(logs, { botClockOffsetSeconds })).inputs.find(({ role }) => role === "bot")?.clockOffsetSeconds;
    expect(await skewOf(1.5)).toBe(1.5);
    expect(await skewOf(-2)).toBe(-2);
    expect(await skewOf(undefined)).not.toBe(1.5);
  });
});

describe("the year", () => {
  const full = "[Nov 22 15:51:40] NOTICE[1] a.c: b";

  it("that nothing tells is assumed, and the flag is named", async () => {
    const { inputs, notes } = await clocksOf({ full });
    expect(inputs).toMatchObject([{ firstAt: "2026-11-22T15:51:40.000Z" }]);
    expect(notes).toContain("full: its stamps have no year; the latest year that fits is assumed. --year settles it.");
  });

  it("that is given is the first stamp's, and the log goes on into the next", async () => {
    const { inputs, notes } = await clocksOf(
      { full: "[Dec 31 23:59:59] NOTICE[1] a.c: b\n[Jan  1 00:00:01] NOTICE[1] a.c: b" },
      { year: 2023 },
    );
    expect(inputs).toMatchObject([{ firstAt: "2023-12-31T23:59:59.000Z", lastAt: "2024-01-01T00:00:01.000Z" }]);
    expect(notes).not.toContain("--year");
  });
});

describe("the order of day and month", () => {
  const at = (date: string) => `${date} 12:00:00.250 INFO started`;

  it("that nothing tells is assumed, and the flag is named", async () => {
    const { inputs, notes } = await clocksOf({ "bot.log": at("03/04/2026") });
    expect(inputs).toMatchObject([{ firstAt: "2026-04-03T12:00:00.250Z" }]);
    expect(notes).toContain("read with the day first. --date-order dmy or --date-order mdy settles it");
    const given = await clocksOf({ "bot.log": at("03/04/2026") }, { dateOrder: "mdy" });
    expect(given.inputs).toMatchObject([{ firstAt: "2026-03-04T12:00:00.250Z" }]);
    expect(given.notes).not.toContain("--date-order");
  });

  it("is told by a day above 12 for the days after it", async () => {
    const { inputs, notes } = await clocksOf({ "bot.log": `${at("03/31/2026")}\n${at("04/01/2026")}` });
    expect(inputs).toMatchObject([{ firstAt: "2026-03-31T12:00:00.250Z", lastAt: "2026-04-01T12:00:00.250Z" }]);
    expect(notes).not.toContain("--date-order");
  });

  it("is told by a uniqueid, for the lines before it too, and said", async () => {
    // 1775217600 = 2026-04-03 12:00:00 UTC
    const id = (date: string) => `${date} 12:00:01.250 INFO StasisStart channel=1775217600.7 caller=7916`;
    const dmy = await clocksOf({ "bot.log": `${at("03/04/2026")}\n${id("03/04/2026")}` });
    const mdy = await clocksOf({ "bot.log": `${at("04/03/2026")}\n${id("04/03/2026")}` });
    for (const { inputs, notes } of [dmy, mdy]) {
      expect(inputs).toMatchObject([{ firstAt: "2026-04-03T12:00:00.250Z" }]);
      expect(notes).not.toContain("settles it");
    }
    expect(dmy.notes).toContain("read with the day first, as the uniqueids show. --date-order overrides that.");
    expect(mdy.notes).toContain("read with the month first");
  });

  it("that turns out to be another than assumed is owned up to", async () => {
    const { notes } = await clocksOf({ "bot.log": `${at("03/12/2026")}\n${at("03/13/2026")}` });
    expect(notes).toContain("--date-order mdy settles it");
  });
});

describe("summer time without a zone", () => {
  it("that ends within a log without uniqueids is said", async () => {
    const line = (clock: string) => `2026-10-25 ${clock} INFO Connected to ARI websocket`;
    const { notes } = await clocksOf({ "bot.log": `${line("02:58:00")}\n${line("02:01:00")}` });
    expect(notes).toContain("is off by an hour, as when summer time begins or ends; --bot-tz");
    const still = await clocksOf({ "bot.log": `${line("02:58:00")}\n${line("02:57:59")}` });
    expect(still.notes).not.toContain("summer");
  });

  it("that ends within a log is said", async () => {
    const call = (utc: number, clock: string, id: number) =>
      `2026-10-25 ${clock} INFO StasisStart channel=${utc}.${id} caller=7916\n2026-10-25 ${clock} INFO StasisEnd channel=${utc}.${id}`;
    const hours = (count: number, firstUtc: number, firstSecond: number, firstId: number) =>
      Array.from({ length: count }, (_, i) =>
        call(firstUtc + i * 10, new Date((firstSecond + i * 10) * 1000).toISOString().slice(11, 19), firstId + i),
      );
    // 1792886400 = 2026-10-25 00:00 UTC, 02:00 in Berlin
    const before = hours(300, 1_792_886_400 - 3600, 3600, 0);
    const after = hours(300, 1_792_886_400 + 7200, 3 * 3600, 300);
    const { notes } = await clocksOf({ "bot.log": [...before, ...after].join("\n") });
    expect(notes).toContain("is off by an hour, as when summer time begins or ends; --bot-tz");
    const given = await clocksOf({ "bot.log": [...before, ...after].join("\n") }, BERLIN);
    expect(given.notes).not.toContain("summer");
  });
});
