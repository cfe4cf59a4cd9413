// man/ari-doctor.1 as it lies in the package: current, whole, and well-formed where there is something to ask.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { currentManPage } from "../../src/cli/man-page.js";
import { attributeOf, isOperand, nameOf, type Option } from "../../src/settings/option.js";
import { CONFIG_OPTIONS, DIFF_OPTIONS, MERGE_OPTIONS, RUN_OPTIONS } from "../../src/settings/options.js";

const PATH = fileURLToPath(new URL("../../man/ari-doctor.1", import.meta.url));
const page = readFileSync(PATH, "utf8");
const has = (tool: string): boolean => spawnSync(tool, ["--version"]).error === undefined;

describe("the manual page", () => {
  it("is that of this version (npm run docs)", () => {
    expect(page).toBe(currentManPage());
  });

  it("names every option and every group", () => {
    const options = [RUN_OPTIONS, CONFIG_OPTIONS, MERGE_OPTIONS, DIFF_OPTIONS].flatMap((table) =>
      Object.values<Option>(table).filter((option) => !isOperand(option)),
    );
    const plain = page.replaceAll("\\-", "-");
    expect(options.filter((option) => !plain.includes(`\\fB--${nameOf(option)}\\fR`)).map(attributeOf)).toEqual([]);
    for (const { group } of options) expect(page.toLowerCase()).toContain(`.ss ${group}\n`);
  });

  it.skipIf(!has("groff"))("is read by groff without a warning", () => {
    const { stderr, status } = spawnSync("groff", ["-man", "-Tutf8", "-ww", PATH], { encoding: "utf8" });
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  it.skipIf(spawnSync("mandoc", ["-Tlint", PATH]).error !== undefined)("is faultless to mandoc", () => {
    const { stdout } = spawnSync("mandoc", ["-Tlint", "-Wwarning", PATH], { encoding: "utf8" });
    expect(stdout).toBe("");
  });

  it.skipIf(!has("groff"))("shows commands as they can be copied", () => {
    const shown = execFileSync("groff", ["-man", "-Tascii", "-P-c", "-rLL=100n", PATH], { encoding: "utf8" });
    expect(shown).toContain("ari-doctor /var/log/asterisk/full bot.log --config /etc/asterisk");
    expect(shown).toContain("source <(ari-doctor completion bash)");
  });
});
