// What is asked of every call.
import type { Configuration } from "../asterisk/config/configuration.js";
import type { Settings } from "../settings/options.js";

/** What judging has to know of the request. */
export interface Question {
  /** What the user said. */
  readonly settings: Settings;
  /** null where none was given. */
  readonly configuration: Configuration | null;
  /** True where the configuration was found to be another server's: then nothing rests on it. */
  readonly distrustsConfig?: boolean;
  /** True where nobody reads the calls of the outcome: only their sums are kept. */
  readonly sumsOnly?: boolean;
  /** True where the calls are wanted as the JSON report has them. */
  readonly asJson?: boolean;
  /** True where findings are wanted as NDJSON lines as soon as a call is judged. */
  readonly asLines?: boolean;
  /** True where it is to be said what the rows hold that --redact would mask. */
  readonly looksForUnmasked?: boolean;
}
