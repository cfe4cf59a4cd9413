import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/report/display-width.js";
import { isProblem } from "../../src/report/problem.js";
import { type CallRow, type Report, reportSchema } from "../../src/report/schema.js";
import { renderTerminal, type TerminalOptions } from "../../src/report/terminal.js";
import { corpusReport } from "../support/corpus.js";
import {
  frameOf,
  healthyCall,
  joined,
  rtpTimeoutCall,
  rtpTimeoutReport,
  seedCall,
  seedReport,
} from "../support/report-fixtures.js";
import { GOLDEN, sampleNames } from "../support/sample.js";

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
  return JSON.parse(JSON.stringify(report), (key, value) =>
    typeof value === "string" && freeText.test(key) ? value + hostile : value,
  ) as Report;
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
    expect(widest(await render(report))).toBe(80);
  });

  test("a command that does not fit goes on on the next line as a shell takes it, never within quotes", async () => {
    const shown = async (command: string): Promise<string> => {
      const advice = rtpTimeoutReport.recommendations.map((row) => ({ ...row, apply: [command] }));
      const text = await render({ ...rtpTimeoutReport, recommendations: advice });
      return /^ +Apply {3}((?:.*\\\n)*.*)$/m.exec(text)?.[1] ?? "";
    };
    const quotedWhole = `asterisk -rx '${"pjsip show endpoint trunk ".repeat(5)}'`;
    expect(await shown(quotedWhole)).toBe(`asterisk -rx \\\n             ${quotedWhole.slice("asterisk -rx ".length)}`);
    const words = `ls -l ${"/var/lib/asterisk/sounds/ru/bot.slin ".repeat(4)}`.trim();
    const broken = await shown(words);
    expect(broken.split("\n")).toHaveLength(4);
    expect(broken.replaceAll(/ \\\n +/g, " ")).toBe(words);
  });

  test("says what happened, why, and what to do", async () => {
    const text = await render(rtpTimeoutReport);
    expect(text).toContain(`2 calls: 1 failed, 1 healthy. 2026-11-22 15:57:23 to 15:57:58 UTC.
From asterisk.full.log, bot.log. 1 wait from hold to playback over the RTP
limit.
`);
    expect(text).toContain("VERDICT  rtp-timeout (confirmed)");
    expect(text).toContain("79162579129 -> 1010, 2026-11-22 15:57:25.000 UTC, lasted 7.05 s");
    expect(text).toContain("asterisk.full.log:1075");
    expect(text).toContain("15:57:34.843 │                                │ ~ tts: ");
    expect(text).toContain(`What to do first
  1. Raise the RTP timeout for the trunk
     5 s is shorter than the silences of a phone with voice activity detection.
     60 s is a usual value.
     Set   rtptimeout = 60, in /etc/asterisk/sip.conf [general]
     Risk  A call whose caller has vanished stays up for a minute.
`);
    expect(text).toContain("Change  rtptimeout: 5 -> 60");
    expect(text).toContain("asterisk -rx 'sip reload'");
    expect(text).toContain("Asterisk refused the playback.");
    expect(text).toContain("UTC+03:00");
  });

  const placesOf = (lines: readonly string[], heads: readonly string[]): number[] =>
    heads.map((head) => lines.findIndex((line) => line.startsWith(head)));

  test("one call: verdict, why and what to do on the first screen, then everything else", async () => {
    const lines = linesOf(await render(rtpTimeoutReport));
    const heads = [
      ...["2 calls: ", "Call ", "VERDICT", "    [Nov 22 15:57:32] NOTICE", "What to do first", "     Set   rtptimeout"],
      ...["The call in full", "Hold to playback", "Timeline", "Ruled out", "Findings", "What to do, in full"],
      ...["Findings about the whole run", "Notes", "What was read", "  Read "],
    ];
    const places = placesOf(lines, heads);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(0);
    expect(places[5]).toBeLessThan(24);
    expect(lines.at(-1)).toBe("2 calls: 1 failed, 1 healthy. First: Raise the RTP timeout for the trunk.");
  });

  test.each(sampleNames())("a lone call of a sample has verdict and first step within 24 lines: %s", async (name) => {
    const report = reportSchema.parse(JSON.parse(readFileSync(join(GOLDEN, name, "report.json"), "utf8")));
    const lone = report.calls.find(isProblem);
    if (lone === undefined) return;
    const healthyCount = lone.diagnosis.cause === "none" ? 1 : 0;
    const summary = { ...report.summary, callCount: 1, healthyCount, causeCounts: { [lone.diagnosis.cause]: 1 } };
    const lines = linesOf(await render({ ...report, summary, calls: [lone] }));
    const [verdict = -1, first = -1] = placesOf(lines, ["VERDICT", "  1. "]);
    expect(verdict).toBeGreaterThan(0);
    expect(verdict).toBeLessThan(10);
    if (report.recommendations.length === 0) return;
    expect(lines[first + 1]).toMatch(/^ {5}\S/);
    expect(first).toBeGreaterThan(verdict);
    expect(first + 3).toBeLessThan(24);
  });

  test("26 calls take 250 lines at most, the plan before the calls, what was read last", async () => {
    const report = await corpusReport("pjsip-general");
    expect(report.calls).toHaveLength(26);
    for (const columns of [80, 120, 200]) {
      const text = await render(report, { columns });
      const lines = linesOf(text);
      expect(lines.length).toBeLessThanOrEqual(250);
      expect(widest(text)).toBe(Math.min(columns, 140));
      const heads = [
        ...["26 calls: 23 failed, 3 healthy.", "  Failed │", "What to do first", "Then", "Calls, the clearest"],
        ...["Other calls", "Findings about the whole run", "Notes", "What was read"],
      ];
      const places = placesOf(lines, heads);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[2]).toBeLessThan(24);
      expect(lines.filter((line) => /^ {2}[1-3]\. /.test(line))).toHaveLength(3);
    }
  });

  test("so they do where each has a cause of its own, with advice and remarks of its own", async () => {
    const [advice] = rtpTimeoutReport.recommendations;
    const [finding] = rtpTimeoutCall.findings;
    const [ofRun] = rtpTimeoutReport.runFindings;
    if (!advice || !finding || !ofRun) throw new Error("the fixture has them");
    const numbers = Array.from({ length: 26 }, (_, index) => index);
    const calls = numbers.map((index) => ({
      ...rtpTimeoutCall,
      channelId: `1795363045.${index}`,
      diagnosis: { ...rtpTimeoutCall.diagnosis, cause: `cause-${index}` },
      findings: [{ ...finding, name: `cause-${index}`, recommendationIds: [`R${index}`] }],
    }));
    const text = await render({
      ...rtpTimeoutReport,
      calls,
      summary: {
        ...rtpTimeoutReport.summary,
        ...{
          callCount: 26,
          healthyCount: 0,
          causeCounts: Object.fromEntries(calls.map((call) => [call.diagnosis.cause, 1])),
        },
      },
      recommendations: numbers.map((index) => ({ ...advice, id: `R${index}`, title: `${advice.title} ${index}` })),
      runFindings: numbers.map(() => ofRun),
      notes: numbers.map((index) => `Note ${index}`),
    });
    expect(linesOf(text).length).toBeLessThanOrEqual(250);
    expect(widest(text)).toBe(80);
    expect(text.match(/^cause-\d+ \(confirmed\), 1 call$/gm)).toHaveLength(10);
    expect(text.match(/^ {2}1795363045\.\d+ {2}cause-\d+ \(confirmed\), 15:57:25/gm)).toHaveLength(16);
  });

  test("few causes are drawn, many are not", async () => {
    const isDrawn = async (name: string): Promise<boolean> =>
      (await render(await corpusReport(name))).includes("  channel  ═");
    expect(await isDrawn("pjsip-rtp-short")).toBe(true);
    expect(await isDrawn("pjsip-general")).toBe(false);
  });

  test("a run of two days tells the day of each call", async () => {
    const report = await corpusReport("pjsip-rtp-short");
    const moved = report.inputs.map((input, index) =>
      index === 0 ? { ...input, firstAt: "2026-11-21T00:00:00Z" } : input,
    );
    expect(await render({ ...report, inputs: moved }, { columns: 120 })).toContain(
      "C-00000002  2026-11-22 15:57:25, lasted 7.3 s",
    );
    expect(await render(report)).toContain("C-00000002  15:57:25, lasted 7.3 s");
  });

  test("a path is told once, its name stands for it after that", async () => {
    const folder = "/srv/incident-of-november/pbx-1";
    const moved = JSON.parse(
      JSON.stringify(rtpTimeoutReport).replaceAll('"asterisk.full.log"', `"${folder}/asterisk.full.log"`),
    ) as Report;
    const text = (await render(moved)).replace(/\n */g, " ");
    expect(text.split(folder)).toHaveLength(2);
    expect(text).toContain(`From asterisk.full.log in ${folder}; bot.log.`);
    expect(text).toContain(" asterisk.full.log:1075 ");
  });

  test("a call without a uniqueid goes by what else it is called", async () => {
    const text = await render({ ...rtpTimeoutReport, calls: [{ ...rtpTimeoutCall, channelId: null }] });
    expect(text).toContain("\nCall SIP/trunk-00000001  C-00000002\n");
    expect(text).not.toContain("without");
  });

  test("what the logs lack is said near the top, a line each", async () => {
    const path = `/srv/${"incident-of-november/".repeat(4)}asterisk.full.log`;
    const broken = withInput(rtpTimeoutReport, { path, lossy: true, unparsedLineCount: 12, cutLineCount: 3 });
    const text = await render({ ...broken, summary: { ...broken.summary, partial: true } });
    const at = placesOf(linesOf(text), ["  Partial"])[0] ?? -1;
    expect(linesOf(text)[0]).toMatch(/^2 calls in the part that was read: 1 failed, 1 healthy\./);
    expect(linesOf(text).slice(at, at + 4)).toEqual([
      "  Partial: reading stopped before the end of the input.",
      "  …/incident-of-november/asterisk.full.log: lossy (the logger discarded lines)",
      "  …/incident-of-november/asterisk.full.log: 12 of 1145 lines not understood",
      "  …/asterisk.full.log: 3 lines cut because they were too long",
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
      { ...finding, severity: "warning" as const, code: "LOG203" },
      { ...finding, code: "SYS204", severity: "error" as const, evidence: [line, line, line, line] },
    ];
    const text = await render({ ...rtpTimeoutReport, runFindings });
    expect(text).toContain(
      `  ERROR SYS204 unknown-option
    Asterisk ignores autodestruct: no version of sip.conf has this option.
    /etc/asterisk/sip.conf:21
      autodestruct=no
  WARNING LOG203`,
    );
    expect(text.indexOf("INFO CFG104")).toBeGreaterThan(text.indexOf("WARNING LOG203"));
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

  test("no place is wider than the page, however long its path", async () => {
    const path = `/srv/${"incident-of-november/".repeat(5)}bot.log`;
    const report = reportSchema.parse(
      JSON.parse(JSON.stringify(rtpTimeoutReport).replaceAll('"bot.log"', `"${path}"`)),
    );
    const [finding] = report.runFindings;
    if (finding === undefined) throw new Error("the report has a run finding");
    const evidence = finding.evidence.map((line) => ({ ...line, source: path.replace("bot.log", "sip.conf") }));
    const text = await render({ ...report, runFindings: [{ ...finding, evidence }] });
    expect(widest(text)).toBe(80);
    expect(text).toContain("\n    /srv/incident-of-november/incident-of-november/incident-of-november/\n");
  });

  test("code for the bot is printed as it is, once a run", async () => {
    const [, bot] = rtpTimeoutReport.recommendations;
    if (bot?.snippets === undefined) throw new Error("the advice has code");
    const again = { ...bot, id: "R3", title: "Do not act on a channel that is gone" };
    const findings = rtpTimeoutCall.findings.map((finding) => ({ ...finding, recommendationIds: [bot.id] }));
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
    expect(text).toContain("2 calls, and all are healthy.");
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

  test("with --verbose a call is drawn before the next one is asked for", async () => {
    async function* endless(): AsyncGenerator<CallRow> {
      for (;;) yield seedCall;
    }
    let drawn = 0;
    const options = { columns: 80, color: false, drawAll: false, isVerbose: true };
    for await (const chunk of renderTerminal(frameOf(seedReport), endless(), options)) {
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
    expect(text.split("\n").length).toBeLessThan(180);
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
