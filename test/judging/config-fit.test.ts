// A configuration of another server: the report says so, and bases nothing on it. One that is only incomplete does not count as such.
import { describe, expect, test } from "vitest";
import { configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { memoryIo } from "../asterisk/config/memory-io.js";
import { analyseTexts, logText } from "../support/analyse.js";

/** A call that is held and, where `seconds` are given, ended by a NOTICE. */
function callOf(channel: string, id: number, seconds: number | null): string {
  const driver = channel.startsWith("PJSIP/")
    ? `res_pjsip_sdp_rtp.c: Disconnecting channel '${channel}' for lack of audio RTP activity in ${seconds} seconds`
    : `chan_sip.c: Disconnecting call '${channel}' for lack of audio RTP activity in ${seconds} seconds`;
  const call = `VERBOSE[40${id}][C-0000000${id}]`;
  return [
    `[Nov 22 16:1${id}:03] ${call} pbx.c: Executing [700@in:1] Stasis("${channel}", "desk") in new stack`,
    `[Nov 22 16:1${id}:05] ${call} res_musiconhold.c: Started music on hold, class 'default', on channel '${channel}'`,
    ...(seconds === null ? [] : [`[Nov 22 16:1${id}:41] NOTICE[77] ${driver}`]),
    `[Nov 22 16:1${id}:41] ${call} res_musiconhold.c: Stopped music on hold on ${channel}`,
    `[Nov 22 16:1${id}:41] ${call} pbx.c: Spawn extension (in, 700, 1) exited non-zero on '${channel}'`,
    "",
  ].join("\n");
}

async function judge(
  files: Readonly<Record<string, string>>,
  calls: readonly [channel: string, seconds: number | null][],
) {
  const named = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/etc/asterisk/${name}`, text]));
  const log = calls.map(([channel, seconds], at) => callOf(channel, at + 1, seconds)).join("");
  const run = await analyseTexts([logText("full", log)], {
    config: configurationOf(readConfig(["/etc/asterisk"], memoryIo(named))),
  });
  const codes = run.runReport.runFindings.map(({ code }) => code);
  const finding = run.runReport.runFindings.find(({ code }) => code === "CFG108");
  return { ...run, finding, codes, limits: run.calls.map(({ limits }) => limits.rtpTimeout) };
}

const endpoint = (name: string, options = "") => ({ "pjsip.conf": `[${name}]\ntype=endpoint\n${options}\n` });
const peer = (name: string, general: string) => ({ "sip.conf": `[general]\n${general}\n[${name}]\ntype=peer\n` });

describe("a configuration that does not fit the logs is said so, and no limit is taken from it", () => {
  test.each([
    [
      "no endpoint of the log",
      endpoint("bergen", "rtp_timeout=36"),
      [["PJSIP/oslo-00000001", 36]],
      /no endpoint of those.*\(oslo\)/,
    ],
    [
      "no peer of the log",
      peer("bergen", "rtptimeout=35"),
      [["SIP/oslo-00000001", null]],
      /no peer of those.*\(oslo\)/,
    ],
    [
      "the other driver only",
      peer("oslo", "rtptimeout=35"),
      [["PJSIP/oslo-00000001", 36]],
      /of chan_pjsip \(oslo\), and it has nothing in pjsip\.conf/,
    ],
    [
      "limits longer than a silence that ended a call",
      endpoint("oslo", "rtp_timeout=90\nrtp_timeout_hold=900"),
      [
        ["PJSIP/oslo-00000001", null],
        ["PJSIP/oslo-00000002", 36],
      ],
      /after 36 s, and its limits there are 90 and 900 s/,
    ],
    [
      "no limit at all",
      endpoint("oslo"),
      [["PJSIP/oslo-00000001", 36]],
      /after 36 s, and in the configuration it is off there/,
    ],
    [
      "three at no limit's time",
      endpoint("oslo", "rtp_timeout=20"),
      [1, 2, 3].map((id): [string, number] => [`PJSIP/oslo-0000000${id}`, 36]),
      /none at its limits there \(20 s\)/,
    ],
  ] satisfies [string, Record<string, string>, [string, number | null][], RegExp][])(
    "%s",
    async (_, files, calls, says) => {
      const { finding, limits, codes } = await judge(files, calls);
      expect(finding?.message).toMatch(says);
      expect(finding?.evidence.length).toBe(1);
      // also those that were judged before this was known
      expect(limits.map(({ from, file }) => [/^(?:unknown|bounded-by-log)$/.test(from), file])).toEqual(
        calls.map(() => [true, null]),
      );
      expect(codes.filter((code) => code.startsWith("CFG"))).toEqual(["CFG108"]);
    },
  );
});

describe("what merely lacks something, or comes late, is not another server's", () => {
  test.each([
    [
      "one endpoint of the log is there",
      { ...endpoint("oslo", "rtp_timeout=36") },
      [
        ["PJSIP/bergen-00000001", null],
        ["PJSIP/oslo-00000002", 36],
      ],
    ],
    ["a guest of chan_sip", peer("bergen", "rtptimeout=35"), [["SIP/192.0.2.7-00000001", 36]]],
    [
      "peers in a database",
      { ...peer("bergen", "rtptimeout=35"), "extconfig.conf": "[settings]\nsippeers => odbc,asterisk\n" },
      [["SIP/oslo-00000001", 36]],
    ],
    [
      "two drivers, one of them known",
      endpoint("oslo"),
      [
        ["SIP/bergen-00000001", null],
        ["PJSIP/oslo-00000002", null],
      ],
    ],
    ["a NOTICE that comes late", endpoint("oslo", "rtp_timeout=30"), [["PJSIP/oslo-00000001", 36]]],
    ["chan_sip's NOTICE, a second above its limit", peer("oslo", "rtptimeout=35"), [["SIP/oslo-00000001", 36]]],
    [
      "three that come late, and one that does not",
      endpoint("oslo", "rtp_timeout=30"),
      [1, 2, 3, 4].map((id): [string, number] => [`PJSIP/oslo-0000000${id}`, id === 4 ? 30 : 31]),
    ],
    ["held by the far end", endpoint("oslo", "rtp_timeout=10\nrtp_timeout_hold=36"), [["PJSIP/oslo-00000001", 36]]],
    [
      "a part of FreePBX's files",
      { "pjsip.endpoint_custom_post.conf": "[bergen](+)\nrtp_timeout=90\n" },
      [["PJSIP/oslo-00000001", 36]],
    ],
  ] satisfies [string, Record<string, string>, [string, number | null][]][])("%s", async (_, files, calls) => {
    expect((await judge(files, calls)).finding).toBeUndefined();
  });
});
