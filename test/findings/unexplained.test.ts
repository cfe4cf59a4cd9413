// Errors that nothing reads: shown with their call, or with the run; a call that has such is never said to have gone well.
import { describe, expect, it } from "vitest";
import { severityOfLevel } from "../../src/records/severity.js";
import type { CallRow } from "../../src/report/schema.js";
import { analyseTexts, logText } from "../support/analyse.js";
import { dedent } from "../support/rule-tester.js";

const ID = "1795362720.48";
const ASTERISK = `
  [Nov 22 15:52:00] VERBOSE[83][C-00000031] pbx.c: Executing [7@inbound:1] Answer("PJSIP/gw-00000030", "") in new stack
  [Nov 22 15:52:00] VERBOSE[83][C-00000031] pbx.c: Executing [7@inbound:2] Stasis("PJSIP/gw-00000030", "desk") in new stack
  [Nov 22 15:52:01] VERBOSE[83][C-00000031] res_musiconhold.c: Started music on hold, class 'default', on channel 'PJSIP/gw-00000030'
  [Nov 22 15:52:03] VERBOSE[83][C-00000031] res_musiconhold.c: Stopped music on hold on PJSIP/gw-00000030
  [Nov 22 15:52:03] VERBOSE[83][C-00000031] file.c: <PJSIP/gw-00000030> Playing 'a.slin' (language 'en')
`;
const BOT = `
  2026-11-22 15:52:00,120 - bot - INFO - StasisStart channel=${ID} caller=5550199
  2026-11-22 15:52:00,150 - bot - INFO - Channel ${ID} answered
  2026-11-22 15:52:01,000 - bot - INFO - Channel ${ID} put on hold
  2026-11-22 15:52:03,000 - bot - INFO - Channel ${ID} taken off hold
  2026-11-22 15:52:03,010 - bot - INFO - Playback 8689be8d-0248-4f24-9d70-7b6087671a61 started on channel ${ID} media=sound:a
  2026-11-22 15:52:05,000 - bot - INFO - PlaybackFinished 8689be8d-0248-4f24-9d70-7b6087671a61 state=done
  2026-11-22 15:52:06,000 - bot - INFO - Hanging up channel ${ID}
  2026-11-22 15:52:06,010 - bot - INFO - StasisEnd channel=${ID}
`;

/** The same log with lines put in behind the one that holds some words; lines of no time before the first. */
function withLines(log: string, behind: string, ...lines: readonly string[]): string {
  const all = dedent(log).split("\n");
  const at = behind === "" ? 0 : all.findIndex((line) => line.includes(behind)) + 1;
  return [...all.slice(0, at), ...lines, ...all.slice(at)].join("\n");
}

async function run(asterisk: string, bot: string) {
  const { calls, runReport } = await analyseTexts([logText("full.log", asterisk), logText("bot.log", bot)]);
  return { calls, findings: runReport.runFindings.filter(({ name }) => name === "unexplained-lines") };
}

async function only(asterisk: string, bot: string): Promise<CallRow> {
  const { calls } = await run(asterisk, bot);
  expect(calls).toHaveLength(1);
  return calls[0] as CallRow;
}

const textsOf = ({ unexplained }: CallRow): string[] => unexplained.map(({ text }) => text);

describe("a served call", () => {
  it("went well where nothing is logged as bad", async () => {
    const call = await only(dedent(ASTERISK), dedent(BOT));
    expect([call.diagnosis.cause, call.unexplained]).toEqual(["none", []]);
  });

  it.each<[what: string, asterisk: string, bot: string, text: string]>([
    [
      "an error of the bot",
      dedent(ASTERISK),
      withLines(BOT, "answered", `2026-11-22 15:52:00,700 - crm - ERROR - no customer card for ${ID}`),
      "no customer card",
    ],
    [
      "a warning of the bot that names it",
      dedent(ASTERISK),
      withLines(BOT, "answered", `2026-11-22 15:52:00,700 - crm - WARNING - card of ${ID} is stale`),
      "is stale",
    ],
    [
      "an error of the bot in another language",
      dedent(ASTERISK),
      withLines(BOT, "answered", `2026-11-22 15:52:00,700 - crm - ERROR - Kundenakte für ${ID} fehlt`),
      "Kundenakte",
    ],
    [
      "a warning of Asterisk's with its C- id, of a file that nothing is known of",
      withLines(ASTERISK, "Answer(", "[Nov 22 15:52:00] WARNING[83][C-00000031] res_curious.c: Gremlins in the line"),
      dedent(BOT),
      "Gremlins",
    ],
    [
      "an error of Asterisk's with its channel's name",
      withLines(ASTERISK, "Answer(", "[Nov 22 15:52:00] ERROR[12] res_curious.c: PJSIP/gw-00000030: no more gremlins"),
      dedent(BOT),
      "gremlins",
    ],
    [
      "an error of Asterisk's before its first step",
      withLines(ASTERISK, "", "[Nov 22 15:51:59] ERROR[83][C-00000031] res_curious.c: Gremlins on arrival"),
      dedent(BOT),
      "Gremlins",
    ],
  ])("with %s is undetermined, and the line is quoted", async (_what, asterisk, bot, text) => {
    const call = await only(asterisk, bot);
    expect(call.diagnosis.cause).toBe("undetermined");
    expect(call.diagnosis.summary).toMatch(/^Undetermined, with (?:errors|warnings) that this tool does not know/);
    expect(textsOf(call)).toEqual([expect.stringContaining(text)]);
    const [{ source = "", line = 0 } = {}] = call.unexplained;
    expect((source === "bot.log" ? bot : asterisk).split("\n")[line - 1]).toBe(textsOf(call)[0]);
  });

  it("is not doubted for a line that is known to touch no call", async () => {
    const harmless =
      "[Nov 22 15:52:00] WARNING[83][C-00000031] func_channel.c: Unknown or unavailable item requested: 'x'";
    const call = await only(withLines(ASTERISK, "Answer(", harmless), dedent(BOT));
    expect([call.diagnosis.cause, call.unexplained]).toEqual(["none", []]);
  });

  it("counts lines that differ in numbers once, and quotes five kinds, errors first", async () => {
    const at = (ms: number): string => `2026-11-22 15:52:02,${ms} - crm -`;
    const words = ["alpha", "bravo", "gamma", "delta", "omega"];
    const call = await only(
      dedent(ASTERISK),
      withLines(
        BOT,
        "put on hold",
        ...words.map((word, i) => `${at(100 + i)} WARNING - ${word} ${ID}`),
        ...[7, 8, 9].map((n) => `${at(200 + n)} ERROR - retry ${n} of ${ID}`),
      ),
    );
    expect(call.unexplained).toHaveLength(5);
    expect(call.unexplainedLineCount).toBe(8);
    expect(call.unexplained.find(({ text }) => text.includes("retry"))?.count).toBe(3);
  });
});

describe("a cause that a line proves", () => {
  it("stays, with the unknown lines beside it", async () => {
    const notice =
      "[Nov 22 15:52:02] NOTICE[12] res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/gw-00000030' for lack of audio RTP activity in 30 seconds";
    const asterisk = withLines(ASTERISK, "Started", notice).replace(/\n.*Playing.*/, "");
    const lines = dedent(BOT).split("\n").slice(0, 3);
    const bot = [
      ...lines,
      `2026-11-22 15:52:01,500 - crm - ERROR - no customer card for ${ID}`,
      `2026-11-22 15:52:04,000 - bot - ERROR - POST /ari/channels/${ID}/play failed: 404 {"message":"Channel not found"}`,
    ].join("\n");
    const call = await only(asterisk, bot);
    expect([call.diagnosis.cause, call.diagnosis.confidence]).toEqual(["rtp-timeout", "likely"]);
    expect(textsOf(call)).toEqual([expect.stringContaining("no customer card")]);
  });
});

describe("an error that names no call", () => {
  const ERROR = "2026-11-22 15:52:02,500 - crm - ERROR - the card service is not there";
  const other = BOT.replaceAll("15:52:0", "15:52:0").replaceAll(ID, "1795362720.49").replaceAll("1a61", "1a62");

  it("is the only call's that is up, and says so", async () => {
    const call = await only(dedent(ASTERISK), withLines(BOT, "put on hold", ERROR));
    expect(call.unexplained).toMatchObject([{ reason: "the only call up at the time" }]);
  });

  it("is the run's where two calls are up", async () => {
    const both = [...dedent(BOT).split("\n"), ...dedent(other).split("\n"), ERROR].filter((line) => line !== "").sort();
    const { calls, findings } = await run("", both.join("\n"));
    expect(calls.map(({ unexplained }) => unexplained)).toEqual([[], []]);
    expect(findings).toMatchObject([{ code: "LOG202", evidence: [{ text: ERROR }] }]);
  });

  it("is the run's where it is only a warning", async () => {
    const { calls, findings } = await run(
      dedent(ASTERISK),
      withLines(BOT, "put on hold", ERROR.replace("ERROR", "WARNING")),
    );
    expect(calls.map(({ diagnosis }) => diagnosis.cause)).toEqual(["none"]);
    expect(findings).toHaveLength(1);
  });

  it("of Asterisk's is the run's, also among thousands of lines that say nothing", async () => {
    const noise = Array.from(
      { length: 3_000 },
      (_, i) => `[Nov 22 15:51:${10 + (i % 40)}] VERBOSE[9] res_quiet.c: tick ${i}`,
    );
    const bad = [1, 2, 3].map((n) => `[Nov 22 15:51:55] WARNING[9] res_curious.c: Gremlin ${n} of the house`);
    const { findings } = await run([...noise, ...bad, ...noise].join("\n"), dedent(BOT));
    expect(findings.map(({ message, evidence }) => [message, evidence.map(({ text }) => text)])).toEqual([
      ["3 warnings and errors could not be assigned to a call, and no verdict rests on them.", [bad[0]]],
    ]);
  });

  it("of a call that never begins is the run's", async () => {
    const stray = "[Nov 22 15:51:59] ERROR[84][C-00000099] res_curious.c: Gremlins elsewhere";
    const { calls, findings } = await run(withLines(ASTERISK, "", stray), dedent(BOT));
    expect(calls.map(({ diagnosis }) => diagnosis.cause)).toEqual(["none"]);
    expect(findings).toMatchObject([{ evidence: [{ text: stray }] }]);
  });
});

describe("a traceback", () => {
  it("below a step is an error, and what was thrown is quoted", async () => {
    const trace = [
      "Traceback (most recent call last):",
      '  File "/app/bot.py", line 9, in serve',
      "KeyError: 'tariff'",
    ];
    const call = await only(dedent(ASTERISK), withLines(BOT, "answered", ...trace));
    expect(call.diagnosis.cause).toBe("undetermined");
    expect(textsOf(call)).toEqual([expect.stringMatching(/answered … KeyError: 'tariff'$/)]);
  });

  it("of a refusal is what the verdict is about", async () => {
    const bot = [
      ...dedent(BOT).split("\n").slice(0, 3),
      "2026-11-22 15:52:07,000 - bot - ERROR - unhandled error in the call's task",
      "Traceback (most recent call last):",
      `ariclient.NotFound: 404, message='Channel not found', url='http://127.0.0.1:8088/ari/channels/${ID}/play'`,
    ].join("\n");
    const call = await only(dedent(ASTERISK).replace(/\n.*Playing.*/, ""), bot);
    expect(call.unexplained).toEqual([]);
  });
});

describe("levels", () => {
  it.each([
    [
      "error",
      [
        "ERROR",
        "error",
        "ERR",
        "CRITICAL",
        "FATAL",
        "SEVERE",
        "PANIC",
        "FAIL",
        "50",
        "60",
        "ОШИБКА",
        "FEHLER",
        "ERREUR",
      ],
    ],
    ["warning", ["WARNING", "warn", "WRN", "40", "WARNUNG", "警告"]],
    [null, ["INFO", "DEBUG", "NOTICE", "VERBOSE", "", "30", "TRACE", "LOG"]],
  ] as const)("of %s", (severity, levels) => {
    expect(levels.map((level) => [level, severityOfLevel(level)])).toEqual(levels.map((level) => [level, severity]));
  });

  it("are read of JSON, and of words where a bot prints none", async () => {
    const forms = [
      `{"level":50,"time":1795362721500,"channelId":"${ID}","msg":"no customer card"}`,
      `2026-11-22T15:52:01.500Z Error: no customer card for ${ID}`,
    ];
    for (const form of forms) {
      const bot = dedent(BOT).replaceAll(/ - bot - INFO - /g, " ");
      const isJson = form.startsWith("{");
      const log = isJson
        ? [`{"level":30,"time":1795362720120,"channelId":"${ID}","msg":"StasisStart"}`, form].join("\n")
        : [...bot.split("\n").slice(0, 2), form].join("\n");
      const { calls } = await run("", log);
      expect(calls.map(textsOf)).toEqual([[expect.stringContaining("no customer card")]]);
    }
  });
});

describe("a warning of known words that no call can be found for", () => {
  it("is the run's", async () => {
    const line =
      "[Nov 22 15:51:59] WARNING[9] chan_websocket.c: WebSocket/m/0x7f2170028230: WebSocket connection failed to m: refused";
    const { findings } = await run(withLines(ASTERISK, "", line), dedent(BOT));
    expect(findings).toMatchObject([{ evidence: [{ text: line }] }]);
  });
});

describe("a leg that was refused under an id of its own", () => {
  it("is no call, and its refusal is of the call that asked for it", async () => {
    const bot = withLines(
      BOT,
      "answered",
      `2026-11-22 15:52:00,300 - bot - INFO - asking for external media of ${ID} as em-7f3a9c2e`,
      '2026-11-22 15:52:00,900 - bot - ERROR - POST /ari/channels/externalMedia {"app": "desk", "channelId": "em-7f3a9c2e"} -> 500: {"message":"Allocation failed"}',
    );
    const call = await only(dedent(ASTERISK), bot);
    expect(call.findings.map(({ name }) => name)).toContain("media-leg-not-built");
    expect(call.diagnosis.cause).toBe("undetermined");
  });
});
