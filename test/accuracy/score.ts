// Compares what the tool says about a run with what happened: one row per call.
import { citationsOf, stands } from "./citations.js";
import { type Given, logsOf, type Run, readUnzipped, type TrueCall } from "./corpus.js";
import { findReported } from "./match.js";
import type { ReportedCall } from "./report.js";

/** How much the logs say of a cause. `direct`: a line names it; `indirect`: lines fit; `weak`: neither log says it. */
export const BANDS = ["direct", "indirect", "weak", "healthy"] as const;

/**
 * `candidate`: undetermined, and the cause is among the first three candidates; `open`: undetermined without it, or no such
 * call in the report.
 */
export const OUTCOMES = ["right", "candidate", "open", "wrong"] as const;

/** How a call was judged. */
export interface ScoredCall {
  readonly run: string;
  readonly call: string;
  readonly band: (typeof BANDS)[number];
  /** True if the logs that were given name the call. If they do not, nobody can report it. */
  readonly traced: boolean;
  /** `none` if nothing went wrong, as in the report. */
  readonly truth: string;
  /** `absent` if the report has no such call. */
  readonly verdict: string;
  readonly confidence: string;
  readonly outcome: (typeof OUTCOMES)[number];
  /** The wait from hold to playback; `none` where there was none. */
  readonly gap: "right" | "wrong" | "none";
  /** Whether that wait was over the RTP limit in force, where the wait itself is right. */
  readonly limit: "right" | "wrong" | "none";
  /** Cited lines that do not stand where the report says. */
  readonly miscited: number;
}

/** How a run, or all of them, was judged. */
export interface ScoredRun {
  readonly calls: readonly ScoredCall[];
  /** Cited lines that were looked up: those of the calls that were found. */
  readonly citationCount: number;
  /** Reported calls that match no true one. */
  readonly unmatchedCount: number;
}

/** Whoever reads a verdict reads the first candidates only. */
const CANDIDATES_READ = 3;
/** The truth has the bot's requests by its own clock; the log may write the line a moment later. */
const GAP_TOLERANCE_SECONDS = 0.25;

/** Scores the report on a run. */
export function scoreRun(run: Run, given: Given, reported: readonly ReportedCall[]): ScoredRun {
  const text = logsOf(run, given)
    .map((path) => readUnzipped(path).toString("latin1"))
    .join("");
  const unclaimed = new Set(reported);
  const calls = run.truth.calls.map((truth): ScoredCall => {
    const call = findReported(truth, [...unclaimed]);
    if (call) unclaimed.delete(call);
    const cause = causeOf(truth);
    return {
      run: run.name,
      call: truth.channelId ?? truth.sipCallId,
      band: bandOf(truth, given),
      traced: [truth.channelId, truth.channelName, truth.sipCallId].some((id) => id !== null && text.includes(id)),
      truth: cause,
      verdict: call?.diagnosis.cause ?? "absent",
      confidence: call?.diagnosis.confidence ?? "absent",
      outcome: outcomeOf(cause, call),
      ...scoreGap(run, given, truth, call),
      miscited: call ? citationsOf(call).filter((citation) => !stands(citation)).length : 0,
    };
  });
  const matched = reported.filter((call) => !unclaimed.has(call));
  return { calls, citationCount: matched.flatMap(citationsOf).length, unmatchedCount: unclaimed.size };
}

const causeOf = ({ rootCause }: TrueCall): string => (rootCause === "healthy" ? "none" : rootCause);

function bandOf(truth: TrueCall, given: Given): ScoredCall["band"] {
  if (truth.rootCause === "healthy") return "healthy";
  const strengths = [
    given.asterisk ? truth.asteriskLogEvidence.strength : null,
    given.bot ? truth.botLogEvidence.strength : null,
  ];
  if (strengths.includes("direct")) return "direct";
  return strengths.includes("indirect") ? "indirect" : "weak";
}

function outcomeOf(cause: string, call: ReportedCall | undefined): ScoredCall["outcome"] {
  if (!call) return "open";
  const { diagnosis } = call;
  if (diagnosis.cause === cause) return "right";
  if (diagnosis.cause !== "undetermined") return "wrong";
  const candidates = diagnosis.candidates.slice(0, CANDIDATES_READ);
  return candidates.some((candidate) => candidate.cause === cause) ? "candidate" : "open";
}

function scoreGap(
  { truth: { rtpTimeoutSeconds, rtpHoldTimeoutSeconds } }: Run,
  given: Given,
  truth: TrueCall,
  call: ReportedCall | undefined,
): Pick<ScoredCall, "gap" | "limit"> {
  const seconds = truth.holdToPlaybackGapSeconds;
  if (seconds === null) return { gap: "none", limit: "none" };
  const off = (gap: { readonly seconds: number }): number => Math.abs(gap.seconds - seconds);
  const [gap] = [...(call?.gaps ?? [])].sort((a, b) => off(a) - off(b));
  if (!gap || off(gap) > GAP_TOLERANCE_SECONDS) return { gap: "wrong", limit: "none" };
  // where the caller itself had put the call on hold, the hold limit applies
  const held = truth.rootCause === "rtp-hold-timeout";
  const exceeds = (held ? truth.gapExceedsRtpHoldTimeout : truth.gapExceedsRtpTimeout) ?? false;
  const unknowable = !given.config || (held ? rtpHoldTimeoutSeconds : rtpTimeoutSeconds) === null;
  const right = gap.exceedsLimit === exceeds || (gap.exceedsLimit === null && unknowable);
  return { gap: "right", limit: right ? "right" : "wrong" };
}
