// Captures of Asterisk's events: told by what is in them, tied to the call, and believed where the logs say nothing.
import { describe, expect, test } from "vitest";
import { captureKindOf } from "../../src/records/captured/kind.js";
import type { CallRow } from "../../src/report/schema.js";
import { analyseTexts, type LogText, logText, type RunOptions } from "../support/analyse.js";
import { asterisk, bot } from "../support/call-logs.js";
import { allForms, ami, ari, type CapturedEvents, cel } from "../support/captured-events.js";

/** The channel is gone in the hold, and neither log says why: Asterisk's has no VERBOSE, and the bot prints no event. */
const silentBot = bot.stasisStart(0.2).answered(0.3).hold(1).playRefused(8);
const begun = (capture: CapturedEvents): CapturedEvents => capture.created(0).answered(0.1);

async function judgedWith(captures: readonly unknown[], options: RunOptions = {}, logs: readonly LogText[] = []) {
  const { calls, runReport, warnings } = await analyseTexts(
    [
      ...(logs.length > 0 ? logs : [logText("bot.log", String(silentBot))]),
      ...captures.map((capture, i) => logText(`capture-${i}`, String(capture))),
    ],
    options,
  );
  expect(calls).toHaveLength(1);
  return { call: calls[0] as CallRow, runReport, warnings };
}

const causeOf = async (capture: CapturedEvents): Promise<string> => {
  const { cause, confidence } = (await judgedWith([capture])).call.diagnosis;
  return `${cause} (${confidence})`;
};

describe("what a captured end says, where the logs say nothing", () => {
  test("without a capture it is open", async () => {
    expect((await judgedWith([])).call.diagnosis.cause).toBe("undetermined");
  });

  describe.each(Object.entries(allForms))("%s", (_name, form) => {
    const ends: readonly (readonly [string, CapturedEvents, string])[] = [
      [
        "a request without a cause: the caller's BYE",
        begun(form).hangupRequest(6).ended(6.01, 0),
        "caller-hangup (likely)",
      ],
      [
        "flag 32, and an end with 0: the CLI",
        begun(form).hangupRequest(6, { cause: 32, soft: true }).ended(6.01, 0),
        "operator-hangup (likely)",
      ],
      [
        "flag 32, and an end with 16: a DELETE",
        begun(form).hangupRequest(6, { cause: 32, soft: true }).ended(6.01, 16),
        "bot-hangup (likely)",
      ],
      [
        "flag 1, and an end with 44: the RTP timeout",
        begun(form).hangupRequest(6, { cause: 1, soft: true }).ended(6.01, 44),
        "rtp-timeout (confirmed)",
      ],
      [
        "the same while the far end holds the call",
        begun(form).held(1.5).hangupRequest(6, { cause: 1, soft: true }).ended(6.01, 44),
        "rtp-hold-timeout (confirmed)",
      ],
      [
        "the same after it has taken the call back",
        begun(form).held(1.5).unheld(2).hangupRequest(6, { cause: 1, soft: true }).ended(6.01, 44),
        "rtp-timeout (confirmed)",
      ],
    ];
    test.each(ends)("%s", async (_what, capture, verdict) => {
      expect(await causeOf(capture)).toBe(verdict);
    });
  });

  test("an end without a request is no caller's", async () => {
    const { candidates, ruledOut } = (await judgedWith([begun(ari).ended(6, 0)])).call.diagnosis;
    expect(candidates.map(({ cause }) => cause)).not.toContain("caller-hangup");
    expect(ruledOut.find(({ cause }) => cause === "caller-hangup")?.evidence).toHaveLength(1);
  });

  test("but only where the capture holds the channel from its beginning", async () => {
    const { candidates } = (await judgedWith([ari.answered(0.1).ended(6, 0)])).call.diagnosis;
    expect(candidates.map(({ cause }) => cause)).toContain("caller-hangup");
  });

  test("another channel's events say nothing of this one", async () => {
    const other = begun(ari.of({ channelId: "1795362720.2", name: "PJSIP/trunk-00000002" }));
    expect(await causeOf(other.hangupRequest(6).ended(6.01, 0))).toBe("undetermined (possible)");
  });

  test("the evidence names file and line", async () => {
    const { diagnosis } = (await judgedWith([begun(ari).hangupRequest(6).ended(6.01, 0)])).call;
    expect(diagnosis.evidence).toEqual([
      expect.objectContaining({ source: "capture-0", line: 3, at: "2026-11-22T15:52:06.000Z" }),
    ]);
    expect(diagnosis.evidence[0]?.text).toContain("ChannelHangupRequest");
  });
});

describe("captures beside logs", () => {
  const requested = begun(ari).hangupRequest(6).ended(6.01, 0);

  test("are inputs of their own kind, and no bot's log", async () => {
    const { runReport, warnings } = await judgedWith([requested, begun(ami).ended(6, 0), begun(cel).ended(6, 0)]);
    expect(runReport.inputs.map(({ role, format, unparsedLineCount }) => [role, format, unparsedLineCount])).toEqual([
      ["bot", "python-logging", 0],
      ["capture", "ARI events", 0],
      ["capture", "AMI events", 0],
      ["capture", "CEL", 0],
    ]);
    expect(warnings).toEqual([]);
  });

  test("tell one thing once, whichever is named first", async () => {
    const captures = [requested, begun(ami).hangupRequest(6).ended(6.01, 0), begun(cel).ended(6.01, 0)];
    for (const order of [captures, captures.toReversed()]) {
      const { timeline } = (await judgedWith(order)).call;
      expect(timeline.filter(({ side }) => side === "events").map(({ text }) => text)).toEqual([
        "ChannelCreated",
        "ChannelStateChange",
        "ChannelHangupRequest: no cause",
        "ChannelHangupRequest: cause 16, soft",
        "ChannelDestroyed: cause 0",
      ]);
    }
  });

  test("tie the ids of a log that knows the channel by its name alone, on whatever clock", async () => {
    const log = asterisk.runs(0, "NoOp").stasis(0).musicStarts(1).musicStops(6);
    const { call } = await judgedWith([begun(ari).hangupRequest(6).ended(6.01, 0)], {}, [
      logText("full.log", String(log)),
    ]);
    expect([call.channelId, call.channelName]).toEqual(["1795362720.1", "PJSIP/trunk-00000001"]);
    const local = String(log).replaceAll("Nov 22 15:", "Nov 23 02:");
    const { call: other } = await judgedWith([begun(ari).hangupRequest(6).ended(6.01, 0)], {}, [
      logText("full.log", local),
    ]);
    expect(other.channelId).toBe("1795362720.1");
    expect(other.timeline.map(({ side }) => side)).toContain("events");
    expect(other.timeline.every(({ at }) => at?.startsWith("2026-11-23T02:52"))).toBe(true);
  });

  test("read the time of receipt on Asterisk's clock", async () => {
    const late = String(begun(ami).hangupRequest(6).ended(6.01, 0)).replaceAll("T15:52", "T15:57");
    const { call, runReport } = await judgedWith([late]);
    const request = call.timeline.find(({ text }) => text.startsWith("HangupRequest"));
    expect(Math.abs(Date.parse(request?.at ?? "") - Date.parse("2026-11-22T15:52:06Z"))).toBeLessThan(1_000);
    expect(runReport.inputs.at(-1)?.clockOffsetSeconds).toBeCloseTo(300, -1);
  });

  test("that break off, or hold noise, say so and are used as far as they go", async () => {
    const text = `${String(requested)}{"receivedAt": "2026-11-22T15:52:09Z", "event": {"type": "Chan`;
    const { call, runReport } = await judgedWith([`${text}\n\u0000\u0001 noise\n`]);
    expect(call.diagnosis.cause).toBe("caller-hangup");
    expect(runReport.inputs.at(-1)?.unparsedLineCount).toBe(2);
  });

  test("from a pipe are told like any other", async () => {
    const { calls } = await analyseTexts([logText("bot.log", String(silentBot)), logText("-", String(requested))]);
    expect(calls[0]?.diagnosis.cause).toBe("caller-hangup");
  });

  test("are logs where the user says so", async () => {
    const { runReport } = await analyseTexts([logText("events", String(requested))], { role: "bot" });
    expect(runReport.inputs.map(({ role }) => role)).toEqual(["bot"]);
  });
});

describe("what is no capture", () => {
  const logs: readonly (readonly [string, string])[] = [
    [
      "a bot's log of events",
      `{"level":"info","msg":"event","event":{"type":"StasisEnd","timestamp":"2026-11-22T15:52:06.000+0000","application":"voicebot"}}\n`,
    ],
    [
      "a bot's words before an event",
      `2026-11-22T15:52:06.082Z INFO event {"type":"StasisEnd","timestamp":"x","application":"voicebot","asterisk_id":"a"}\n`,
    ],
    ["JSON lines of a bot", `{"time":"2026-11-22T15:52:06.082Z","type":"hold","channel":"1795362720.1"}\n`],
    ["Asterisk's log", String(asterisk.stasis(0).musicStarts(1))],
    ["a bot's log", String(silentBot)],
    ["a table of log lines", `"@timestamp","@message"\n"2026-11-22 15:52:06.312","ANSWERED: 1795362720.1"\n`],
    ["AMI among other lines", "starting\nEvent: Hangup\nUniqueid: 1795362720.1\n"],
    ["nothing", ""],
  ];
  test.each(logs)("%s", (_name, text) => {
    expect(captureKindOf(Buffer.from(text))).toBeNull();
  });
});

describe("what is one", () => {
  const captures: readonly (readonly [string, string])[] = [
    ["pcap", "\u00d4\u00c3\u00b2\u00a1\u0002\u0000"],
    ["pcap", "\u00a1\u00b2\u003c\u004d\u0000\u0002"],
    ["pcapng", "\u000a\u000d\u000d\u000a\u001c\u0000"],
    ["ari-events", String(begun(ari))],
    [
      "ami-events",
      `Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nMessage: Authentication accepted\r\n\r\n${String(begun(ami))}`,
    ],
    ["ami-events", String(begun(ami)).replaceAll("# received ", "")],
    ["cel", String(begun(cel))],
    [
      "cdr",
      `"","55119702488","1010","from-trunk","""A"" <55119702488>","PJSIP/trunk-00000002","","Stasis","voicebot","2026-11-29 03:53:34","2026-11-29 03:53:34","2026-11-29 03:53:36",2,2,"ANSWERED","DOCUMENTATION","1795935214.2",""\n`,
    ],
  ];
  test.each(captures)("%s", (kind, latin1) => {
    expect(captureKindOf(Buffer.from(latin1, "latin1"))).toBe(kind);
  });
});
