import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alignStarts,
  anchorByCreation,
  anchorByUniqueIds,
  assumedClock,
  type Clock,
  measureSkewMs,
  toUtcMs,
  toWallMs,
} from "../../../src/calls/clocks/clock.js";
import { type HalfSummary, summaryOf } from "../../../src/calls/joining/half-summary.js";
import { nameCounter, parseUniqueId } from "../../../src/calls/unique-id.js";
import { isoUtc } from "../../../src/time.js";
import { callsOf, halvesOf } from "../../support/read-log.js";

const digestsOf = async (log: string): Promise<HalfSummary[]> => (await halvesOf(log)).halves.map(summaryOf);

/** 2026-11-22 15:52:38 UTC */
const EPOCH = 1_795_362_758;
const iso = (epoch: number, zoneHours = 0) =>
  isoUtc((epoch + zoneHours * 3600) * 1000)
    .replace("T", " ")
    .slice(0, 19);
const botStart = (stamp: string, id: string) =>
  `${stamp} - bot - INFO - StasisStart channel=${id} caller=79160000001 exten=1000`;
const dialplan = (stamp: string, call: number) =>
  `[${stamp}] VERBOSE[1][C-0000000${call}] pbx.c: Executing [1000@in:1] Stasis("PJSIP/t-0000000${call}", "voicebot") in new stack`;

async function anchored(log: string, stampedUtc = false): Promise<Clock> {
  const clock = assumedClock();
  anchorByUniqueIds(clock, await digestsOf(log), stampedUtc);
  return clock;
}

describe("ids", () => {
  it.each([
    ["1795362758.0", { epochSeconds: EPOCH, counter: 0 }],
    ["pbx1-1795362758.12", { epochSeconds: EPOCH, counter: 12 }],
    ["agent-pbx-1-1795362758.12", { epochSeconds: EPOCH, counter: 12 }],
    ["1795362758.12;2", { epochSeconds: EPOCH, counter: 12 }],
    ["my-own-id", null],
    ["1795362758", null],
    ["5de18f32-2356-4893-91c3-525f5d2710ad", null],
  ])("%s is a uniqueid: %j", (id, parts) => {
    expect(parseUniqueId(id)).toEqual(parts);
  });

  it.each([
    ["PJSIP/gsm-gw-0000000a", 10],
    ["SIP/10.0.0.1-ffffffff", 0xffffffff],
    ["Local/200@x-0000000a;1", null],
    ["PJSIP/trunk", null],
  ])("%s counts %s", (name, counter) => {
    expect(nameCounter(name)).toBe(counter);
  });
});

describe("a bot's clock", () => {
  it.each([0, 3, -5, 5.5, 5.75, 13])("is %s hours from UTC by the uniqueids that it names", async (zone) => {
    const clock = await anchored(botStart(`${iso(EPOCH + 1, zone)},250`, `${EPOCH}.0`));
    expect(clock).toMatchObject({ offsetMs: zone * 3_600_000, yearShift: 0, basis: "uniqueid" });
  });

  it("is told by most of the calls, not by one old id", async () => {
    const log = [
      botStart(`${iso(EPOCH, 3)},100`, `${EPOCH - 7200}.0`),
      ...[1, 2].map((n) => botStart(`${iso(EPOCH + n, 3)},100`, `${EPOCH + n}.${n}`)),
    ].join("\n");
    expect((await anchored(log)).offsetMs).toBe(3 * 3_600_000);
  });

  it("finds the days that a log of bare times of day does not print", async () => {
    const clock = await anchored(botStart("15:52:38,900", `${EPOCH}.0`));
    expect(isoUtc(toUtcMs(clock, (15 * 3600 + 52 * 60 + 38.9) * 1000))).toBe("2026-11-22T15:52:38.900Z");
  });

  it("is left alone where its stamps state their offset, or no id tells", async () => {
    const id = `2026-11-22T18:52:39.000+03:00 INFO StasisStart channel=${EPOCH}.0`;
    expect(await anchored(id, true)).toMatchObject({ offsetMs: 0, basis: "log" });
    expect(await anchored(botStart(`${iso(EPOCH)},000`, "my-own-id"))).toMatchObject({ offsetMs: 0, basis: "assumed" });
  });
});

describe("Asterisk's clock", () => {
  it("gets its year from a uniqueid", async () => {
    const epoch = Date.UTC(2024, 2, 5, 10) / 1000;
    const clock = await anchored(
      `[Mar  5 10:00:00] WARNING[1][C-00000001] res_stasis_playback.c: ${epoch}.0: Playback failed for sound:a`,
    );
    expect(clock).toMatchObject({ yearShift: -2, offsetMs: 0 });
  });

  it("is right on both sides of New Year", async () => {
    const epochs = [Date.UTC(2025, 11, 31, 23, 59, 50) / 1000, Date.UTC(2026, 0, 1, 0, 0, 20) / 1000];
    const log = ["Dec 31 23:59:50", "Jan  1 00:00:20"].map(
      (stamp, i) =>
        `[${stamp}] WARNING[1][C-0000000${i}] res_stasis_playback.c: ${epochs[i]}.${i}: Playback failed for sound:a`,
    );
    const clock = await anchored(log.join("\n"));
    const { halves } = await halvesOf(log.join("\n"));
    expect(halves.map(({ firstWallMs }) => toUtcMs(clock, firstWallMs) / 1000)).toEqual(epochs);
  });

  it.each([0, 3, -8, 5.5])("is %s hours from UTC by the seconds in which its calls began", async (zone) => {
    const seconds = [0, 7, 19];
    const stamp = (n: number) => iso(EPOCH + n, zone);
    const asterisk = await digestsOf(seconds.map((n, call) => dialplan(stamp(n), call)).join("\n"));
    const bot = await digestsOf(
      seconds.map((n, call) => botStart(`${iso(EPOCH + n)},100`, `${EPOCH + n}.${call}`)).join("\n"),
    );
    const clock = assumedClock();
    anchorByCreation(
      clock,
      asterisk.map(({ startMs }) => startMs),
      bot,
    );
    expect(clock).toMatchObject({ offsetMs: zone * 3_600_000, basis: "uniqueid" });
  });

  it("gets its date from the bot where it prints a time of day only", async () => {
    const seconds = [0, 7, 19];
    const asterisk = await digestsOf(seconds.map((n, call) => dialplan(iso(EPOCH + n, 3).slice(11), call)).join("\n"));
    const bot = await digestsOf(
      seconds.map((n, call) => botStart(`${iso(EPOCH + n)},100`, `${EPOCH + n}.${call}`)).join("\n"),
    );
    const clock = assumedClock();
    anchorByCreation(
      clock,
      asterisk.map(({ startMs }) => startMs),
      bot,
    );
    expect(asterisk.map(({ firstMs }) => toUtcMs(clock, firstMs) / 1000)).toEqual(seconds.map((n) => EPOCH + n));
  });

  it("is not guessed where two zones fit as well", async () => {
    const asterisk = await digestsOf([dialplan(iso(EPOCH), 0), dialplan(iso(EPOCH + 3600), 1)].join("\n"));
    const bot = await digestsOf(botStart(`${iso(EPOCH)},100`, `${EPOCH}.0`));
    const clock = assumedClock();
    anchorByCreation(
      clock,
      asterisk.map(({ startMs }) => startMs),
      bot,
    );
    expect(clock.basis).toBe("assumed");
  });
});

describe("a bot's clock where its ids say nothing of time", () => {
  const starts = [0, 7_000, 31_000, 95_000].map((ms) => EPOCH * 1000 + ms);

  it("is worked out from the starts of its calls", () => {
    const ahead = alignStarts(
      starts,
      starts.map((ms) => ms + 10_803_400),
    );
    expect(Math.abs((ahead ?? 0) - 10_803_400)).toBeLessThan(1_100);
  });

  it("stays unknown where nothing stands out", () => {
    expect(alignStarts(starts, [EPOCH * 1000 + 1_000, EPOCH * 1000 + 2_000, EPOCH * 1000 + 60_000])).toBeNull();
    expect(alignStarts(starts, [EPOCH * 1000])).toBeNull();
    expect(alignStarts([], [])).toBeNull();
  });
});

describe("a clock", () => {
  it("turns true time into stamps and back", () => {
    const found = fc.record({
      yearShift: fc.integer({ min: -3, max: 3 }),
      offsetMs: fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 900_000),
      skewMs: fc.integer({ min: -90_000, max: 90_000 }),
    });
    const clocks = found.map((shifts) => ({ ...assumedClock("bot"), ...shifts }));
    // not within two days of a 29 February, which a guessed year may lack
    const instants = fc.integer({ min: Date.UTC(2026, 2, 5), max: Date.UTC(2026, 11, 29) });
    fc.assert(fc.property(clocks, instants, (clock, utcMs) => toUtcMs(clock, toWallMs(clock, utcMs)) === utcMs));
  });

  it("is measured within 0.2 s against an Asterisk that prints whole seconds", () => {
    // calls begin at any part of a second: that is what makes it possible
    const fractions = fc.shuffledSubarray(
      Array.from({ length: 20 }, (_, i) => i * 50),
      { minLength: 20 },
    );
    fc.assert(
      fc.property(fractions, fc.integer({ min: -5_000, max: 5_000 }), (parts, skewMs) => {
        const moments = parts.map((part, i) => {
          const trueMs = EPOCH * 1000 + i * 7_000 + part;
          return {
            asteriskUtcMs: Math.floor(trueMs / 1000) * 1000,
            asteriskPrecisionMs: 1000,
            botPrecisionMs: 1,
            botUtcMs: trueMs + 2 + skewMs,
          };
        });
        expect(Math.abs((measureSkewMs(moments) ?? Number.NaN) - skewMs)).toBeLessThan(200);
      }),
    );
  });

  it("is not put off by some pairs that are no pairs", () => {
    const moments = Array.from({ length: 12 }, (_, i) => ({
      asteriskUtcMs: i * 1000,
      asteriskPrecisionMs: 1,
      botPrecisionMs: 1,
      botUtcMs: i * 1000 + 1502,
    }));
    const wrong = Array.from({ length: 4 }, (_, i) => ({
      asteriskUtcMs: i * 1000,
      asteriskPrecisionMs: 1,
      botPrecisionMs: 1,
      botUtcMs: i * 3000 - 9000,
    }));
    expect(Math.abs((measureSkewMs([...wrong, ...moments]) ?? 0) - 1500)).toBeLessThan(5);
  });

  it("is not measured without a moment to go by", () => {
    expect(measureSkewMs([])).toBeNull();
  });

  it("is put right on both sides of a whole run: zone and skew of the bot, zone of Asterisk", async () => {
    const parts = [0.05, 0.35, 0.6, 0.95, 0.2, 0.8];
    const starts = parts.map((part, i) => EPOCH + i * 40 + part);
    const asterisk = starts.map((at, call) => dialplan(iso(Math.floor(at), 3), call));
    const bot = starts.map((at, call) => {
      const ahead = (at + 1.7 + 5 * 3600) * 1000;
      return botStart(isoUtc(ahead).replace("T", " ").replace("Z", ""), `${Math.floor(at)}.${call}`).replace(
        " exten",
        ` n=${call} exten`,
      );
    });
    const { calls, joiner } = await callsOf(asterisk.join("\n"), bot.join("\n"));
    expect(calls.map(({ sides }) => sides)).toEqual(starts.map(() => ({ asterisk: true, bot: true })));
    expect(joiner.log("asterisk", 0).clock.offsetMs).toBe(3 * 3_600_000);
    const { clock } = joiner.log("bot", 1);
    expect(clock).toMatchObject({ offsetMs: 5 * 3_600_000, skewKnown: true });
    expect(Math.abs(clock.skewMs - 1700)).toBeLessThan(200);
  });
});
