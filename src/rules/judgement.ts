// What a rule is asked and what it may answer: one hypothesis about one call is confirmed, likely, possible or ruled out.
import type { Configuration } from "../asterisk/config/configuration.js";
import type { Call } from "../calls/call.js";
import type { CallFacts } from "../calls/facts/call-facts.js";
import type { LimitsInForce } from "../calls/facts/limits-in-force.js";
import type { TimedEvent } from "../calls/timed-event.js";
import type { Settings } from "../settings/options.js";
import type { Candidate } from "../verdict/verdict.js";

/** What rules judge: one call, the facts about it, and the limits that apply to it. */
export interface Subject {
  readonly call: Call;
  readonly facts: CallFacts;
  readonly limits: LimitsInForce;
  /** The settings that the user gave. */
  readonly settings: Settings;
  /** Null if there is none, or if it belongs to another server. */
  readonly configuration: Configuration | null;
}

/** Lines that a statement is based on. Never empty. */
export type Proof = readonly [TimedEvent, ...TimedEvent[]];

/** What a cause rule says about a call. */
export type Judgement =
  /**
   * A line proves it. With `eitherOf`, the line proves that it is one of these causes, itself included, but not which one; it is
   * then reported as likely.
   */
  | {
      readonly verdict: "confirmed";
      readonly proof: Proof;
      readonly summary: string;
      readonly eitherOf?: readonly Candidate[];
    }
  /** The evidence agrees, and nothing speaks against it. */
  | {
      readonly verdict: "likely";
      readonly proof: Proof;
      readonly summary: string;
      readonly eitherOf?: readonly Candidate[];
    }
  /** The logs allow it. `weight` (0 to 1) orders the candidates. */
  | { readonly verdict: "possible"; readonly weight: number; readonly why: string }
  /** The logs exclude it. */
  | { readonly verdict: "ruled-out"; readonly reason: string; readonly proof: readonly TimedEvent[] };

export const confirmed = (summary: string, ...proof: [TimedEvent, ...TimedEvent[]]): Judgement => ({
  verdict: "confirmed",
  proof,
  summary,
});
export const likely = (summary: string, ...proof: [TimedEvent, ...TimedEvent[]]): Judgement => ({
  verdict: "likely",
  proof,
  summary,
});
export const possible = (weight: number, why: string): Judgement => ({ verdict: "possible", weight, why });
export const ruledOut = (reason: string, ...proof: TimedEvent[]): Judgement => ({
  verdict: "ruled-out",
  reason,
  proof,
});
