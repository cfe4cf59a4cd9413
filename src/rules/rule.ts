// What a rule is. A cause rule judges one hypothesis about one call. A finding rule names a fault that need not have ended the
// call. Both are pure: they see facts (calls/facts/call-facts.ts), never logs, and neither print nor wait.
import type { ConfigPlace } from "../asterisk/config/cite.js";
import type { LineChange } from "../asterisk/config/patch.js";
import type { ConfigTree } from "../asterisk/config/read.js";
import type { OptionSetting } from "../asterisk/config/setting.js";
import type { AsteriskVersion } from "../asterisk/options/catalogue.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { Evidence, Missing, Recommendation, Severity } from "../verdict/verdict.js";
import type { Judgement, Proof, Subject } from "./judgement.js";
import type { RunFacts } from "./shared/run-facts.js";

export type RuleCode = `${"SIP" | "RTP" | "ARI" | "BOT" | "CFG" | "SYS" | "LOG"}${number}`;

/**
 * What `explain` says about a rule, to someone whose phone line is down. Plain sentences that match what the rule's code does.
 */
export interface RuleDocs {
  readonly meaning: string;
  readonly impact: string;
  /** What proves it; for a cause, also what makes it likely. */
  readonly evidence: string;
  /** What speaks against it. Absent if nothing does, since the evidence is the fault itself. */
  readonly excludedBy?: string;
  readonly fix: string;
  /** Asterisk's source (`main/file.c:function`) or the RFC that the rule is based on. `ari-doctor: …` for a count of our own. */
  readonly references: readonly string[];
}

/** A cause may be blamed wrongly, so it must say what rules it out. */
export interface CauseDocs extends RuleDocs {
  readonly excludedBy: string;
}

interface RuleBase {
  /** People cite it, so it is never reused. */
  readonly code: RuleCode;
  /** Slug of the fault. */
  readonly name: string;
  readonly severity: Severity;
  /** The version of ari-doctor that introduced the rule. */
  readonly since: string;
  readonly docs: RuleDocs;
}

/** A hypothesis about why a call went wrong. */
export interface CauseRule extends RuleBase {
  readonly kind: "cause";
  readonly docs: CauseDocs;
  /** Slugs of causes that this one explains when it holds: they are its mechanism or its aftermath. */
  readonly explains: readonly string[];
  /** Null if the hypothesis does not arise for this call. */
  readonly judge: (subject: Subject) => Judgement | null;
  readonly advise: (subject: Subject) => readonly Recommendation[];
  /** What would have decided it. */
  readonly missing: (subject: Subject) => readonly Missing[];
}

/** A fault that the logs show, whether or not it ended the call. */
export interface FindingRule extends RuleBase {
  readonly kind: "finding";
  readonly check: (
    subject: Subject,
  ) => Iterable<{ readonly message: string; readonly proof: Proof; readonly advice: readonly Recommendation[] }>;
}

/** A fault of the run as a whole. */
export interface RunRule extends RuleBase {
  readonly kind: "run";
  readonly check: (facts: RunFacts) => Iterable<{
    readonly message: string;
    /** Lines of the run. */
    readonly proof: readonly TimedEvent[];
    /** Lines by which calls were judged. */
    readonly evidence: readonly Evidence[];
    readonly advice: readonly Recommendation[];
  }>;
}

/** What configuration rules see: what was read, and what the logs tell about the server that runs it. */
export interface ConfigSubject {
  readonly tree: ConfigTree;
  /** Null if no log names it. */
  readonly version: AsteriskVersion | null;
  /** Null if there are no logs. */
  readonly run: RunFacts | null;
}

/** A fault of the configuration. */
export interface ConfigRule extends RuleBase {
  readonly kind: "config";
  readonly check: (subject: ConfigSubject) => Iterable<{
    readonly message: string;
    /** Lines of the configuration that it is based on. */
    readonly places: readonly ConfigPlace[];
    readonly advice: readonly Recommendation[];
    /** The smallest change that fixes it, if single lines do and no guess about the intention is needed. */
    readonly changes?: readonly LineChange[];
    /** The same as options and values, if it comes down to those: for a file that overrides the faulty one. */
    readonly settings?: readonly OptionSetting[];
  }>;
}

/** What is reported when a call was lost and no cause stands. findings/ decides that, since no rule sees the others. */
export interface OpenRule extends RuleBase {
  readonly kind: "open";
}

/** Typed definitions, so that an index of rules holds one type. */
export const defineCause = (rule: Omit<CauseRule, "kind">): CauseRule => ({ kind: "cause", ...rule });
export const defineRun = (rule: Omit<RunRule, "kind">): RunRule => ({ kind: "run", ...rule });
export const defineConfig = (rule: Omit<ConfigRule, "kind">): ConfigRule => ({ kind: "config", ...rule });
export const defineFinding = (rule: Omit<FindingRule, "kind">): FindingRule => ({ kind: "finding", ...rule });
