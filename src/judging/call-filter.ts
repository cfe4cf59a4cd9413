// Which calls the user asked for.
import type { CallRow } from "../report/schema.js";

/** All that is given must hold. */
export interface CallFilter {
  /** Any id or name of the call or of one of its legs. */
  readonly call?: string | undefined;
  /** Ended then or later, UTC milliseconds. */
  readonly since?: number | undefined;
  /** Began before, UTC milliseconds. */
  readonly until?: number | undefined;
}

/** Did the user ask for this call? */
export function isWanted(call: CallRow, { call: id, since, until }: CallFilter): boolean {
  if (id !== undefined) {
    const ids = [
      call.channelId,
      call.channelName,
      call.logCallId,
      call.sipCallId,
      ...call.legs.flatMap((leg) => [leg.channelId, leg.channelName]),
    ];
    if (!ids.includes(id.replace(/^\[|\]$/g, ""))) return false;
  }
  const endMs = call.endedAt === null ? null : Date.parse(call.endedAt);
  const startMs = call.startedAt === null ? null : Date.parse(call.startedAt);
  return (
    (since === undefined || endMs === null || endMs >= since) &&
    (until === undefined || startMs === null || startMs < until)
  );
}
