// How long an RTP limit should be, for the advice on one call and for the proposal over all of them.

/** RTCP is a sign of life too, and comes every 5 s (RTCP_DEFAULT_INTERVALMS): one may be lost. */
export const MARGIN_SECONDS = 10;
/** Below, ordinary pauses are cut; above, dead calls keep ports and lines for no use. */
export const SHORTEST_SECONDS = 60;
export const LONGEST_SECONDS = 120;

/** The limit that outlasts such a silence, as far as a limit should. */
export function limitToOutlast(silenceSeconds: number): number {
  return Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, Math.ceil(silenceSeconds) + MARGIN_SECONDS));
}
