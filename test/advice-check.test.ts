// A snippet that somebody was told to paste, judged line by line: what works, what has no effect, and what does not exist.
import { describe, expect, test } from "vitest";
import { type ConfigTree, NO_CONFIG, readConfig } from "../src/asterisk/config/read.js";
import { type AsteriskVersion, readVersion } from "../src/asterisk/options/catalogue.js";
import { judgeAdvice } from "../src/rules/advice-check/advice-check.js";
import type { Incident } from "../src/rules/advice-check/judged-advice.js";
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
    expect(remarks.join("\n")).toMatch(/None of it helps a channel that ends for a reason other than the RTP timeout/);
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
  scopes: null,
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
    /delayed the end of 2 of 3 calls.*does not fix why no RTP came.*nothing for the other 1/,
    /delayed the end of 2 calls/,
  ],
  [
    { undetermined: 1 },
    /^Nothing in the logs says that any of this would have saved the call: they do not say/,
    /Not your problem/,
  ],
  [
    { undetermined: 1, "no-ack": 2 },
    /^None of this would have saved the 2 calls: 2 no-ack\. For 1 call the logs do not say why/,
    /Not your problem/,
  ],
  [{ none: 3 }, /nothing for it to fix: all 3 calls in the logs are healthy/, /Not your problem, because all 3 calls/],
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
  expect(lines[0]?.says).toMatch(/channels in the logs belong to chan_pjsip, which does not read it/);
});

test("without logs it is not said to save a call", () => {
  expect(judge(FORUM).conclusion).toMatch(
    /^Asterisk reads 3 of 5 lines; 2 name an option that does not exist\. The logs of a call tell .*--log/,
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
  ["rtptimeout=90\nwebsocket_write_timeout=900\n", ["[general] in sip.conf", "[general] in sip.conf"]],
  ["sessionlimit=200\nrtpend=20000\nread_only=no\n", ["[general] in http.conf", "[general] in rtp.conf", "type=user"]],
])("lines in no section are judged as the options they would be: %j", (text, homes) => {
  const { lines, remarks } = judge(text);
  expect(lines.map(({ effect }) => effect)).toEqual(homes.map(() => "read"));
  for (const [at, home] of homes.entries()) expect(lines[at]?.says).toContain(home);
  expect(remarks.join()).toMatch(/outside any \[section\].*refuse the file/);
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
    /\(in force now\) is off/,
  ],
  [
    "an older spelling after the newer",
    "[oslo]\ntype=peer\ncanreinvite=no\ndirectmedia=yes\n",
    NO_CONFIG,
    "without-effect",
    /Line 4 overrides it: directmedia is its newer name/,
  ],
] satisfies [string, string, ConfigTree, string, RegExp][])("%s: %s", (_, text, tree, effect, says) => {
  const { lines } = judge(text, { tree });
  expect(lines.filter((line) => line.effect === effect && says.test(line.says))).toHaveLength(1);
});

test("FreePBX's file means nothing to a server without FreePBX", () => {
  const files = { file: "/tmp/sip_general_custom.conf" };
  const without = judge(FORUM, { ...files, tree: sipConf("rtptimeout=45") }).remarks.join();
  expect(without).not.toMatch(/Line 1/);
  expect(without).toMatch(/no FreePBX files, so nothing reads it there: the lines would go into sip\.conf/);
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

function pjsipConf(text: string): ConfigTree {
  return readConfig(["/etc/asterisk"], memoryIo({ "/etc/asterisk/pjsip.conf": text }));
}

const ENDPOINTS = pjsipConf(
  "[bergen]\ntype=endpoint\nrtp_timeout=20\ndirect_media=no\n[bergen]\ntype=aor\nqualify_frequency=40\n[molde]\ntype=endpoint\nrtp_timeout=20\ndirect_media=no\n",
);
const PJSIP_CALLS: Incident = {
  ...incident({ "rtp-timeout": 1 }),
  drivers: ["chan_pjsip"],
  scopes: ["bergen"],
};

describe("a value that changes nothing is told so", () => {
  test.each([
    ["what is in force", "direct_media=no\n", /^It is already no:/],
    ["what is in force, said otherwise", "direct_media=false\n", /^It is already false:/],
    ["the default", "force_rport=yes\n", /^yes is the default, and the configuration sets nothing else/],
    ["what another object has written", "qualify_frequency=40\n", /^It is already 40 s:/],
    ["a timer B below 64 times T1", "[system]\ntype=system\ntimer_b=9000\n", /Asterisk uses 32000 ms instead/],
    [
      "a timer B below 64 times the T1 beside it",
      "[system]\ntype=system\ntimer_t1=900\ntimer_b=32000\n",
      /uses 57600 ms instead/,
    ],
    ["a T1 below its floor", "[system]\ntype=system\ntimer_t1=20\n", /uses 100 ms instead/],
  ])("%s", (_, text, says) => {
    const last = judge(text, { tree: ENDPOINTS }).lines.at(-1);
    expect(last).toMatchObject({ effect: "without-effect", says: expect.stringMatching(says) });
  });

  test.each([
    ["the other value", "direct_media=yes\n"],
    ["the default, where nothing says what is in force", "[general]\nsessionlimit=100\n"],
    ["timers that are long enough", "[system]\ntype=system\ntimer_t1=900\ntimer_b=57600\n"],
  ])("but not %s", (_, text) => {
    expect(judge(text, { tree: ENDPOINTS }).lines.at(-1)?.effect).toBe("read");
  });
});

describe("a value that is not taken", () => {
  test.each([
    ["[bergen]\ntype=endpoint\nrtp_timeout=60s\n", "rejected", /not a plain number. Asterisk rejects the whole object/],
    ["[bergen]\ntype=aor\nqualify_frequency=90000\n", "rejected", /from 0 to 86400/],
    ["[general]\nrtptimeout=soon\n", "ignored", /not a number; Asterisk uses 0/],
    ["[general]\nrtcpinterval=100\n", "ignored", /the minimum is 500/],
    ["[general]\nrtptimeout=60s\n", "read", /as 60s? s/],
  ] satisfies [string, string, RegExp][])("%j is %s", (text, effect, says) => {
    expect(judge(text).lines.at(-1)).toMatchObject({ effect, says: expect.stringMatching(says) });
  });
});

describe("held against the calls of one endpoint", () => {
  const held = (text: string, tree = ENDPOINTS) => judge(text, { tree, incident: PJSIP_CALLS });

  test("what is another endpoint's would have saved none of them", () => {
    const { conclusion, lines } = held("[molde](+)\nrtp_timeout=90\n");
    expect(conclusion).toMatch(/^None of this would have saved the call/);
    expect(lines[0]?.says).toMatch(/what went wrong in the logs was on bergen, not on molde/);
  });

  test("what adds to theirs is judged as theirs, and finds it in the configuration", () => {
    const { conclusion, lines, remarks } = held("[bergen](+)\nrtp_timeout=90\n");
    expect(conclusion).toMatch(/^It would have delayed the end of the call that went wrong/);
    expect(lines[0]?.says).toMatch(/In force now: 20 s.*delayed the end of 1 call/);
    expect(remarks.join()).not.toMatch(/does not exist|no type/);
  });

  test("a limit of another endpoint is none of theirs: what turns one on that was off is told so", () => {
    const tree = pjsipConf("[bergen]\ntype=endpoint\n[molde]\ntype=endpoint\nrtp_timeout=20\n");
    const says = (text: string) => judge(text, { tree }).lines[0];
    expect(says("[bergen](+)\nrtp_timeout=90\n")?.says).toMatch(/In force now: off\..*turns on one that was off/);
    expect(says("[molde](+)\nrtp_timeout=90\n")?.says).toMatch(/In force now: 20 s\./);
    expect(says("[bergen](+)\nrtp_timeout=0\n")?.effect).toBe("without-effect");
    expect(says("[molde](+)\nrtp_timeout=0\n")?.effect).toBe("defeats-purpose");
  });

  test("a section without a type is judged as an addition, and told that it is nothing as it is", () => {
    const { lines, remarks } = held("[bergen]\nrtp_timeout=90\n");
    expect(lines[0]?.effect).toBe("read");
    expect(remarks.join()).toMatch(/\[bergen\] has no type.*below \[bergen\]\(\+\)/);
  });

  test.each([
    ["in the configuration", ENDPOINTS, /turns off what is on now \(20 s\)/],
    ["by the log alone", NO_CONFIG, /turns off what is on now \(it ended calls of the logs\)/],
  ])("a limit turned off, known to be on %s, would have kept the call, and is no cure", (_, tree, says) => {
    const { conclusion, lines } = held("[bergen](+)\nrtp_timeout=0\n", tree);
    expect(conclusion).toMatch(
      /^By turning the limit off, it would have kept the call that went wrong from this end.*gone would then stay up as well/,
    );
    expect(lines[0]).toMatchObject({ effect: "defeats-purpose", says: expect.stringMatching(says) });
    expect(lines[0]?.says).toMatch(/kept 1 call from this end/);
  });

  test("where SIP goes is no cure for RTP that stays away", () => {
    expect(held("rewrite_contact=yes\n").lines[0]?.says).toMatch(/Not your problem/);
    expect(held("rtp_symmetric=yes\n").lines[0]?.says).toMatch(/It affects 1 call.*evidence of that call/);
  });
});

describe("what holds no option", () => {
  const calls = incident({ "rtp-timeout": 1 });

  test.each([
    ["nothing", "; a comment\n", /^No line in it/],
    ["a dialplan", "[inbound]\nexten => 300,1,Answer\nsame => n,Stasis(menu)\n", /nothing can be said about it/],
    ["prose", "Put rtp_timeout=60 into the endpoint\nand restart\n", /nothing can be said about it/],
  ])("%s: nothing is claimed of the calls", (_, text, conclusion) => {
    const judged = judge(text, { incident: calls });
    expect(judged.conclusion).toMatch(conclusion);
    expect(judged.remarks).toEqual([]);
    expect(judged.lines.every(({ effect }) => effect === "not-understood")).toBe(true);
  });

  test("prose is told the option that it names", () => {
    expect(judge("Put rtp_timeout=60 into the endpoint\n").lines[0]?.says).toMatch(/names rtp_timeout.*pjsip\.conf/);
  });

  test("invented names belong to no driver, and are told what they are like", () => {
    const { lines, remarks } = judge("stasis_hold_limit=9\nrtp-timeout-hold=300\n", { incident: calls });
    expect(remarks.join()).not.toContain("chan_sip");
    expect(lines[0]?.says).toMatch(/in pjsip\.conf or ari\.conf it costs the whole object/);
    expect(lines[1]?.says).toMatch(/did you mean rtp_timeout_hold in pjsip\.conf/);
  });
});

test("the older spelling says what its option does", () => {
  expect(judge("canreinvite=no\n").lines[0]?.says).toMatch(/older spelling of directmedia.*send media to each other/);
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
