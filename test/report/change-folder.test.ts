// Folders of changes: the script is run on a copy of a configuration, as a reader would. What it leaves parses again, has the
// proposed values in force, and nothing more is proposed for it.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configurationOf } from "../../src/asterisk/config/configuration.js";
import { type ConfigTree, readConfig } from "../../src/asterisk/config/read.js";
import { refusalOf, writeFolder } from "../../src/asterisk/config/write-folder.js";
import { changeFolder } from "../../src/report/change-folder.js";
import { analyseTexts, logText } from "../support/analyse.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "change-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Two calls of a channel, one of them cut after so many seconds. */
const logOf = (channel: string, notice: string): string => `
[Nov 22 15:53:00] VERBOSE[42][C-00000002] pbx.c: Executing [1000@in:1] Stasis("${channel}", "bot,1") in new stack
[Nov 22 15:53:04] VERBOSE[42][C-00000002] res_musiconhold.c: Started music on hold, class 'default', on channel '${channel}'
[Nov 22 15:53:18] NOTICE[22] ${notice}
[Nov 22 15:53:18] VERBOSE[42][C-00000002] res_musiconhold.c: Stopped music on hold on ${channel}
[Nov 22 15:53:18] VERBOSE[42][C-00000002] pbx.c: Spawn extension (in, 1000, 1) exited non-zero on '${channel}'
[Nov 22 15:58:10] NOTICE[43] chan_sip.c: Peer 'bonn' is now Lagged. (2012ms / 2000ms)
`;
const pjsipLog = logOf(
  "PJSIP/berlin-00000001",
  "res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/berlin-00000001' for lack of audio RTP activity in 14 seconds",
);
const sipLog = logOf(
  "SIP/kiel-00000001",
  "chan_sip.c: Disconnecting call 'SIP/kiel-00000001' for lack of RTP activity in 15 seconds",
);

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly log: string;
  readonly written: readonly string[];
  /** Scope, RTP timeout, hold timeout, keepalive. */
  readonly inForce: readonly (readonly [string, number | null, number | null, number | null])[];
}

const cases: Readonly<Record<string, Case>> = {
  "pjsip.conf, its aor before the endpoint, a template, a line to take out, no line feed at the end": {
    files: {
      "pjsip.conf":
        "[berlin]\ntype=aor\n\n[trunks](!)\ntype=endpoint\nrtp_timeout=14 ; short\n\n[berlin](trunks)\nrtp_keepalive=9\n\n[bonn](trunks)\nrtp_timout=3\n\n[ulm]\ntype=endpoint\nrtp_timeout=20",
    },
    log: pjsipLog,
    written: ["apply.txt", "ari-doctor.patch", "ari-doctor.pjsip.conf"],
    inForce: [
      ["berlin", 60, 0, 4],
      ["bonn", 60, 0, 0],
      ["ulm", 20, 0, 0],
    ],
  },
  "FreePBX's PJSIP, where the endpoint is written anew every time": {
    files: {
      "pjsip.conf": '#include "pjsip.endpoint.conf"\n#include "pjsip.aor.conf"\n',
      "pjsip.endpoint.conf": '[berlin]\ntype=endpoint\nrtp_timeout=14\n#include "pjsip.endpoint_custom_post.conf"\n',
      "pjsip.endpoint_custom_post.conf": "[berlin](+)\nmoh_suggest=quiet",
      "pjsip.aor.conf": "[berlin]\ntype=aor\n",
    },
    log: pjsipLog,
    written: ["apply.txt", "pjsip.endpoint_custom_post.conf"],
    inForce: [["berlin", 60, 0, 0]],
  },
  "the wizard": {
    files: { "pjsip_wizard.conf": "[berlin]\ntype=wizard\nendpoint/rtp_timeout=14\n" },
    log: pjsipLog,
    written: ["apply.txt", "ari-doctor.pjsip_wizard.conf"],
    inForce: [["berlin", 60, 0, 0]],
  },
  "sip.conf, where peers have it from [general] and the hold limit has to stay above": {
    files: { "sip.conf": "[general]\nrtptimeout=14\nrtpholdtimeout=30\n\n[kiel]\ntype=peer\n" },
    log: sipLog,
    written: ["apply.txt", "ari-doctor.sip.conf"],
    inForce: [
      ["general", 60, 70, 0],
      ["kiel", 60, 70, 0],
    ],
  },
  "FreePBX's chan_sip": {
    files: {
      "sip.conf":
        '[general]\n#include "sip_general_additional.conf"\n#include "sip_general_custom.conf"\n#include "sip_nat.conf"\n#include "sip_additional.conf"\n#include "sip_custom_post.conf"\n',
      "sip_general_additional.conf": "rtptimeout=14\nrtpholdtimeout=300\n",
      "sip_general_custom.conf": "videosupport=no\n\n[authentication]\n",
      "sip_nat.conf": "",
      "sip_additional.conf": "[kiel]\ntype=peer\n",
      "sip_custom_post.conf": "",
    },
    log: sipLog,
    written: ["apply.txt", "sip_general_custom.conf"],
    inForce: [
      ["general", 60, 300, 0],
      ["kiel", 60, 300, 0],
    ],
  },
};

async function changesOf(tree: ConfigTree, log: string): Promise<ReadonlyMap<string, string>> {
  const { audit } = await analyseTexts([logText("full.log", log)], { config: configurationOf(tree) });
  return changeFolder(tree, audit.faults, audit.remarks);
}

/** Runs the script where `asterisk` and `ari-doctor` only say that they were called. */
function runScript(at: string, config: string): string {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  for (const name of ["asterisk", "ari-doctor"]) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho ${name} "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, CONFIG: config };
  return execFileSync("sh", ["apply.txt"], { cwd: at, env, encoding: "utf8" });
}

describe("a round trip", () => {
  test.each(Object.entries(cases))("%s", async (_name, { files, log, written, inForce }) => {
    const config = join(folder, "etc");
    mkdirSync(config);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(config, name), text);
    const proposals = join(folder, "proposals");
    writeFolder(proposals, await changesOf(readConfig([config]), log));
    expect(readdirSync(proposals).sort()).toEqual(written);
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(config, name), "utf8")).toBe(text);

    expect(runScript(proposals, config)).toMatch(/asterisk -rx (?:pj)?sip reload/);
    const after = readConfig([config]);
    expect(after.problems.filter(({ effect }) => effect !== "noted")).toEqual([]);
    expect(
      configurationOf(after).rtpLimits.rows.map((row) => [
        row.scope,
        row.rtpTimeoutSeconds,
        row.rtpHoldTimeoutSeconds,
        row.rtpKeepaliveSeconds,
      ]),
    ).toEqual(inForce);
    const again = await changesOf(after, log);
    expect([...again.keys()]).toEqual(["apply.txt"]);
    expect(again.get("apply.txt")).toMatch(/proposes no change/);
  });
});

test("what could be read as a command becomes a comment", async () => {
  const tree = readConfig([folder], {
    readText: () => "[a$(touch x)`]\ntype=endpoint\nrtp_keepalive=9\n",
    list: () => ["pjsip.conf"],
    isDirectory: (path) => path === folder,
  });
  const script = (await changesOf(tree, pjsipLog)).get("apply.txt") ?? "";
  expect(script).toContain("touch x");
  expect(script.split("\n").filter((line) => line.includes("touch x") && !line.startsWith("#"))).toEqual([]);
});

test("a configuration is never written to, nor a file that is there", () => {
  const config = join(folder, "etc");
  mkdirSync(config);
  writeFileSync(join(config, "sip.conf"), "[general]\n");
  expect(refusalOf("/etc/asterisk", [])).toMatch(/give a folder of its own/);
  expect(refusalOf("/etc/asterisk/new/er", [])).toMatch(/give a folder of its own/);
  expect(refusalOf(join(config, "new"), [config])).toMatch(/give a folder of its own/);
  expect(refusalOf(config, [join(config, "sip.conf")])).toMatch(/give a folder of its own/);
  expect(refusalOf(join(folder, "proposals"), [config])).toBeNull();
  writeFolder(join(folder, "proposals"), new Map([["a", "1"]]));
  expect(() => writeFolder(join(folder, "proposals"), new Map([["a", "2"]]))).toThrow(/there already/);
  expect(readFileSync(join(folder, "proposals", "a"), "utf8")).toBe("1");
});
