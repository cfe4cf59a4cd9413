// What an advice is held against, and what is said of it.
import type { ConfigTree } from "../../asterisk/config/read.js";
import type { AsteriskVersion } from "../../asterisk/options/catalogue.js";
import type { OptionDriver } from "../../asterisk/options/option.js";

/** Calls of the incident that the snippet is to mend. */
export interface Incident {
  readonly callCount: number;
  /** Calls by cause; healthy ones as `none`. */
  readonly causeCounts: Readonly<Record<string, number>>;
  /** The channel drivers of its calls, as far as the logs tell them. */
  readonly drivers: readonly OptionDriver[];
  /** The peers or endpoints of those that went wrong; null where the logs do not tell them all. */
  readonly scopes: readonly string[] | null;
  /** The longest wait from hold to playback, null where there was none. */
  readonly longestGapSeconds: number | null;
}

export interface AdviceContext {
  /** Name of the snippet's file. */
  readonly file: string;
  /** The configuration that it goes into; without files where none was given. */
  readonly tree: ConfigTree;
  readonly version: AsteriskVersion | null;
  /** What the logs of the incident tell; null without logs. */
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
  /** What it comes to, in a sentence or two: said before all else. */
  readonly conclusion: string;
  readonly lines: readonly JudgedLine[];
  /** What holds for the snippet as a whole. */
  readonly remarks: readonly string[];
}
