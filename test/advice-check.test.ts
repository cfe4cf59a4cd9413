// A snippet that somebody was told to paste, line by line: what it does, what it does not, and what does not exist.
import { describe, expect, test } from "vitest";
import { type ConfigTree, NO_CONFIG, readConfig } from "../src/asterisk/config/read.js";
import { type AsteriskVersion, readVersion } from "../src/asterisk/options/catalogue.js";
import { type Incident, judgeAdvice } from "../src/rules/advice-check.js";
import { memoryIo } from "./asterisk/config/memory-io.js";

interface Given {
  readonly file?: string;
  readonly tree?: ConfigTree;
  readonly version?: string;
  readonly incident?: Incident;
}

const judge = (text: string, { file = "advice.txt", tree = NO_CONFIG, version, incident }: Given = {}) =>
  judgeAdvice(text, {
    file,
    tree,
    version: version === undefined ? null : (readVersion(version) as AsteriskVersion),
    incident: incident ?? null,
  });

const FORUM = `[general]
; from a forum
rtptimeout = 240
rtpholdtimeout = 480
rtpkeepalive = 8
autodestruct = never
stasis_timeout = 240
`;

describe("a snippet of a forum for chan_sip", () => {
  const { lines, remarks } = judge(FORUM, { file: "/tmp/sip_general_custom.conf" });

  test("has three real options and two that do not exist", () => {
    expect(lines.map(({ line, effect }) => [line, effect])).toEqual([
      [3, "works"],
      [4, "works"],
      [5, "works"],
      [6, "nonexistent"],
      [7, "nonexistent"],
    ]);
  });

  test("is told what each does and does not", () => {
    expect(lines[0]?.says).toMatch(/240 s \(default 0 s\).*hold through ARI.*turns the timeout on/);
    expect(lines[1]?.says).toMatch(/not for a hold through ARI.*Needs rtptimeout/);
    expect(lines[2]?.says).toMatch(/cannot reset Asterisk's own RTP timeout/);
    expect(lines[3]?.says).toMatch(/word of chan_sip's log/);
    expect(lines[4]?.says).toMatch(/no time limit/);
  });

  test("is told its driver, that it may address nothing, and that its header costs it all", () => {
    expect(remarks.join("\n")).toMatch(/chan_sip \(channels named SIP/);
    expect(remarks.join("\n")).toMatch(/None of it addresses a channel that ends for another reason/);
    expect(remarks.join("\n")).toMatch(/Line 1: FreePBX includes this file inside \[general\]/);
  });
});

test("on Asterisk 21 nothing of it is read", () => {
  const { lines } = judge(FORUM, { version: "21.4.0" });
  expect(lines.map(({ effect }) => effect)).toEqual([
    "without-effect",
    "without-effect",
    "without-effect",
    "nonexistent",
    "nonexistent",
  ]);
});

test.each([
  [
    { callCount: 2, causeCounts: { none: 1, "caller-hangup": 1 }, longestGapSeconds: 4.1 },
    /None of it addresses the incident.*1 caller-hangup.*4\.1 s/,
  ],
  [
    { callCount: 3, causeCounts: { none: 1, "rtp-timeout": 2 }, longestGapSeconds: null },
    /2 ended by an RTP timeout.*why no RTP came it does not mend/,
  ],
  [{ callCount: 1, causeCounts: { none: 1 }, longestGapSeconds: null }, /nothing for it to mend/],
] satisfies [Incident, RegExp][])("is held against the incident %j", (incident, says) => {
  expect(judge(FORUM, { incident }).remarks.at(-1)).toMatch(says);
});

test("lines for an endpoint are known by their options, and the wrong driver's names cost the object", () => {
  const { lines } = judge("[berlin]\ntype=endpoint\nrtp_timeout=90\nrtptimeout=90\nrtp_keepalive=fast\n");
  expect(lines.map(({ line, effect }) => [line, effect])).toEqual([
    [2, "works"],
    [3, "works"],
    [4, "rejected"],
    [5, "rejected"],
  ]);
  expect(lines[2]?.says).toMatch(/here it is rtp_timeout.*rejects the whole object/);
});

test("what is in force now is said beside it", () => {
  const tree = readConfig(["/etc/asterisk"], memoryIo({ "/etc/asterisk/sip.conf": "[general]\nrtptimeout=45\n" }));
  expect(judge("rtptimeout=90\n", { tree }).lines[0]?.says).toMatch(/In force now: 45 s/);
});

test("a hold timeout beside a timeout that is off has no effect", () => {
  const { lines } = judge("[general]\nrtptimeout=0\nrtpholdtimeout=300\n");
  expect(lines[1]?.effect).toBe("without-effect");
});

test("what is no configuration is not understood, and a secret is not repeated", () => {
  const { lines } = judge("[general]\nrestart the server\n[berlin]\ntype=peer\nsecret=hunter2\n");
  expect(lines[0]).toMatchObject({ line: 2, effect: "not-understood" });
  expect(JSON.stringify(lines)).not.toContain("hunter2");
});
