// What captures say about a call, beside its logs. Rules that ask who ended a call take it as evidence; all others go by the logs
// alone, as if there were no capture.
import type { TimedEvent } from "./timed-event.js";

/** What captures hold of a call. */
export interface Witnessed {
  /** In time order, by Asterisk's clock. */
  readonly events: readonly TimedEvent[];
  /** What the captures call it, where the logs do not say. */
  readonly channelId: string | null;
  readonly channelName: string | null;
  readonly sipCallId: string | null;
}
