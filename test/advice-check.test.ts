// A snippet that somebody was told to paste, line by line: what it does, what it does not, and what does not exist.
import { describe, expect, test } from "vitest";
import { type ConfigTree, NO_CONFIG, readConfig } from "../src/asterisk/config/read.js";
import { type AsteriskVersion, readVersion } from "../src/asterisk/options/catalogue.js";
import { judgeAdvice } from "../src/rules/advice-check.js";
import type { Incident } from "../src/rules/advice-incident.js";
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

function sipConf(general: string): ConfigTree {
  return readConfig(["/etc/asterisk"], memoryIo({ "/etc/asterisk/sip.conf": `[general]\n${general}\n` }));
}

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
      [3, "read"],
      [4, "read"],
      [5, "read"],
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
    expect(remarks.join("\n")).toMatch(/Line 1, if this server runs FreePBX: FreePBX includes/);
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

const incident = (causeCounts: Record<string, number>, longestGapSeconds: number | null = null): Incident => ({
  callCount: Object.values(causeCounts).reduce((sum, count) => sum + count, 0),
  causeCounts,
  drivers: ["chan_sip"],
  longestGapSeconds,
});

test.each([
  [
    { none: 1, "caller-hangup": 1 },
    /^None of this would have saved the call: 1 caller-hangup.*4\.1 s/,
    /^Read by chan_sip as 240 s.*Not your problem, because no call.*ended by rtp-timeout \(1 caller-hangup\)\.$/,
  ],
  [
    { "rtp-timeout": 2, "no-ack": 1 },
    /put off the end of 2 of 3 calls.*why no RTP came it does not mend.*nothing for the other 1/,
    /put off the end of 2 calls/,
  ],
  [
    { undetermined: 1 },
    /^Nothing in the logs says that any of this would have saved the call: they do not tell/,
    /Not your problem/,
  ],
  [
    { undetermined: 1, "no-ack": 2 },
    /^None of this would have saved the 2 calls: 2 no-ack\. Of 1 call the logs do not tell why/,
    /Not your problem/,
  ],
  [{ none: 3 }, /nothing for it to mend: all 3 calls in the logs are healthy/, /Not your problem, because all 3 calls/],
] satisfies [Record<string, number>, RegExp, RegExp][])(
  "is held against the calls %j, first as a whole and then line by line",
  (causes, whole, first) => {
    const { conclusion, lines } = judge(FORUM, { incident: incident(causes, 4.1) });
    expect(conclusion).toMatch(whole);
    expect(lines[0]?.says).toMatch(first);
  },
);

test("what the calls' driver does not read would have saved none of them", () => {
  const calls = { ...incident({ "rtp-timeout": 1 }), drivers: ["chan_pjsip"] as const };
  const { conclusion, lines } = judge(FORUM, { incident: calls });
  expect(conclusion).toMatch(/^None of this would have saved the call: 1 rtp-timeout/);
  expect(lines[0]?.says).toMatch(/channels in the logs are of chan_pjsip, which does not read it/);
});

test("without logs it is not said to save a call", () => {
  expect(judge(FORUM).conclusion).toMatch(
    /^Asterisk reads 3 of 5 lines; of 2 there is no such option\. Whether .*--log/,
  );
  expect(judge("stasis_timeout=9\n").conclusion).toBe("None of these lines changes anything for the better.");
});

test("a limit that is no longer than the one in force cures nothing", () => {
  const tree = sipConf("rtptimeout=300");
  const { conclusion, lines } = judge("[general]\nrtptimeout=300\n", {
    tree,
    incident: incident({ "rtp-timeout": 1 }),
  });
  expect(conclusion).toMatch(/^None of this would have saved the call/);
  expect(lines[0]?.says).toMatch(/no longer than the limit in force, which ended 1 call/);
});

test.each([
  ["rtp_timeout=90\nqualify_frequency=60\n", ["type=endpoint", "type=aor"]],
  ["rtptimeout=90\nwebsocket_write_timeout=900\n", ["[general] of sip.conf", "[general] of sip.conf"]],
  ["sessionlimit=200\nrtpend=20000\nread_only=no\n", ["[general] of http.conf", "[general] of rtp.conf", "type=user"]],
])("lines in no section are judged as the options they would be: %j", (text, homes) => {
  const { lines, remarks } = judge(text);
  expect(lines.map(({ effect }) => effect)).toEqual(homes.map(() => "read"));
  for (const [at, home] of homes.entries()) expect(lines[at]?.says).toContain(home);
  expect(remarks.join()).toMatch(/stand in no \[section\].*refuses the file/);
});

test("a line in no section that no version knows is no option there either", () => {
  expect(judge("rtp_timeout=90\nrtptimout=90\n").lines[1]).toMatchObject({ effect: "nonexistent" });
});

test.each([
  [
    "rtp_timeout_hold above nothing",
    "[oslo]\ntype=endpoint\nrtp_timeout=60\nrtp_timeout_hold=30\n",
    NO_CONFIG,
    "defeats-purpose",
    /no later than one that talks/,
  ],
  [
    "a qualify every hour",
    "[oslo]\ntype=aor\nqualify_frequency=3600\n",
    NO_CONFIG,
    "defeats-purpose",
    /every 60 minutes/,
  ],
  [
    "0 for what is on",
    "[general]\nrtptimeout=0\n",
    sipConf("rtptimeout=45"),
    "defeats-purpose",
    /turns off what is on now \(45 s\).*stay up/,
  ],
  ["0 for what is off", "[general]\nrtpkeepalive=0\n", NO_CONFIG, "without-effect", /turns nothing on/],
  [
    "a hold limit where the other is off",
    "[general]\nrtpholdtimeout=300\n",
    sipConf("bindport=5060"),
    "without-effect",
    /as it is in force, is off/,
  ],
  [
    "an older spelling after the newer",
    "[oslo]\ntype=peer\ncanreinvite=no\ndirectmedia=yes\n",
    NO_CONFIG,
    "without-effect",
    /Line 4 overrules it: directmedia is its newer name/,
  ],
] satisfies [string, string, ConfigTree, string, RegExp][])("%s: %s", (_, text, tree, effect, says) => {
  const { lines } = judge(text, { tree });
  expect(lines.filter((line) => line.effect === effect && says.test(line.says))).toHaveLength(1);
});

test("FreePBX's file means nothing to a server without FreePBX", () => {
  const files = { file: "/tmp/sip_general_custom.conf" };
  expect(judge(FORUM, { ...files, tree: sipConf("rtptimeout=45") }).remarks.join()).not.toContain("FreePBX");
  const tree = readConfig(
    ["/etc/asterisk"],
    memoryIo({ "/etc/asterisk/sip_general_additional.conf": "rtptimeout=30\n" }),
  );
  expect(judge(FORUM, { ...files, tree }).remarks.join()).toMatch(/Line 1: FreePBX includes/);
});

test("lines for an endpoint are known by their options, and the wrong driver's names cost the object", () => {
  const { lines } = judge("[berlin]\ntype=endpoint\nrtp_timeout=90\nrtptimeout=90\nrtp_keepalive=fast\n");
  expect(lines.map(({ line, effect }) => [line, effect])).toEqual([
    [2, "read"],
    [3, "read"],
    [4, "rejected"],
    [5, "rejected"],
  ]);
  expect(lines[2]?.says).toMatch(/here it is rtp_timeout.*rejects the whole object/);
});

test("what is in force now is said beside it", () => {
  const tree = sipConf("rtptimeout=45");
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
