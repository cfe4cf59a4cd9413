// Changes of single lines: applied to a copy they mend what they were made for, and nothing more is proposed then.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changedText, unifiedDiff } from "../../../src/asterisk/config/patch.js";
import { type ConfigTree, readConfig } from "../../../src/asterisk/config/read.js";
import { rtpLimits } from "../../../src/asterisk/config/rtp-limits.js";
import { judgeConfig } from "../../../src/findings/judge-config.js";
import { memoryIo } from "./memory-io.js";

const FILES = {
  "/etc/asterisk/sip.conf":
    "[general]\nrtpholdtimeout=300\nchannel_ttl=900\n\n[kiel]\ntype=peer\nrtp_timeout=45\nchanel=abc",
  "/etc/asterisk/pjsip.conf":
    "[berlin]\r\ntype=endpoint\r\nrtp_timout = 45 ; seconds\r\nrtp_keepalive=10\r\n\r\n[bonn]\r\ntype=endpoint\r\nrtptimeout=30\r\n",
};
const read = (files: Record<string, string>): ConfigTree => readConfig(["/etc/asterisk"], memoryIo(files));
const changesOf = (tree: ConfigTree) =>
  judgeConfig({ tree, version: null, run: null }).flatMap(({ changes }) => changes ?? []);

test("a round trip yields the values that were meant, and proposes nothing more", () => {
  const tree = read(FILES);
  const changes = changesOf(tree);
  const after = read(
    Object.fromEntries(Object.keys(FILES).map((file) => [file, changedText(tree, file, changes) ?? ""])),
  );
  expect(changesOf(after)).toEqual([]);
  expect(
    rtpLimits(after).rows.map(({ scope, rtpTimeoutSeconds, rtpKeepaliveSeconds }) => [
      scope,
      rtpTimeoutSeconds,
      rtpKeepaliveSeconds,
    ]),
  ).toEqual([
    ["general", 0, 0],
    ["kiel", 0, 0],
    ["berlin", 45, 4],
    ["bonn", 30, 0],
  ]);
});

test("patch(1) makes the same of it", () => {
  const folder = mkdtempSync(join(tmpdir(), "patch-test-"));
  try {
    mkdirSync(join(folder, "etc"));
    const sip = `${FILES["/etc/asterisk/sip.conf"]}`;
    writeFileSync(join(folder, "etc/sip.conf"), sip);
    const tree = readConfig([join(folder, "etc")]);
    const changes = changesOf(tree);
    const expected = changedText(tree, join(folder, "etc/sip.conf"), changes);
    const diff = unifiedDiff(tree, changes).replaceAll(`${folder}/`, "");
    execFileSync("git", ["apply", "--unidiff-zero", "-p0", "-"], { cwd: folder, input: diff });
    expect(changedText(readConfig([join(folder, "etc")]), join(folder, "etc/sip.conf"), [])).toBe(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a line that holds a secret is not quoted, and a file of FreePBX's not changed", () => {
  const tree = read({
    "/etc/asterisk/pjsip.conf": "[a]\ntype=auth\nauth_passwd=hunter2\n",
    "/etc/asterisk/sip.conf": '[general]\n#include "sip_general_additional.conf"\n',
    "/etc/asterisk/sip_general_additional.conf": "rtpholdtimeout=300\n",
  });
  expect(unifiedDiff(tree, changesOf(tree))).toBe("");
});
