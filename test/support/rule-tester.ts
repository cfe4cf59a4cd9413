// Rules by example (the idea is ESLint's RuleTester): raw log text in, through the whole pipeline, the verdict out.
// `faulty` texts must be given this cause, `healthy` ones must not, and where the logs do not say enough neither this cause
// nor any other may be named. Every line that a report cites must be one of the text's.
import { describe, expect, test } from "vitest";
import { type Configuration, configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { MAX_TEXT } from "../../src/events/event.js";
import { safeText } from "../../src/report/safe-text.js";
import { type CallRow, callSchema, type Finding } from "../../src/report/schema.js";
import type { CauseRule, FindingRule, OpenRule } from "../../src/rules/rule.js";
import type { Evidence } from "../../src/verdict/verdict.js";
import { memoryIo } from "../asterisk/config/memory-io.js";
import { analyseTexts, idsOf, logText } from "./analyse.js";
import type { AsteriskLog, BotLog } from "./call-logs.js";
import type { CapturedEvents } from "./captured-events.js";
import { expectShell } from "./shell.js";

/** Logs, and which of their calls is judged. */
export interface LogCase {
  readonly name: string;
  /** Raw log text, without the indentation that all its lines share, or a log of call-logs.ts. */
  readonly asterisk?: string | AsteriskLog;
  readonly bot?: string | BotLog;
  /** What a capture of Asterisk's events holds, as captured-events.ts builds it. */
  readonly events?: CapturedEvents;
  readonly rtpTimeoutSeconds?: number;
  readonly rtpHoldTimeoutSeconds?: number;
  /** Text of a pjsip.conf. */
  readonly pjsip?: string;
  /** Any id of the call in question. Left out if the logs are of one call only. */
  readonly call?: string;
  /** Causes of the other calls in the logs, by any of their ids. */
  readonly others?: Readonly<Record<string, string>>;
}

/** Logs whose call has this fault. */
export interface FaultyCase extends LogCase {
  /** Left out for findings, which have none. */
  readonly confidence?: "confirmed" | "likely";
  /** What the summary, or the finding's message, must say. */
  readonly says?: RegExp;
}

/** Logs whose call does not have this fault. */
export interface HealthyCase extends LogCase {
  /** The cause that is named instead, or `none` if nothing went wrong. */
  readonly cause?: string;
}

/** Logs that do not say enough. */
export interface OpenCase extends LogCase {
  /** Where the report has the rule: among the candidates (`open`), nowhere (`absent`), or ruled out for this reason (a pattern). */
  readonly stands?: "open" | "absent" | RegExp;
  /** Another cause that is clear all the same. */
  readonly cause?: string;
}

/** A list that is not empty. */
export type AtLeastOne<T> = readonly [T, ...T[]];

/** What a rule is held to. */
export interface RuleCases {
  readonly faulty: AtLeastOne<FaultyCase>;
  readonly healthy: AtLeastOne<HealthyCase>;
  readonly notEnoughEvidence: AtLeastOne<OpenCase>;
}

/** Checks a rule against its cases. @throws Error if two cases are the same. */
export function testRule(rule: CauseRule | FindingRule | OpenRule, cases: RuleCases): void {
  refuseDuplicates([...cases.faulty, ...cases.healthy, ...cases.notEnoughEvidence]);
  describe(`${rule.code} ${rule.name}`, () => {
    describe("faulty", () => {
      test.each(cases.faulty)("$name", async (faulty) => {
        const call = await judged(faulty);
        if (rule.kind === "cause") {
          expect(verdictOf(call)).toEqual({ cause: rule.name, confidence: faulty.confidence });
          if (faulty.says) expect(call.diagnosis.summary).toMatch(faulty.says);
          expect(call.diagnosis.evidence.length).toBeGreaterThan(0);
        }
        const found = call.findings.filter(({ code }) => code === rule.code);
        expect(found.map(({ name, severity }) => [name, severity])).toEqual([[rule.name, rule.severity]]);
        expect(found[0]?.evidence.length).toBeGreaterThan(0);
        if (faulty.says && rule.kind !== "cause") expect(found[0]?.message).toMatch(faulty.says);
      });
    });
    describe("healthy", () => {
      test.each(cases.healthy)("$name", async (healthy) => {
        const call = await judged(healthy);
        expect(namesOf(call)).not.toContain(rule.name);
        if (healthy.cause !== undefined) expect(verdictOf(call).cause).toBe(healthy.cause);
      });
    });
    describe("not enough evidence", () => {
      test.each(cases.notEnoughEvidence)("$name", async (open) => {
        const call = await judged(open);
        const { cause, candidates, ruledOut, missing } = call.diagnosis;
        expect(namesOf(call)).not.toContain(rule.name);
        expect(cause).toBe(open.cause ?? "undetermined");
        if (open.stands === "open") {
          expect(candidates.map((candidate) => candidate.cause)).toContain(rule.name);
          expect(missing.length).toBeGreaterThan(0);
        } else if (open.stands === "absent") {
          expect([...candidates, ...ruledOut].map((one) => one.cause)).not.toContain(rule.name);
        } else if (open.stands) {
          expect(candidates.map((candidate) => candidate.cause)).not.toContain(rule.name);
          expect(ruledOut.find((out) => out.cause === rule.name)?.reason).toMatch(open.stands);
        }
      });
    });
  });
}

/** As ESLint's tester does: a case that is there twice is one that somebody forgot to change. */
function refuseDuplicates(cases: readonly LogCase[]): void {
  const seen = new Set<string>();
  for (const { name, asterisk, bot, events, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, pjsip, call } of cases) {
    if (asterisk === undefined && bot === undefined) throw new Error(`no logs: ${name}`);
    const logs = JSON.stringify([asterisk, bot, events, rtpTimeoutSeconds, rtpHoldTimeoutSeconds, pjsip, call]);
    for (const key of [name, logs]) {
      if (seen.has(key)) throw new Error(`a case is there twice: ${name}`);
      seen.add(key);
    }
  }
}

/** The call in question, its row and every line that it cites checked. */
async function judged(given: LogCase): Promise<CallRow> {
  const texts = { "full.log": given.asterisk, "bot.log": given.bot, events: given.events };
  const logs = Object.entries(texts).flatMap(([path, text]) =>
    text === undefined ? [] : [{ path, text: dedent(String(text)) }],
  );
  const { rtpTimeoutSeconds, rtpHoldTimeoutSeconds, pjsip } = given;
  const { calls, runReport } = await analyseTexts(
    logs.map(({ path, text }) => logText(path, text)),
    {
      settings: { rtpTimeoutSeconds, rtpHoldTimeoutSeconds },
      ...(pjsip === undefined ? {} : { config: limitsOf(pjsip) }),
    },
  );
  const lines = new Map(logs.map(({ path, text }) => [path, text.split(/\r?\n/)]));
  expect(runReport.inputs.map(({ unparsedLineCount }) => unparsedLineCount)).toEqual(logs.map(() => 0));
  for (const call of calls) {
    callSchema.parse(call);
    expectShell(call);
    for (const { source, line, text } of citedBy(call)) {
      expect(text).toBe(safeText((lines.get(source)?.[line - 1] ?? "no such line").slice(0, MAX_TEXT)));
    }
  }
  const byId = (id: string): CallRow | undefined => calls.find((call) => idsOf(call).includes(id));
  for (const [id, cause] of Object.entries(given.others ?? {})) {
    expect([id, byId(id)?.diagnosis.cause]).toEqual([id, cause]);
  }
  const call = given.call === undefined ? calls[0] : byId(given.call);
  if (given.call === undefined) expect(calls.map(idsOf)).toHaveLength(1);
  if (!call) throw new Error(`no call ${given.call ?? ""} among ${JSON.stringify(calls.map(idsOf))}`);
  return call;
}

function limitsOf(pjsip: string): Configuration {
  return configurationOf(readConfig(["/etc/asterisk"], memoryIo({ "/etc/asterisk/pjsip.conf": dedent(pjsip) })));
}

function citedBy({ diagnosis, findings }: CallRow): Evidence[] {
  const lists = [diagnosis.evidence, ...diagnosis.ruledOut.map(({ evidence }) => evidence)];
  return [...lists, ...findings.map(({ evidence }: Finding) => evidence)].flat();
}

function verdictOf({ diagnosis: { cause, confidence } }: CallRow): { cause: string; confidence: string } {
  return { cause, confidence };
}

/** All faults that are named. */
function namesOf({ diagnosis, findings }: CallRow): string[] {
  return [diagnosis.cause, ...findings.map(({ name }) => name)];
}

/** Drops a first and last empty line, and the indentation that all lines share. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "\n")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join("\n");
}
