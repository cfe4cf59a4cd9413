// What a diagnosis takes from a configuration, read once and handed on whole. A value that a rule needs is added here.
import type { ConfigTree } from "./read.js";
import { type RtpLimits, rtpLimits } from "./rtp-limits.js";
import { sessionTimers } from "./session-timers.js";

/** A configuration, and what it says. */
export interface Configuration {
  /** Everything that was read of it. */
  readonly tree: ConfigTree;
  readonly rtpLimits: RtpLimits;
  /** Lengths of SIP sessions that it asks for (Session-Expires, RFC 4028), each once. */
  readonly sessionExpiresSeconds: readonly number[];
}

/** Reads what a diagnosis needs from a tree. */
export function configurationOf(tree: ConfigTree): Configuration {
  const expires = sessionTimers(tree).flatMap((row) => (row.expires.seconds === null ? [] : [row.expires.seconds]));
  return { tree, rtpLimits: rtpLimits(tree), sessionExpiresSeconds: [...new Set(expires)] };
}
