// Logs with endless new ids, which anyone who can send a SIP message can cause: the tables stay small, the report says what was
// dropped, and a real call in the middle of it gets the same verdict as on its own.
import { describe, expect, it, vi } from "vitest";
import { MAX_EVENTS, MAX_OPEN_HALVES, MAX_RUN_EVENTS } from "../src/calls/limits.js";
import type { Summary } from "../src/report/schema.js";
import { analyseTexts, type LogText, sampleLogs } from "./support/analyse.js";

vi.setConfig({ testTimeout: 60_000 });

const { logs, config } = sampleLogs("rtp-timeout");
// 2026-11-22 18:57:59, whatever stands around it, so that a line made up is of the same form and moment
const STAMP = { asterisk: /^\[[^\]]*\] /, bot: /^[\d-]+ [\d:.]+ / };
const hex = (n: number): string => n.toString(16).padStart(8, "0");

type Kind = [
  what: string,
  side: keyof typeof STAMP,
  line: (n: number) => string,
  evicted: keyof Evicted,
  count?: number,
];
type Evicted = NonNullable<Summary["evicted"]>;

/** Lines of the same moment behind each line of one log of the sample. */
function flooded(side: keyof typeof STAMP, count: number, line: (n: number) => string): LogText[] {
  let n = 0;
  return logs.map(({ path, latin1 }) => {
    if (path.startsWith("bot") !== (side === "bot")) return { path, latin1 };
    const lines = latin1.trimEnd().split("\n");
    const each = Math.ceil(count / lines.length);
    const between = (real: string): string[] => {
      const stamp = STAMP[side].exec(real)?.[0];
      return stamp === undefined ? [] : Array.from({ length: each }, () => stamp + line(n++));
    };
    return { path, latin1: `${lines.flatMap((real) => [real, ...between(real)]).join("\n")}\n` };
  });
}

const kinds: Kind[] = [
  [
    "channel names",
    "asterisk",
    (n) => `VERBOSE[${n}] file.c: <PJSIP/made-up${n}-${hex(n)}> Playing 'hello.gsm' (language 'en')`,
    "ids",
  ],
  [
    "C- ids",
    "asterisk",
    (n) =>
      `VERBOSE[${n}][C-${hex(n + 4096)}] pbx.c: Executing [s@x:1] NoOp("PJSIP/y-${hex(n + 4096)}", "") in new stack`,
    "ids",
  ],
  [
    "SIP Call-IDs",
    "asterisk",
    (n) =>
      `VERBOSE[33] res_pjsip_logger.c: <--- Received SIP request (60 bytes) from UDP:192.0.2.9:5060 --->\nINVITE sip:1@192.0.2.1 SIP/2.0\nCall-ID: made-up-${n}\nCSeq: 1 INVITE\n`,
    "ids",
  ],
  ["restarts", "asterisk", () => "VERBOSE[1] asterisk.c: Remote UNIX connection", "runEvents", 3 * MAX_RUN_EVENTS],
  [
    "uniqueids",
    "bot",
    (n) => `| INFO     | app.ari:run:1 - StasisStart channel=1795363000.${n + 900} caller=7916${n}`,
    "ids",
  ],
  [
    "ids that are no channels",
    "bot",
    (n) =>
      `| ERROR    | app.ari:run:1 - POST /ari/channels/made-up-${n}/play failed: 404 {"message":"Channel not found"}`,
    "ids",
  ],
  [
    "playbacks of one call",
    "bot",
    (n) =>
      `| INFO     | app.ari:run:1 - Playback ${hex(n)}-1111-4111-8111-111111111111 started on channel 1795363000.900`,
    "events",
  ],
];

describe("ids without end", () => {
  it.each(kinds)(
    "%s: a call among them is judged as ever",
    async (_what, side, line, evicted, count = 2 * MAX_OPEN_HALVES) => {
      const alone = await analyseTexts(logs, { config });
      const { calls, runReport } = await analyseTexts(flooded(side, count, line), { config });
      const verdicts = new Map(calls.map(({ channelId, logCallId, diagnosis }) => [channelId ?? logCallId, diagnosis]));
      for (const { channelId, logCallId, diagnosis } of alone.calls) {
        const { cause, confidence } = verdicts.get(channelId ?? logCallId) ?? {};
        expect([cause, confidence]).toEqual([diagnosis.cause, diagnosis.confidence]);
      }
      expect(calls.length).toBeLessThanOrEqual(alone.calls.length + 2 * MAX_OPEN_HALVES);
      expect(runReport.summary.evicted?.[evicted]).toBeGreaterThan(0);
      expect(runReport.notes.filter((note) => /forgotten|left out/.test(note))).toHaveLength(1);
    },
  );

  it("a call with more events than are kept is read from both ends, and said to be", async () => {
    const [bot] = logs.filter(({ path }) => path.startsWith("bot"));
    const first = bot?.latin1.split("\n").find((line) => STAMP.bot.test(line)) ?? "";
    const stamp = STAMP.bot.exec(first)?.[0];
    const lines = Array.from(
      { length: 3 * MAX_EVENTS },
      () => `${stamp}| INFO     | app.ari:run:1 - TTS chunk 0 ready for channel 1795363000.900\n`,
    );
    const { calls, runReport } = await analyseTexts([{ path: "bot", latin1: lines.join("") }]);
    expect(runReport.summary.evicted?.events).toBeGreaterThanOrEqual(MAX_EVENTS);
    expect(calls[0]?.timeline.length).toBeLessThanOrEqual(1.2 * MAX_EVENTS);
  });

  it("a log within bounds has nothing to say of it", async () => {
    const { runReport } = await analyseTexts(logs, { config });
    expect(runReport.summary.evicted).toBeUndefined();
  });
});
