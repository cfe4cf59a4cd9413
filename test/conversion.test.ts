// The same logs on other clocks: written in each date format, in another zone, by a bot whose clock is off by up to an hour. The
// verdicts must stay, and the report must state the zone and the skew that were put in.
import { describe, expect, it, vi } from "vitest";
import { analyseTexts, idsOf, type LogText, type Run, type RunOptions, sampleLogs } from "./support/analyse.js";
import { type Redating, redated, writers } from "./support/redate.js";
import { readSample } from "./support/sample.js";

vi.setConfig({ testTimeout: 30_000 });

/** Both logs, text and JSON bots, calls with and without a verdict. */
const SAMPLES = ["rtp-timeout", "caller-hangup", "bot-hangup", "session-timer", "healthy", "operator-hangup"];

const isBot = ({ path }: LogText): boolean => path.includes("bot");

/** The run of a sample with its logs written anew; what is left out stays as it was. */
async function runOf(
  name: string,
  to: { readonly asterisk?: Partial<Redating>; readonly bot?: Partial<Redating> },
  options: RunOptions = {},
): Promise<Run> {
  const { logs, config } = sampleLogs(name);
  const { asteriskUtcOffsetMinutes, botUtcOffsetMinutes } = readSample(name);
  const written = logs.map((log) => {
    const redating = isBot(log) ? to.bot : to.asterisk;
    const fromOffsetMinutes = (isBot(log) ? botUtcOffsetMinutes : asteriskUtcOffsetMinutes) ?? 0;
    if (!redating?.write) return log;
    return redated(log, { write: redating.write, fromOffsetMinutes, toOffsetMinutes: fromOffsetMinutes, ...redating });
  });
  return analyseTexts(written, { config, ...options });
}

const verdicts = ({ calls }: Run): Record<string, string> =>
  Object.fromEntries(calls.map((call) => [idsOf(call)[0], `${call.diagnosis.cause} ${call.diagnosis.confidence}`]));

const input = (run: Run, side: "asterisk" | "bot") => run.frame.inputs.find(({ role }) => role === side);

const MS = "2026-11-22 15:52:38.496";

describe("the same logs", () => {
  it.each(Object.keys(writers))("have the same verdicts with Asterisk's stamps as %s", async (form) => {
    for (const name of SAMPLES) {
      const asterisk = { write: writers[form] as Redating["write"], toOffsetMinutes: 330 };
      const run = await runOf(name, { asterisk });
      expect(verdicts(run), name).toEqual(verdicts(await runOf(name, {})));
      expect(input(run, "asterisk")?.utcOffsetMinutes, name).toBe(330);
    }
  });

  it.each(Object.keys(writers))("have the same verdicts with the bot's stamps as %s", async (form) => {
    if (form === "11/22/26 15:52:38" || form === "Nov 22 15:52:38") return; // Asterisk's formats: no bot's form has them
    for (const name of SAMPLES) {
      const run = await runOf(name, { bot: { write: writers[form] as Redating["write"], toOffsetMinutes: -210 } });
      expect(verdicts(run), name).toEqual(verdicts(await runOf(name, {})));
      expect(input(run, "bot")?.utcOffsetMinutes, name).toBe(-210);
    }
  });

  it.each([-3_540_000, -1_500_000, -47_000, -900, 1_300, 90_000, 444_000, 1_260_000, 3_600_000])(
    "have the same verdicts where the bot's clock is %i ms ahead and states its offset",
    async (aheadMs) => {
      const write = writers["2026-11-22T15:52:38.496+03:00"] as Redating["write"];
      for (const name of SAMPLES) {
        const before = await runOf(name, { bot: { write, toOffsetMinutes: 120 } });
        const run = await runOf(name, { bot: { write, toOffsetMinutes: 120, aheadMs } });
        expect(verdicts(run), name).toEqual(verdicts(before));
        const [skew, skewBefore] = [run, before].map((of) => input(of, "bot")?.clockOffsetSeconds);
        if (skewBefore != null) expect(Math.abs((skew ?? Number.NaN) - skewBefore - aheadMs / 1000)).toBeLessThan(0.2);
        expect(input(run, "bot")).toMatchObject({ utcOffsetMinutes: 120, utcOffsetFrom: "log" });
      }
    },
  );

  it.each([-1_500_000, -47_000, 1_300, 90_000, 1_260_000])(
    "have the same verdicts where the bot's clock is %i ms ahead and states no offset",
    async (aheadMs) => {
      const write = writers[MS] as Redating["write"];
      for (const name of SAMPLES) {
        const before = await runOf(name, { bot: { write, toOffsetMinutes: 120 } });
        const run = await runOf(name, { bot: { write, toOffsetMinutes: 120, aheadMs } });
        expect(verdicts(run), name).toEqual(verdicts(before));
        const [skew, skewBefore] = [run, before].map((of) => input(of, "bot")?.clockOffsetSeconds);
        if (skewBefore == null) continue;
        expect(Math.abs((skew ?? Number.NaN) - skewBefore - aheadMs / 1000), name).toBeLessThan(0.2);
        expect(input(run, "bot")?.utcOffsetMinutes, name).toBe(120);
        // zone or skew: the report owns up to it where it could be either
        expect(
          run.frame.notes.some((note) => note.includes("--bot-clock-offset")),
          name,
        ).toBe(Math.abs(aheadMs) > 450_000);
      }
    },
  );
});
