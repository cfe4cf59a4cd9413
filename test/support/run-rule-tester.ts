// Rules about the run by example: raw log text in, through the whole pipeline, the findings of the run out. `faulty` texts
// must be given this finding, `healthy` ones must not, and where the logs do not say enough it must not be given either.
// Every line that a finding cites must be one of the text's, and nothing else may be said of the run unless the case says so.
import { describe, expect, test } from "vitest";
import { configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { MAX_TEXT } from "../../src/events/event.js";
import { safeText } from "../../src/report/safe-text.js";
import { type Finding, findingSchema } from "../../src/report/schema.js";
import type { RunRule } from "../../src/rules/rule.js";
import { memoryIo } from "../asterisk/config/memory-io.js";
import { analyseTexts, logText } from "./analyse.js";
import type { AsteriskLog, BotLog } from "./call-logs.js";
import { type AtLeastOne, dedent } from "./rule-tester.js";
import { expectShell } from "./shell.js";

/** Logs of a run. */
export interface RunCase {
  readonly name: string;
  /** Raw log text; the indentation that all its lines share is not part of it. Or as call-logs.ts builds it. */
  readonly asterisk?: string | AsteriskLog;
  readonly bot?: string | BotLog;
  /** Text of a pjsip.conf. */
  readonly pjsip?: string;
  /** How many calls went wrong, by cause; those lost without one as `undetermined`. */
  readonly wentWrong?: Readonly<Record<string, number>>;
  /** Codes of what else is found of the run. */
  readonly besides?: readonly string[];
}

/** Logs of a run that has this fault. */
export interface FaultyRun extends RunCase {
  /** The message of each of the findings, whole. */
  readonly says: readonly string[];
  /** Words of each line that they cite, in order. */
  readonly cites: readonly string[];
}

/** What a rule about the run is held to. */
export interface RunRuleCases {
  readonly faulty: AtLeastOne<FaultyRun>;
  readonly healthy: AtLeastOne<RunCase>;
  readonly notEnoughEvidence: AtLeastOne<RunCase>;
}

/** Holds a rule about the run to its cases. */
export function testRunRule(rule: RunRule, cases: RunRuleCases): void {
  describe(`${rule.code} ${rule.name}`, () => {
    test.each(cases.faulty)("faulty: $name", async (faulty) => {
      const found = await findingsOf(rule, faulty);
      const { name, severity } = rule;
      expect(found).toMatchObject(faulty.says.map((message) => ({ message, name, severity })));
      const cited = found.flatMap(({ evidence }) => evidence.map(({ text }) => text));
      expect(cited).toEqual(faulty.cites.map((words) => expect.stringContaining(words)));
    });
    test.each(cases.healthy)("healthy: $name", async (healthy) => {
      expect(await findingsOf(rule, healthy)).toEqual([]);
    });
    test.each(cases.notEnoughEvidence)("not enough evidence: $name", async (open) => {
      expect(await findingsOf(rule, open)).toEqual([]);
    });
  });
}

/** What this rule finds of the run; causes of the calls, other findings and cited lines checked. */
async function findingsOf(rule: RunRule, given: RunCase): Promise<Finding[]> {
  const texts = { "full.log": given.asterisk, "bot.log": given.bot };
  const logs = Object.entries(texts).flatMap(([path, text]) =>
    text === undefined ? [] : [{ path, text: dedent(String(text)) }],
  );
  if (logs.length === 0) throw new Error(`no logs: ${given.name}`);
  const files = given.pjsip === undefined ? null : { "/etc/asterisk/pjsip.conf": dedent(given.pjsip) };
  const { calls, runReport } = await analyseTexts(
    logs.map(({ path, text }) => logText(path, text)),
    files === null ? {} : { config: configurationOf(readConfig(["/etc/asterisk"], memoryIo(files))) },
  );
  const wrong: Record<string, number> = {};
  for (const { diagnosis, findings } of calls) {
    const { cause } = diagnosis;
    if (cause === "undetermined" ? findings.some(({ code }) => code === "ARI101") : cause !== "none")
      wrong[cause] = (wrong[cause] ?? 0) + 1;
  }
  expect(wrong).toEqual(given.wentWrong ?? {});
  const lines = new Map(logs.map(({ path, text }) => [path, text.split("\n")]));
  const found = runReport.runFindings.filter(({ code }) => code === rule.code);
  for (const finding of found) {
    findingSchema.parse(finding);
    expectShell(finding);
    for (const { source, line, text } of finding.evidence)
      expect(text).toBe(safeText((lines.get(source)?.[line - 1] ?? "no such line").slice(0, MAX_TEXT)));
  }
  const others = runReport.runFindings.filter(({ code }) => code !== rule.code);
  expect(others.map(({ code }) => code)).toEqual(given.besides ?? []);
  return found;
}
