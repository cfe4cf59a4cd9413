// What is asked about every call.
import type { Configuration } from "../asterisk/config/configuration.js";
import type { Settings } from "../settings/options.js";

/** What judging needs to know of the request. */
export interface Question {
  /** The settings that the user gave. */
  readonly settings: Settings;
  /** Null if none was given. */
  readonly configuration: Configuration | null;
  /** True if the configuration turned out to be another server's. Then nothing is based on it. */
  readonly distrustsConfig?: boolean;
  /** True if nobody reads the calls of the outcome, so that only sums are kept. */
  readonly sumsOnly?: boolean;
  /** True if the calls are wanted as the JSON report has them. */
  readonly asJson?: boolean;
  /** True if findings are wanted as NDJSON lines as soon as a call is judged. */
  readonly asLines?: boolean;
  /** True if the report is to say what --redact would mask in the rows. */
  readonly looksForUnmasked?: boolean;
}
