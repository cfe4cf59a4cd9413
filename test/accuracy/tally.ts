// Sums over scored calls.
import type { ScoredCall } from "./score.js";

export interface Tally {
  readonly calls: number;
  /** Calls that the given logs name. */
  readonly traced: number;
  readonly tracedRightOrCandidate: number;
  readonly found: number;
  readonly right: number;
  readonly candidate: number;
  readonly open: number;
  readonly wrong: number;
  /** An RTP timeout was named, and there was none. */
  readonly rtpBlamed: number;
  /** A cause was named for a healthy call. */
  readonly falseAlarms: number;
  /** Confirmed, although neither log says so. */
  readonly overclaimed: number;
  readonly gaps: number;
  readonly gapsRight: number;
  readonly limitsRight: number;
  readonly miscited: number;
}

const RTP_TIMEOUTS = new Set(["rtp-timeout", "rtp-hold-timeout"]);

/** Sums up. */
export function tally(calls: readonly ScoredCall[]): Tally {
  const count = (is: (call: ScoredCall) => boolean): number => calls.filter(is).length;
  return {
    calls: calls.length,
    traced: count(({ traced }) => traced),
    tracedRightOrCandidate: count(({ traced, outcome }) => traced && (outcome === "right" || outcome === "candidate")),
    found: count(({ verdict }) => verdict !== "absent"),
    right: count(({ outcome }) => outcome === "right"),
    candidate: count(({ outcome }) => outcome === "candidate"),
    open: count(({ outcome }) => outcome === "open"),
    wrong: count(({ outcome }) => outcome === "wrong"),
    rtpBlamed: count(({ verdict, truth }) => RTP_TIMEOUTS.has(verdict) && !RTP_TIMEOUTS.has(truth)),
    falseAlarms: count(({ truth, outcome }) => truth === "none" && outcome === "wrong"),
    overclaimed: count(({ band, confidence }) => band === "weak" && confidence === "confirmed"),
    gaps: count(({ gap }) => gap !== "none"),
    gapsRight: count(({ gap }) => gap === "right"),
    limitsRight: count(({ limit }) => limit === "right"),
    miscited: calls.reduce((sum, { miscited }) => sum + miscited, 0),
  };
}

/** The calls by something, sorted by it. */
export function by(calls: readonly ScoredCall[], key: "band" | "truth"): [string, Tally][] {
  const keys = [...new Set(calls.map((call) => call[key]))].sort();
  return keys.map((one) => [one, tally(calls.filter((call) => call[key] === one))]);
}

/** "93.3 %"; "-" where there is nothing to share. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;
}
