// What advice is compared with, and what is said about it.
import type { ConfigTree } from "../../asterisk/config/read.js";
import type { AsteriskVersion } from "../../asterisk/options/catalogue.js";
import type { OptionDriver } from "../../asterisk/options/option.js";

/** Calls of the incident that the snippet is meant to fix. */
export interface Incident {
  readonly callCount: number;
  /** Calls by cause; healthy ones as `none`. */
  readonly causeCounts: Readonly<Record<string, number>>;
  /** The channel drivers of its calls, if the logs tell them. */
  readonly drivers: readonly OptionDriver[];
  /** The peers or endpoints of those that went wrong. Null if the logs do not tell them all. */
  readonly scopes: readonly string[] | null;
  /** The longest wait from hold to playback. Null if there was none. */
  readonly longestGapSeconds: number | null;
}

export interface AdviceContext {
  /** The name of the snippet's file. */
  readonly file: string;
  /** The configuration that it goes into. Without files if none was given. */
  readonly tree: ConfigTree;
  readonly version: AsteriskVersion | null;
  /** What the logs of the incident tell. Null without logs. */
  readonly incident: Incident | null;
}

export interface JudgedLine {
  readonly line: number;
  readonly text: string;
  readonly effect:
    | "read"
    | "defeats-purpose"
    | "without-effect"
    | "ignored"
    | "rejected"
    | "nonexistent"
    | "not-understood";
  readonly says: string;
}

export interface JudgedAdvice {
  /** The conclusion, in a sentence or two: said first. */
  readonly conclusion: string;
  readonly lines: readonly JudgedLine[];
  /** What holds for the snippet as a whole. */
  readonly remarks: readonly string[];
}
