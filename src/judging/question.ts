// What is asked of every call.
import type { ConfigTree } from "../asterisk/config/read.js";
import type { RtpLimits } from "../asterisk/config/rtp-limits.js";
import type { LimitFlags } from "../calls/limits-in-force.js";
import type { CallFilter } from "./call-filter.js";

/** What judging has to know of the request. */
export interface Question {
  readonly flags: LimitFlags;
  /** null where no configuration was given. */
  readonly config: RtpLimits | null;
  /** All that was read of it, for the audit; null where there is none. */
  readonly configTree: ConfigTree | null;
  /** True where the configuration was found to be another server's: then nothing rests on it. */
  readonly distrustsConfig?: boolean;
  /** Lengths of SIP sessions that the configuration asks for. */
  readonly sessionExpiresSeconds: readonly number[];
  /** How long a caller may wait for an answer before it is a finding. */
  readonly answerBudgetSeconds: number;
  /** The calls that the user asked for. */
  readonly wanted: CallFilter;
  /** Rows hold the events of calls that went well, too. */
  readonly allTimelines: boolean;
  /** True where nobody reads the calls of the outcome: only their sums are kept. */
  readonly sumsOnly?: boolean;
  /** True where the calls are wanted as the JSON report has them. */
  readonly asJson?: boolean;
  /** True where findings are wanted as NDJSON lines as soon as a call is judged. */
  readonly asLines?: boolean;
  /** True where it is to be said what the rows hold that --redact would mask. */
  readonly looksForUnmasked?: boolean;
}
