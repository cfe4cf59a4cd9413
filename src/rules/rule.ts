// What a rule is. A cause rule judges one hypothesis about one call; a finding rule names a fault that need not have ended
// it. Both are pure: they see facts (calls/story/story.ts), never logs, and they neither print nor wait.
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

/** What `explain` tells of a rule, for someone whose phone line is down. Plain sentences, true of the rule's own code. */
export interface RuleDocs {
  readonly meaning: string;
  readonly impact: string;
  /** What proves it; of a cause also what makes it likely. */
  readonly evidence: string;
  /** What speaks against it; absent where nothing does, for the evidence is the fault itself. */
  readonly excludedBy?: string;
  readonly fix: string;
  /** Asterisk's source (`main/file.c:function`) or the RFC that the rule rests on; `ari-doctor: …` for a count of its own. */
  readonly references: readonly string[];
}

/** A cause may be blamed wrongly: it must say what rules it out. */
export interface CauseDocs extends RuleDocs {
  readonly excludedBy: string;
}

interface RuleBase {
  /** Cited by people; never reused. */
  readonly code: RuleCode;
  /** Slug of the fault. */
  readonly name: string;
  readonly severity: Severity;
  /** Version of ari-doctor that brought the rule. */
  readonly since: string;
  readonly docs: RuleDocs;
}

/** A hypothesis about why a call went wrong. */
export interface CauseRule extends RuleBase {
  readonly kind: "cause";
  readonly docs: CauseDocs;
  /** Slugs that this cause, where it holds, explains: they are its mechanism or its aftermath. */
  readonly explains: readonly string[];
  /** null where the hypothesis does not arise for this call. */
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
    /** Lines that calls were judged by. */
    readonly evidence: readonly Evidence[];
    readonly advice: readonly Recommendation[];
  }>;
}

/** What rules about the configuration see: what was read, and what the logs tell of the server that runs it. */
export interface ConfigSubject {
  readonly tree: ConfigTree;
  /** null where no log names it. */
  readonly version: AsteriskVersion | null;
  /** null where there are no logs. */
  readonly run: RunFacts | null;
}

/** A fault of the configuration. */
export interface ConfigRule extends RuleBase {
  readonly kind: "config";
  readonly check: (subject: ConfigSubject) => Iterable<{
    readonly message: string;
    /** Lines of the configuration that it rests on. */
    readonly places: readonly ConfigPlace[];
    readonly advice: readonly Recommendation[];
    /** The smallest change that mends it, where it is one of single lines and needs no knowledge of what was meant. */
    readonly changes?: readonly LineChange[];
    /** The same as options and values, where it comes down to that: for a file that overrules the one with the fault. */
    readonly settings?: readonly OptionSetting[];
  }>;
}

/** What is reported where a call was lost and no cause stands: findings/ finds that out, for no rule sees the others. */
export interface OpenRule extends RuleBase {
  readonly kind: "open";
}

/** Typed definitions, so that an index of rules holds one type. */
export const defineCause = (rule: Omit<CauseRule, "kind">): CauseRule => ({ kind: "cause", ...rule });
export const defineRun = (rule: Omit<RunRule, "kind">): RunRule => ({ kind: "run", ...rule });
export const defineConfig = (rule: Omit<ConfigRule, "kind">): ConfigRule => ({ kind: "config", ...rule });
export const defineFinding = (rule: Omit<FindingRule, "kind">): FindingRule => ({ kind: "finding", ...rule });
