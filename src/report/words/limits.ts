// The RTP limit that counted for a call, and where it is set, in words for every format.
import { basename } from "node:path";
import { LIMIT_OPTIONS } from "../../calls/facts/limits-in-force.js";
import type { CallRow } from "../schema.js";

/** `RTP limit 9 s: rtp_timeout, pjsip.conf:18`. Null if it is not known. */
export function limitInForce({ limits, diagnosis }: CallRow): string | null {
  const which = diagnosis.cause === "rtp-hold-timeout" ? "hold" : "rtp";
  const { seconds, from, file, line } = which === "hold" ? limits.rtpHoldTimeout : limits.rtpTimeout;
  if (limits.driver === null || seconds === null) return null;
  const where = from === "flag" ? "as given" : file === null ? from : `${basename(file)}:${line}`;
  return `RTP limit ${seconds === 0 ? "off" : `${seconds} s`}: ${LIMIT_OPTIONS[limits.driver][which]}, ${where}`;
}
