import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { limitFor } from "../../../src/asterisk/config/limit-for.js";
import { readConfig } from "../../../src/asterisk/config/read.js";
import { rtpLimits } from "../../../src/asterisk/config/rtp-limits.js";
import { memoryIo } from "./memory-io.js";

/** Limits of the files given by name, as one folder. */
function limitsOf(files: Record<string, string>) {
  const paths = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/a/${name}`, text]));
  return rtpLimits(readConfig(["/a"], memoryIo(paths)));
}

/** `scope timeout/hold/keepalive`, ? for not known. */
const table = (files: Record<string, string>) =>
  limitsOf(files).rows.map((row) => {
    const values = [row.rtpTimeoutSeconds, row.rtpHoldTimeoutSeconds, row.rtpKeepaliveSeconds];
    return `${row.scope} ${values.map((value) => value ?? "?").join("/")}`;
  });

describe("chan_sip", () => {
  it.each<[what: string, text: string, rows: string[]]>([
    ["is off by default", "[general]\n", ["general 0/0/0"]],
    ["is off without a [general]", "[a]\ntype=peer", ["general 0/0/0", "a 0/0/0"]],
    ["takes the last value", "[general]\nrtptimeout=10\nrtptimeout=20", ["general 20/0/0"]],
    [
      "hands [general] to its peers",
      "[general]\nrtptimeout=30\nrtpholdtimeout=300\nrtpkeepalive=5\n[a]\ntype=peer",
      ["general 30/300/5", "a 30/300/5"],
    ],
    [
      "lets peers override",
      "[general]\nrtptimeout=30\nrtpholdtimeout=300\n[a]\ntype=friend\nrtptimeout=0",
      ["general 30/300/0", "a 0/300/0"],
    ],
    [
      "applies [general] to peers before it",
      "[a]\ntype=peer\n[general]\nrtptimeout=30",
      ["general 30/0/0", "a 30/0/0"],
    ],
    [
      "applies templates",
      "[general]\n[t](!)\ntype=peer\nrtptimeout=40\n[a](t)\n[b](t)\nrtptimeout=50",
      ["general 0/0/0", "a 40/0/0", "b 50/0/0"],
    ],
    ["takes every case of a name", "[General]\nRTPTimeout=30", ["general 30/0/0"]],
    [
      "leaves out what is no peer",
      "[general]\n[authentication]\nauth=x\n[b]\nk=v\n[c]\ntype=user",
      ["general 0/0/0", "c 0/0/0"],
    ],
    [
      "lays a second peer over the first",
      "[a]\ntype=peer\nrtptimeout=10\nrtpholdtimeout=20\n[a]\ntype=peer\nrtptimeout=30",
      ["general 0/0/0", "a 30/20/0"],
    ],
    ["reads the leading digits", "[general]\nrtptimeout=60 seconds", ["general 60/0/0"]],
    ["passes over the names of PJSIP", "[general]\nrtp_timeout=60", ["general 0/0/0"]],
  ])("%s", (_what, text, rows) => {
    expect(table({ "sip.conf": text })).toEqual(rows);
    expect(limitsOf({ "sip.conf": text }).problems).toEqual([]);
  });

  it("uses the default for a value that is no number, the general one in a peer", () => {
    const text = "[general]\nrtptimeout=soon\nrtpholdtimeout=300\n[a]\ntype=peer\nrtpholdtimeout=-1";
    expect(table({ "sip.conf": text })).toEqual(["general 0/300/0", "a 0/300/0"]);
    expect(limitsOf({ "sip.conf": text }).problems).toMatchObject([
      { file: "/a/sip.conf", line: 2, effect: "ignored", message: expect.stringContaining("rtptimeout=soon") },
      { file: "/a/sip.conf", line: 6, effect: "ignored" },
    ]);
  });

  it("reads the first [general] only, as chan_sip does, and says so", () => {
    const text = "[general]\nrtptimeout=30\n[general]\nrtptimeout=300";
    expect(table({ "sip.conf": text })).toEqual(["general 30/0/0"]);
    expect(limitsOf({ "sip.conf": text }).problems).toMatchObject([{ line: 3, effect: "ignored" }]);
  });

  it("knows file and line of each value", () => {
    const { rows } = limitsOf({
      "sip.conf": "[general]\n#include sip_general_custom.conf\n[a]\ntype=peer\nrtpholdtimeout=600",
      "sip_general_custom.conf": "rtptimeout=300",
    });
    const general = { from: "config", file: "/a/sip_general_custom.conf", line: 1 };
    const off = { from: "default", file: null, line: null };
    expect(rows).toMatchObject([
      { scope: "general", ...general, hold: off, keepalive: off },
      { scope: "a", ...general, hold: { from: "config", file: "/a/sip.conf", line: 5 } },
    ]);
  });
});

describe("FreePBX", () => {
  const sip =
    "[general]\n#include sip_general_additional.conf\n#include sip_general_custom.conf\n\n#include sip_additional.conf\n#include sip_custom_post.conf";
  const additional = {
    "sip_general_additional.conf": "rtptimeout=30\nrtpholdtimeout=300",
    "sip_additional.conf": "[1000]\ntype=friend",
  };

  it("lets the custom file have the last word", () => {
    const custom = { "sip_general_custom.conf": "rtptimeout=120", "sip_custom_post.conf": "[1000](+)\nrtptimeout=0" };
    expect(table({ "sip.conf": sip, ...additional, ...custom })).toEqual(["general 120/300/0", "1000 0/300/0"]);
  });

  it("reads no custom [general] with a header of its own", () => {
    const custom = { "sip_general_custom.conf": "[general]\nrtptimeout=120", "sip_custom_post.conf": "" };
    expect(table({ "sip.conf": sip, ...additional, ...custom })).toEqual(["general 30/300/0", "1000 30/300/0"]);
  });

  it("takes sip_general_custom.conf alone, and knows nothing of what it does not state", () => {
    expect(table({ "sip_general_custom.conf": "[general]\nrtptimeout = 300" })).toEqual(["general 300/?/?"]);
    expect(table({ "sip_custom.conf": "[a]\ntype=peer\nrtptimeout=20" })).toEqual(["a 20/?/?"]);
  });

  it("takes PJSIP parts alone", () => {
    const post = { "pjsip.endpoint_custom_post.conf": "[1000](+)\nrtp_timeout=60" };
    const endpoints = { "pjsip.endpoint.conf": "[1000]\ntype=endpoint\nrtp_timeout=30\n[trunk]\ntype=endpoint" };
    expect(table(post)).toEqual(["1000 60/?/?"]);
    expect(table({ ...endpoints, ...post })).toEqual(["1000 60/0/0", "trunk 0/0/0"]);
  });
});

describe("chan_pjsip", () => {
  it.each<[what: string, text: string, rows: string[]]>([
    ["is off by default", "[a]\ntype=endpoint", ["a 0/0/0"]],
    [
      "has endpoints only",
      "[global]\ntype=global\n[a]\ntype=aor\n[a]\ntype=endpoint\nrtp_timeout=5\n[a]\ntype=identify",
      ["a 5/0/0"],
    ],
    [
      "applies templates",
      "[t](!)\ntype=endpoint\nrtp_timeout=30\nrtp_timeout_hold=60\n[a](t)\nrtp_keepalive=4\n[b](t)\nrtp_timeout=0",
      ["a 30/60/4", "b 0/60/0"],
    ],
    ["applies additions", "[a]\ntype=endpoint\n[a]\ntype=aor\n[a](+)\nrtp_timeout=60", ["a 60/0/0"]],
  ])("%s", (_what, text, rows) => {
    expect(table({ "pjsip.conf": text })).toEqual(rows);
    expect(limitsOf({ "pjsip.conf": text }).problems).toEqual([]);
  });

  it("reads the wizard's endpoints", () => {
    const wizard =
      "[t](!)\ntype=wizard\nendpoint/rtp_timeout=30\n[gsm](t)\nremote_hosts=192.0.2.1\n[x]\ntype=phoneprov";
    expect(table({ "pjsip.conf": "", "pjsip_wizard.conf": wizard })).toEqual(["gsm 30/0/0"]);
  });

  it.each<[what: string, option: string, message: RegExp]>([
    ["a value that is no number", "rtp_timeout=30s", /rtp_timeout=30s is not a number .* rejects endpoint a/],
    ["a name of chan_sip", "rtpholdtimeout=300", /rtpholdtimeout belongs to chan_sip, here it is rtp_timeout_hold/],
  ])("does not know the limits of an endpoint rejected over %s", (_what, option, message) => {
    const files = { "pjsip.conf": `[a]\ntype=endpoint\nrtp_keepalive=4\n${option}` };
    expect(table(files)).toEqual(["a ?/?/?"]);
    expect(limitsOf(files)).toMatchObject({
      rows: [{ from: "unknown", line: 4 }],
      problems: [{ line: 4, effect: "ignored", message: expect.stringMatching(message) }],
    });
  });

  it("reports an endpoint that is defined twice", () => {
    const files = { "pjsip.conf": "[a]\ntype=endpoint\nrtp_timeout=1\n[a]\ntype=endpoint\nrtp_timeout=2" };
    expect(table(files)).toEqual(["a 1/0/0"]);
    expect(limitsOf(files).problems).toMatchObject([{ line: 4, effect: "refused" }]);
  });
});

describe("limitFor", () => {
  const sip = { "sip.conf": "[general]\nrtptimeout=30\n[gsm-gw]\ntype=peer\nrtptimeout=12" };
  const pjsip = { "pjsip.conf": "[trunk]\ntype=endpoint\nrtp_timeout=5\n[gsm-gw-2]\ntype=endpoint\nrtp_timeout=7" };
  const same = { "pjsip.conf": "[a]\ntype=endpoint\nrtp_timeout=5\n[b]\ntype=endpoint\nrtp_timeout=5" };

  it.each<
    [
      what: string,
      files: Record<string, string>,
      channel: string | null,
      driver: "chan_sip" | "chan_pjsip" | null,
      found: string | null,
    ]
  >([
    ["an endpoint", pjsip, "PJSIP/trunk-0000000a", null, "scope trunk 5"],
    ["an endpoint with dashes", pjsip, "PJSIP/gsm-gw-2-0000000a", null, "scope gsm-gw-2 7"],
    ["a peer with dashes", sip, "SIP/gsm-gw-00000001", null, "scope gsm-gw 12"],
    ["an unknown peer", sip, "SIP/192.0.2.1-00000001", null, "general general 30"],
    ["an unknown endpoint", pjsip, "PJSIP/anonymous-0000000a", null, null],
    ["an unknown endpoint, though all agree", same, "PJSIP/anonymous-0000000a", null, null],
    ["the other driver", sip, "PJSIP/gsm-gw-00000001", null, null],
    ["a channel of no such driver", { ...sip, ...same }, "Local/1000@x-00000001;1", "chan_sip", null],
    ["no name, one driver, all agree", same, null, null, "all-agree a 5"],
    ["no name, one driver, not all agree", sip, null, null, null],
    ["no name, two drivers", { "sip.conf": "[general]", ...same }, null, null, null],
    [
      "no name, two drivers, one of them meant",
      { "sip.conf": "[general]", ...same },
      null,
      "chan_pjsip",
      "all-agree a 5",
    ],
    ["no name, a driver without configuration", same, null, "chan_sip", null],
    ["nothing at all", {}, null, null, null],
    ["only values that are not known", { "sip_general_custom.conf": "qualify=yes" }, null, null, null],
  ])("%s", (_what, files, channel, driver, found) => {
    const limit = limitFor(limitsOf(files), channel, driver);
    expect(limit && `${limit.basis} ${limit.row.scope} ${limit.row.rtpTimeoutSeconds}`).toBe(found);
  });

  it("says on what grounds", () => {
    expect(limitFor(limitsOf(pjsip), "PJSIP/trunk-0000000a", null)?.why).toBe(
      "PJSIP/trunk-0000000a belongs to endpoint trunk",
    );
    expect(limitFor(limitsOf(same), null, null)?.why).toBe("all 2 of chan_pjsip have the same limits");
  });
});

describe("the file of the incident's write-up", () => {
  const seed = join(process.cwd(), "../shared/seed/sip_general_custom.conf");

  it.skipIf(!existsSync(seed))("states its three options, and has a header that FreePBX would not read", () => {
    const tree = readConfig([seed]);
    expect(rtpLimits(tree).rows).toMatchObject([
      {
        scope: "general",
        rtpTimeoutSeconds: 300,
        rtpHoldTimeoutSeconds: 600,
        rtpKeepaliveSeconds: 10,
        file: seed,
        line: 3,
      },
    ]);
    expect(tree.problems).toMatchObject([{ line: 1, effect: "noted" }]);
  });
});

describe("the real Asterisk runs of the corpus", () => {
  const corpus = join(process.cwd(), "../shared/corpus");
  const runs = existsSync(corpus)
    ? readdirSync(corpus).filter((run) => existsSync(join(corpus, run, "truth.json")))
    : [];

  it.skipIf(runs.length === 0).each(runs.length === 0 ? ["the corpus is not here"] : runs)("%s", (run) => {
    const truth = JSON.parse(readFileSync(join(corpus, run, "truth.json"), "utf8"));
    const tree = readConfig([join(corpus, run, "config")]);
    const limits = rtpLimits(tree);
    expect([...tree.problems, ...limits.problems]).toEqual([]);
    const technology = truth.channelDriver === "chan_sip" ? "SIP" : "PJSIP";
    for (const scope of ["trunk", "gsm-gw"]) {
      expect(limitFor(limits, `${technology}/${scope}-0000000a`, null)).toMatchObject({
        basis: "scope",
        row: {
          driver: truth.channelDriver,
          rtpTimeoutSeconds: truth.rtpTimeoutSeconds ?? 0,
          rtpHoldTimeoutSeconds: truth.rtpHoldTimeoutSeconds ?? 0,
          from: truth.rtpTimeoutSeconds === null ? "default" : "config",
        },
      });
    }
  });
});
