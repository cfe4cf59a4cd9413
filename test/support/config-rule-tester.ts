// Rules about the configuration by example: raw files in, through reader and audit, the findings out. `faulty` files must
// be given this finding, `healthy` ones must not, and where what was read does not say enough it must not be given either.
// Every line that a finding cites must stand where it says.
import { describe, expect, test } from "vitest";
import { withoutSecret } from "../../src/asterisk/config/cite.js";
import { configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { readVersion } from "../../src/asterisk/options/catalogue.js";
import { judgeConfig } from "../../src/findings/judge-config.js";
import { configFindingRow } from "../../src/report/build.js";
import { type Finding, findingSchema } from "../../src/report/schema.js";
import type { ConfigRule } from "../../src/rules/rule.js";
import { memoryIo } from "../asterisk/config/memory-io.js";
import { analyseTexts, logText } from "./analyse.js";
import { type AtLeastOne, dedent } from "./rule-tester.js";
import { expectShell } from "./shell.js";

/** Files of a configuration, and what the logs of its server tell. */
export interface ConfigCase {
  readonly name: string;
  /** Text by file name; the indentation that all lines share is not part of it. */
  readonly files: Readonly<Record<string, string>>;
  /** Asterisk's version, where there are no logs to tell it. */
  readonly version?: string;
  /** Asterisk's full log; with it the whole pipeline runs. */
  readonly asterisk?: string;
}

export interface FaultyConfig extends ConfigCase {
  /** Words of each of the findings, in order. */
  readonly says: readonly RegExp[];
}

export interface ConfigRuleCases {
  readonly faulty: AtLeastOne<FaultyConfig>;
  readonly healthy: AtLeastOne<ConfigCase>;
  readonly notEnoughEvidence: AtLeastOne<ConfigCase>;
}

const FOLDER = "/etc/asterisk";

/** Holds a rule about the configuration to its cases. */
export function testConfigRule(rule: ConfigRule, cases: ConfigRuleCases): void {
  describe(`${rule.code} ${rule.name}`, () => {
    test.each(cases.faulty)("faulty: $name", async (faulty) => {
      const found = await findingsOf(rule, faulty);
      expect(found.map(({ message }) => message)).toHaveLength(faulty.says.length);
      for (const [at, pattern] of faulty.says.entries()) expect(found[at]?.message).toMatch(pattern);
    });
    test.each(cases.healthy)("healthy: $name", async (healthy) => {
      expect(await findingsOf(rule, healthy)).toEqual([]);
    });
    test.each(cases.notEnoughEvidence)("not enough evidence: $name", async (open) => {
      expect(await findingsOf(rule, open)).toEqual([]);
    });
  });
}

async function findingsOf(rule: ConfigRule, given: ConfigCase): Promise<Omit<Finding, "recommendationIds">[]> {
  const files = Object.fromEntries(
    Object.entries(given.files).map(([name, text]) => [`${FOLDER}/${name}`, dedent(text)]),
  );
  const tree = readConfig([FOLDER], memoryIo(files));
  const version = given.version === undefined ? null : readVersion(given.version);
  const findings: Omit<Finding, "recommendationIds">[] =
    given.asterisk === undefined
      ? judgeConfig({ tree, version, run: null }).map((fault) => configFindingRow(fault, tree))
      : (
          await analyseTexts([logText("full.log", dedent(given.asterisk))], {
            config: configurationOf(tree),
          })
        ).runReport.runFindings;
  const own = findings.filter(({ code }) => code === rule.code);
  for (const finding of own) {
    findingSchema.omit({ recommendationIds: true }).parse(finding);
    expectShell(finding);
    expect(finding).toMatchObject({ name: rule.name, severity: rule.severity });
    for (const { source, line, byteOffset, text } of finding.evidence) {
      const lines = (files[source] ?? "").split("\n");
      expect(byteOffset).toBe(Buffer.byteLength(lines.slice(0, line - 1).join("\n")) + (line > 1 ? 1 : 0));
      expect(text).toBe(withoutSecret(lines[line - 1] ?? "no such line"));
    }
  }
  return own;
}
