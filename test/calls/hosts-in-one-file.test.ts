// One file, several Asterisks: what a syslog server, a log collector or `docker compose logs` gathers. The same names and C- ids
// mean different calls there.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../support/analyse.js";

/** One call on `PJSIP/a-00000001`, C-00000001; the host's clock is that far ahead. */
const call = (epochSeconds: number, zoneMinutes: number, seconds: number): [atMs: number, body: string][] => {
  const at = (after: number): number => (epochSeconds + zoneMinutes * 60 + after) * 1000;
  return [
    [at(0), 'pbx.c: Executing [1010@in:1] Stasis("PJSIP/a-00000001", "bot") in new stack'],
    [
      at(seconds),
      "res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/a-00000001' for lack of audio RTP activity in 5 seconds",
    ],
  ];
};
/** 1784109600 = 2026-07-15 10:00:00 UTC. */
const ofHost = { "pbx-1": call(1_784_109_600, 120, 9), "pbx-2": call(1_784_109_603, 0, 14) };
const bot = [
  "2026-07-15T10:00:00.200Z INFO StasisStart channel=1784109600.1",
  "2026-07-15T10:00:03.200Z INFO StasisStart channel=1784109603.1",
  "2026-07-15T10:00:20.200Z INFO POST /channels/1784109600.1/play 404 Channel not found",
  "2026-07-15T10:00:21.200Z INFO POST /channels/1784109603.1/play 404 Channel not found",
].join("\n");

type Write = (host: string, atMs: number, body: string) => string;
const body = (atMs: number, text: string): string =>
  `[${new Date(atMs).toISOString().slice(0, 19).replace("T", " ")}] ${text.startsWith("pbx") ? "VERBOSE" : "NOTICE"}[7][C-00000001] ${text}`;
const writes: Readonly<Record<string, Write>> = {
  "a syslog": (host, atMs, text) => `Jul 15 10:00:30 ${host} asterisk-log: ${body(atMs, text)}`,
  "docker compose logs": (host, atMs, text) => `${host}  | ${body(atMs, text)}`,
  "logcli, with a label of the line's own": (host, atMs, text) =>
    `2026-07-15T10:00:30Z {detected_level="${text.startsWith("pbx") ? "info" : "warn"}", host="${host}"} ${body(atMs, text)}`,
  "a collector's JSON": (host, atMs, text) => JSON.stringify({ host, message: body(atMs, text) }),
  "Asterisk's JSON with systemname": (hostname, atMs, text) =>
    JSON.stringify({
      hostname,
      timestamp: new Date(atMs).toISOString().slice(0, 19).replace("T", " "),
      identifiers: { lwp: 7, callid: "[C-00000001]" },
      logmsg: {
        location: { filename: text.slice(0, text.indexOf(":")), function: "f", line: 1 },
        level: text.startsWith("pbx") ? "VERBOSE" : "NOTICE",
        message: text.slice(text.indexOf(": ") + 2),
      },
    }),
};

describe("lines of two Asterisk hosts in one file", () => {
  it.each(Object.entries(writes))("are kept apart in %s, each with its clock", async (_name, write) => {
    const lines = Object.entries(ofHost).flatMap(([host, of]) =>
      of.map(([atMs, text], i) => ({ order: i, line: write(host, atMs, text) })),
    );
    const text = lines.sort((a, b) => a.order - b.order).map(({ line }) => line);
    const { calls, runReport } = await analyseTexts([logText("all.log", text.join("\n")), logText("bot.log", bot)]);
    expect(calls.map(({ channelId, host, endedAt, diagnosis }) => [channelId, host, endedAt, diagnosis.cause])).toEqual(
      [
        ["1784109600.1", "pbx-1", "2026-07-15T10:00:09.000Z", "rtp-timeout"],
        ["1784109603.1", "pbx-2", "2026-07-15T10:00:17.000Z", "rtp-timeout"],
      ],
    );
    expect(runReport.notes.join("\n")).toContain(
      "all.log holds lines of 2 Asterisk hosts, kept apart: pbx-1, pbx-2. If they are one, say so: --host all.log=NAME.",
    );
  });
});
