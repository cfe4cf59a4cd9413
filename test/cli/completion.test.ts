// The scripts as the built command prints them; that of bash is also asked to complete, by a real bash.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../../bin/ari-doctor.js", import.meta.url));
const print = (shell: string): string =>
  execFileSync(process.execPath, [bin, "completion", shell], { encoding: "utf8" });
const optionsInHelp = (...command: string[]): string[] =>
  execFileSync(process.execPath, [bin, ...command, "--help"], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => /^ +(?:-\w, )?--([a-z-]+)/.exec(line)?.[1] ?? []);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "completion-test-"));
  writeFileSync(join(folder, "completion.bash"), print("bash"));
  writeFileSync(join(folder, "bot one.log"), "");
  writeFileSync(join(folder, "explained.log"), "");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What bash offers for the last of these words. */
function offered(...words: string[]): string[] {
  const script = `source ./completion.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_ari_doctor
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync("bash", ["--norc", "-c", script, "bash", ...words], { cwd: folder, encoding: "utf8" });
  return out.split("\n").filter((line) => line !== "");
}

describe("completion", () => {
  it("is a script that bash takes, made known for the command", () => {
    execFileSync("bash", ["-n", join(folder, "completion.bash")]);
    const known = execFileSync("bash", ["--norc", "-c", "source ./completion.bash; complete -p ari-doctor"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(known).toContain("-F _ari_doctor ari-doctor");
  });

  it.each<[words: string[], offers: string[]]>([
    [
      ["ari-doctor", "--rtp-"],
      ["--rtp-timeout", "--rtp-hold-timeout"],
    ],
    [["ari-doctor", "full", "--format", "m"], ["markdown"]],
    [["ari-doctor", "--format", "=", "nd"], ["ndjson"]],
    [
      ["ari-doctor", "config", "--format", ""],
      ["terminal", "json"],
    ],
    [["ari-doctor", "config", "--adv"], ["--advice"]],
    [
      ["ari-doctor", "expl"],
      ["explain", "explained.log"],
    ],
    [
      ["ari-doctor", "explain", "RTP10"],
      ["RTP101", "RTP102", "RTP103"],
    ],
    [["ari-doctor", "bot"], ["bot one.log"]],
    [["ari-doctor", "--bot", "bo"], ["bot one.log"]],
    [["ari-doctor", "--rtp-timeout", ""], []],
    [["ari-doctor", "completion", "f"], ["fish"]],
    [
      ["ari-doctor", "help", "co"],
      ["config", "completion"],
    ],
  ])("of %j", (words, offers) => {
    expect(offered(...words).slice(0, 3)).toEqual(offers);
  });

  it.each(["bash", "zsh", "fish"])("of %s knows each option of --help", (shell) => {
    const script = print(shell);
    for (const option of [...optionsInHelp(), ...optionsInHelp("config")])
      expect(script).toContain(shell === "fish" ? ` -l ${option} ` : `--${option}`);
  });
});
