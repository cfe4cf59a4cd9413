// Several files of one side: what is one log, what is another host's, and what has been read already.
import { describe, expect, it } from "vitest";
import type { CallRow } from "../../src/report/schema.js";
import { analyseTexts, type LogText, logText } from "../support/analyse.js";

const NAME = "PJSIP/gw-00000000";

/** A call of an Asterisk that has just started: the first channel, the first call id. */
function call(options: { exten: string; minute: number; timesOut: boolean; host?: string }): string {
  const { exten, minute, timesOut, host } = options;
  const line = (
    second: number,
    file: string,
    message: string,
    level = "VERBOSE",
    thread = `[${exten}9][C-00000001]`,
  ): string => {
    const at = `15:${minute}:${String(second).padStart(2, "0")}`;
    return host === undefined
      ? `[2026-11-22 ${at}.120] ${level}${thread} ${file}: ${message}`
      : `Nov 22 ${at} ${host} asterisk[7]: ${level}${thread}: ${file}:10 in some_function: ${message}`;
  };
  return [
    line(1, "pbx.c", `Executing [${exten}@in:1] Stasis("${NAME}", "voicebot") in new stack`),
    line(2, "res_musiconhold.c", `Started music on hold, class 'default', on channel '${NAME}'`),
    ...(timesOut
      ? [
          line(
            12,
            "res_pjsip_sdp_rtp.c",
            `Disconnecting channel '${NAME}' for lack of audio RTP activity in 10 seconds`,
            "NOTICE",
            `[${exten}]`,
          ),
        ]
      : []),
    line(13, "res_musiconhold.c", `Stopped music on hold on ${NAME}`),
    line(14, "pbx.c", `Spawn extension (in, ${exten}, 1) exited non-zero on '${NAME}'`),
    "",
  ].join("\n");
}

const lost = { exten: "100", minute: 10, timesOut: true };
const told = ({ calls }: { calls: readonly CallRow[] }) =>
  calls.map(({ host, exten, diagnosis }) => [host, exten, diagnosis.cause === "rtp-timeout"]);
const notesOf = (run: Awaited<ReturnType<typeof analyseTexts>>): readonly string[] =>
  run.runReport.notes.filter((note) => note.includes("another file"));

describe("logs of two hosts with the same names and call ids at the same time", () => {
  const kept = [
    [expect.stringMatching(/^pbx1/), "100", true],
    [expect.stringMatching(/^pbx2/), "200", false],
  ];

  it.each<[how: string, logs: LogText[]]>([
    [
      "by their times",
      [logText("pbx1/full", call(lost)), logText("pbx2/full", call({ exten: "200", minute: 10, timesOut: false }))],
    ],
    [
      "by the host that syslog names",
      [
        logText("a", call({ ...lost, host: "pbx1" })),
        logText("b", call({ exten: "200", minute: 10, timesOut: false, host: "pbx2" })),
      ],
    ],
  ])("are kept apart %s", async (_how, logs) => {
    expect(told(await analyseTexts(logs)).sort()).toEqual(kept);
    expect(told(await analyseTexts([...logs].reverse())).sort()).toEqual(kept);
  });
});

it("names what it assumes where nothing names the hosts", async () => {
  const other = { ...lost, exten: "200" };
  const one = call(lost) + call({ ...lost, minute: 20 });
  const run = await analyseTexts([logText("one", one), logText("two", call(other) + call({ ...other, minute: 20 }))]);
  expect(run.runReport.notes.filter((note) => note.includes("--host one=NAME --host two=NAME"))).toHaveLength(1);
});

describe("lines that come twice", () => {
  const full = call(lost) + call({ exten: "101", minute: 20, timesOut: false });
  const lines = full.trimEnd().split("\n");
  const part = (from: number, to?: number): string => `${lines.slice(from, to).join("\n")}\n`;
  const notices = `${lines.filter((line) => line.includes("NOTICE")).join("\n")}\n`;

  it.each<[what: string, logs: LogText[], repeated: string]>([
    ["a copy", [logText("full", full), logText("full.bak", full)], `${lines.length} messages of full.bak`],
    ["a part of it", [logText("full", full), logText("messages", notices)], "1 message of messages"],
    ["a rotation that kept its tail", [logText("full.1", part(0, 4)), logText("full", part(2))], "2 messages of full "],
  ])("count once: %s", async (_what, logs, repeated) => {
    const once = await analyseTexts([logText("full", full)]);
    for (const given of [logs, [...logs].reverse()]) {
      const run = await analyseTexts(given);
      expect(told(run)).toEqual(told(once));
      expect(run.calls.map(({ timeline }) => timeline.length)).toEqual(
        once.calls.map(({ timeline }) => timeline.length),
      );
      expect(notesOf(run)).toHaveLength(1);
    }
    expect(notesOf(await analyseTexts(logs))[0]).toContain(repeated);
  });

  it("stay two where one file has them twice", async () => {
    const twice = lines.flatMap((line) => [line, line]).join("\n");
    expect(notesOf(await analyseTexts([logText("full", `${twice}\n`)]))).toEqual([]);
  });
});
