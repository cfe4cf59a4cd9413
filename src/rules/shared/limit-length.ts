// How long an RTP limit should be: for the advice on one call, and for the proposal over all calls.

/** RTCP is a sign of life too. It comes every 5 s (RTCP_DEFAULT_INTERVALMS), and one packet may be lost. */
export const MARGIN_SECONDS = 10;
/** A shorter limit cuts ordinary pauses. A longer one lets dead calls keep ports and lines for nothing. */
export const SHORTEST_SECONDS = 60;
export const LONGEST_SECONDS = 120;

/** The limit that outlasts such a silence, within reason. */
export function limitToOutlast(silenceSeconds: number): number {
  return Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, Math.ceil(silenceSeconds) + MARGIN_SECONDS));
}
