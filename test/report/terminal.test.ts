import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/report/display-width.js";
import { type CallRow, type Report, reportSchema } from "../../src/report/schema.js";
import { renderTerminal, type TerminalOptions } from "../../src/report/terminal.js";
import {
  frameOf,
  healthyCall,
  joined,
  rtpTimeoutCall,
  rtpTimeoutReport,
  seedCall,
  seedReport,
} from "../support/report-fixtures.js";

const render = (report: Report, options: Partial<TerminalOptions> = {}): Promise<string> =>
  joined(renderTerminal(frameOf(report), report.calls, { columns: 80, color: false, drawAll: false, ...options }));

/** The widest line but for code, which is there to be copied. */
const widest = (text: string): number =>
  Math.max(
    ...text
      .replace(/^( +)(?:Python|Node):\n(?:\1 .*\n)+/gm, "")
      .split("\n")
      .map(displayWidth),
  );

const linesOf = (text: string): string[] => text.trimEnd().split("\n");

/** The report with the first of its inputs changed. */
const withInput = (report: Report, input: Partial<Report["inputs"][number]>): Report => ({
  ...report,
  inputs: report.inputs.map((row, index) => (index === 0 ? { ...row, ...input } : row)),
});

/** Fields whose words come from logs, paths or rules, and so may hold anything. */
const freeText =
  /^(text|summary|message|why|reason|what|how|title|event|cause|caller|exten|host|source|path|channelId|channelName|logCallId|sipCallId)$/;

/** The report with `hostile` at the end of all its free text. */
function withHostileText(report: Report, hostile: string): Report {
  const changed: unknown = JSON.parse(JSON.stringify(report), (key, value) =>
    typeof value === "string" && freeText.test(key) ? value + hostile : value,
  );
  return reportSchema.parse(changed);
}

describe("renderTerminal", () => {
  test.each([
    ["RTP timeout", rtpTimeoutReport],
    ["seed", seedReport],
  ])("fits the terminal: %s", async (_, report) => {
    for (const columns of [80, 100, 140]) expect(widest(await render(report, { columns }))).toBe(columns);
    expect(widest(await render(report, { columns: 300 }))).toBe(140);
  });

  test("fits the terminal whatever the script of the log", async () => {
    const report = withHostileText(
      rtpTimeoutReport,
      " 通話が切れました🫠👩‍💻⚠️ क्षि Ελλάδα й̆ 0123456789012345678901234567890123456789",
    );
    const lines = (await render(report)).split("\n").filter((line) => !/:\d+$/.test(line));
    expect(widest(lines.join("\n"))).toBe(80);
  });

  test("keeps commands whole, to be copied", async () => {
    const command = `asterisk -rx '${"pjsip show endpoint trunk ".repeat(5)}'`;
    const advice = rtpTimeoutReport.recommendations.map((recommendation) => ({ ...recommendation, apply: [command] }));
    expect(await render({ ...rtpTimeoutReport, recommendations: advice })).toContain(command);
  });

  test("says what happened, why, and what to do", async () => {
    const text = await render(rtpTimeoutReport);
    expect(text).toContain("2 calls: 1 healthy, 1 rtp-timeout. 1 hold-to-playback gap over the RTP limit.");
    expect(text).toContain("VERDICT  rtp-timeout (confirmed)");
    expect(text).toContain("79162579129 -> 1010, 2026-11-22 15:57:25.000 UTC, lasted 7.05 s");
    expect(text).toContain("asterisk.full.log:1075");
    expect(text).toContain("15:57:34.843 │                                │ ~ tts: ");
    expect(text).toContain("Change  rtptimeout: 5 -> 60");
    expect(text).toContain("asterisk -rx 'sip reload'");
    expect(text).toContain("Asterisk refused the playback.");
    expect(text).toContain("UTC+03:00");
  });

  test("the outcome comes first and last, the verdicts soon after, the bookkeeping at the end", async () => {
    const lines = linesOf(await render(rtpTimeoutReport));
    const heads = ["Findings about the whole run", "Notes", "VERDICT", "What to do", "What was read", "  Read "];
    const places = heads.map((head) => lines.findIndex((line) => line.startsWith(head)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(places[2]).toBeLessThan(22);
    expect(lines[1]).toMatch(/^2 calls: /);
    expect(lines.at(-1)).toBe(lines[1]);
  });

  test("what the logs lack is said near the top, a line each", async () => {
    const path = `/srv/${"incident-of-november/".repeat(4)}asterisk.full.log`;
    const broken = withInput(rtpTimeoutReport, { path, lossy: true, unparsedLineCount: 12, cutLineCount: 3 });
    const text = await render({ ...broken, summary: { ...broken.summary, partial: true } });
    expect(linesOf(text).slice(1, 7)).toEqual([
      "2 calls in the part that was read: 1 healthy, 1 rtp-timeout. 1 hold-to-playback",
      "gap over the RTP limit.",
      "  Partial: reading stopped before the end of the input.",
      "  …/incident-of-november/asterisk.full.log: lossy, the logger discarded lines",
      "  …/incident-of-november/asterisk.full.log: 12 of 1145 lines not understood",
      "  …/asterisk.full.log: 3 lines cut, too long to be kept whole",
    ]);
  });

  test("many broken logs do not push the verdicts away", async () => {
    const [input] = rtpTimeoutReport.inputs;
    if (input === undefined) throw new Error("the report has inputs");
    const inputs = Array.from({ length: 30 }, (_, index) => ({ ...input, path: `full.${index}` }));
    const text = await render({ ...rtpTimeoutReport, inputs });
    expect(text).toContain('… 24 more lines like these: see "What was read"');
    expect(linesOf(text).findIndex((line) => line.startsWith("VERDICT"))).toBeLessThan(30);
  });

  test("findings of the run: the worst first, a line once however many calls rest on it", async () => {
    const [finding] = rtpTimeoutReport.runFindings;
    const [line] = finding?.evidence ?? [];
    if (finding === undefined || line === undefined) throw new Error("the report has a run finding");
    const runFindings = [
      { ...finding, severity: "info" as const },
      { ...finding, code: "SYS204", severity: "error" as const, evidence: [line, line, line, line] },
    ];
    const text = await render({ ...rtpTimeoutReport, runFindings });
    expect(text).toContain(
      `  ERROR SYS204 unknown-option
    Asterisk ignores autodestruct: no version of sip.conf has this option.
    /etc/asterisk/sip.conf:21
      autodestruct=no
  INFO CFG104`,
    );
  });

  test("a clock is told once", async () => {
    const text = (await render(rtpTimeoutReport, { columns: 140 })).replace(/\s+/g, " ");
    expect(text.split("UTC+03:00")).toHaveLength(2);
    expect(text.split("rests on 12 holds")).toHaveLength(2);
    expect(text).not.toContain("Clock of");
  });

  test("a file with both logs has its clocks in the note", async () => {
    const clockNote = "asterisk: UTC+03:00, given by flag; bot: UTC+00:00, given by flag";
    const mixed = { role: "mixed", utcOffsetMinutes: null, utcOffsetFrom: null, clockNote } as const;
    const text = await render(withInput(seedReport, mixed), { columns: 140 });
    expect(text).toContain(clockNote);
    expect(text).not.toContain("zone unknown");
  });

  test("long paths lose folders in the tables, never their file name; places of evidence stay whole", async () => {
    const folder = "/home/support/incidents/2026-11-22/pjsip-decoy";
    const report = reportSchema.parse(
      JSON.parse(JSON.stringify(rtpTimeoutReport).replaceAll('"asterisk.full.log"', `"${folder}/asterisk.full.log"`)),
    );
    const text = await render(report);
    expect(text).toContain("  …/pjsip-decoy/asterisk.full.log │ ");
    expect(text).toContain(`\n  ${folder}/asterisk.full.log:1075\n`);
    expect(widest(text)).toBe(80);
  });

  test("a place of evidence is broken nowhere, however long", async () => {
    const path = `/srv/${"incident-of-november/".repeat(5)}bot.log`;
    const report = reportSchema.parse(
      JSON.parse(JSON.stringify(rtpTimeoutReport).replaceAll('"bot.log"', `"${path}"`)),
    );
    const ruledOut = (await render(report)).split("\nRuled out\n")[1]?.split("\n\n")[0];
    expect(ruledOut?.split("\n")).toContain(`    ${path}:94`);
  });

  test("code for the bot is printed as it is, once a run", async () => {
    const [, bot] = rtpTimeoutReport.recommendations;
    if (bot?.snippets === undefined) throw new Error("the advice has code");
    const again = { ...bot, title: "Do not act on a channel that is gone" };
    const ofCall = { ...bot, title: "Listed nowhere" };
    const findings = rtpTimeoutCall.findings.map((finding) => ({ ...finding, recommendations: [bot, ofCall] }));
    const text = await render({
      ...rtpTimeoutReport,
      calls: [{ ...rtpTimeoutCall, findings }],
      recommendations: [...rtpTimeoutReport.recommendations, again],
    });
    const shown = `     Python:
       async def on_event(event):
           if event["type"] == "StasisEnd":
               calls.pop(event["channel"]["id"]).answer_task.cancel()   # model, speech and playback
     Node:
       ari.on("StasisEnd", (event, channel) => {
         calls.get(channel.id)?.abort.abort();
       });
  3. Do not act on a channel that is gone
     Why     The bot went on for 2.8 s for a caller who was gone.
     Code    as under 2
`;
    expect(text).toContain(shown);
    expect(text.split("Python:")).toHaveLength(2);
  });

  test("code keeps its indentation and can forge nothing", async () => {
    const recommendations = rtpTimeoutReport.recommendations.map((advice) => ({
      ...advice,
      snippets: { python: "if gone:\n\tstop()\x1b[2J\r\n\nVERDICT  healthy", node: "stop();" },
    }));
    const text = await render({ ...rtpTimeoutReport, recommendations });
    expect(text).toContain(
      "       if gone:\n           stop()\\x1b[2J\n\n       VERDICT  healthy\n     Node:\n       stop();\n",
    );
    expect(text.split("Python:")).toHaveLength(2);
  });

  test("a label that the text repeats is left out", async () => {
    const [first] = rtpTimeoutCall.timeline;
    if (first === undefined) throw new Error("the call has a timeline");
    const entries = [
      ["bot-stasis-start", "StasisStart channel=1"],
      ["bot-stasis-end", "🔚 Stasis end: channel 1"],
      ["bot-filler", "FILLER played"],
      ["bot-play", "Playback 8e87 started"],
      ["bot-hold", "🔒 Канал поставлен на hold"],
      ["bot-tts", ""],
    ] as const;
    const timeline = entries.map(([event, text], index) => ({ ...first, line: index + 1, event, text }));
    const text = await render({ ...rtpTimeoutReport, calls: [{ ...rtpTimeoutCall, timeline }] }, { columns: 100 });
    const shown = linesOf(text).flatMap((line) => /^ {2}15:57:25\.000 │ (.*)$/.exec(line)?.[1] ?? []);
    expect(shown).toEqual([
      "StasisStart channel=1",
      "🔚 Stasis end: channel 1",
      "FILLER played",
      "play: Playback 8e87 started",
      "hold: 🔒 Канал поставлен на hold",
      "tts:",
    ]);
  });

  test("an undetermined call names candidates and what to log", async () => {
    const text = await render(seedReport);
    expect(text).toContain("VERDICT  undetermined\n  The channel was gone 3.76 s after the hold");
    expect(text).toContain("The playback was not possible.");
    expect(text).toContain("1. caller-hangup");
    expect(text).toContain("-> Then: asterisk -rx 'logger reload'");
    expect(text).toContain("Only the bot log tells of this call.");
  });

  test("healthy calls are counted, not drawn", async () => {
    const summary = { ...seedReport.summary, callCount: 2, healthyCount: 2, undeterminedCount: 0 };
    const text = await render({ ...seedReport, summary, calls: [healthyCall, healthyCall] });
    expect(text).toContain("All 2 calls are healthy.");
    expect(text).not.toContain("VERDICT");
  });

  test("a healthy call that was asked for is drawn", async () => {
    const call: CallRow = {
      ...healthyCall,
      legs: rtpTimeoutCall.legs.map((leg) => ({ ...leg, hangupCause: null })),
      timeline: rtpTimeoutCall.timeline.slice(0, 5),
    };
    const text = await render({ ...rtpTimeoutReport, calls: [call, rtpTimeoutCall] }, { drawAll: true });
    expect(text).toContain("Leg SIP/trunk-00000001 (caller), ended 15:57:32.052\n");
    expect(text).toContain("VERDICT  none: nothing went wrong that the logs show\n");
    expect(text).toContain("2.16 s from hold to playback: within the RTP limit");
    expect(text).toContain("15:57:25.551 │");
    expect(text).toContain("VERDICT  rtp-timeout");
    expect(widest(text)).toBe(80);
  });

  test("a refusal of another request is not one of the playback", async () => {
    const timeline = rtpTimeoutCall.timeline.map((entry) =>
      entry.event === "bot-request-failed" ? { ...entry, text: "DELETE /ari/channels/1795363045.1/hold: 404" } : entry,
    );
    const text = await render({ ...rtpTimeoutReport, calls: [{ ...rtpTimeoutCall, timeline }] });
    expect(text).toContain("The playback was not possible.");
  });

  test("a healthy call with a warning is drawn, and not called broken", async () => {
    const call = { ...healthyCall, findings: rtpTimeoutCall.findings };
    const text = await render({ ...rtpTimeoutReport, calls: [call] });
    expect(text).toContain("VERDICT  the call went well, but see the findings");
    expect(text).toContain("WARNING RTP102");
  });

  test("a call is drawn before the next one is asked for", async () => {
    async function* endless(): AsyncGenerator<CallRow> {
      for (;;) yield seedCall;
    }
    let drawn = 0;
    for await (const chunk of renderTerminal(frameOf(seedReport), endless(), {
      columns: 80,
      color: false,
      drawAll: false,
    })) {
      if (chunk.includes("VERDICT")) drawn += 1;
      if (drawn === 3) break;
    }
    expect(drawn).toBe(3);
  });

  test("a long timeline loses its middle, never its ends or its evidence", async () => {
    const [first] = seedCall.timeline;
    if (first === undefined) throw new Error("the seed call has a timeline");
    const noise = Array.from({ length: 500 }, (_, index) => ({ ...first, line: 100 + index, event: "noise" }));
    const [start, ...rest] = rtpTimeoutCall.timeline;
    if (start === undefined) throw new Error("the call has a timeline");
    const text = await render({
      ...rtpTimeoutReport,
      calls: [{ ...rtpTimeoutCall, timeline: [start, ...noise, ...rest] }],
    });
    expect(text).toMatch(/… \d+ more events …/);
    expect(text).toContain("! rtp-timeout: ");
    expect(text).toContain("StasisEnd: ");
    expect(text.split("\n").length).toBeLessThan(165);
  });

  test("hostile text reaches no terminal raw, and forges no line", async () => {
    const report = withHostileText(
      rtpTimeoutReport,
      "\x1b[2J\x1b]0;owned\x07\x9b\u202e\u2066\r\nVERDICT  healthy\ud83d",
    );
    for (const color of [false, true]) {
      const text = await render(report, { color });
      // The only escape sequences are our own paints.
      const ours = text.replace(/\x1b\[(1|2|22|31|32|33|39)m/g, "");
      expect(ours).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066\ud83d]/);
      expect(text).not.toMatch(/^VERDICT {2}healthy/m);
    }
  });

  test("without colour there is no escape at all, and colour changes no word", async () => {
    const plain = await render(rtpTimeoutReport);
    const painted = await render(rtpTimeoutReport, { color: true });
    expect(plain).not.toContain("\x1b");
    expect(painted).toContain("\x1b[31m");
    expect(painted.replace(/\x1b\[\d+m/g, "")).toBe(plain);
  });
});
