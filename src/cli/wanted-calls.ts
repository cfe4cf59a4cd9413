// --call, --since and --until: which calls the user asked for; and of which with all events.
import type { Options } from "../options.js";
import type { CallRow } from "../report/schema.js";
import { isoUtc } from "../time.js";

/** Did the user ask for this call? */
export function isWanted(call: CallRow, { call: id, since, until }: Options): boolean {
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

/** Did the user ask for the events of calls that went well, too? */
export function wantsAllTimelines({ all, verbose, call }: Options): boolean {
  return all || verbose || call !== undefined;
}

/** The options that leave calls out, as given. */
export function chosenBy({ call, since, until }: Options): string {
  const named = [
    call === undefined ? null : `--call ${call}`,
    since === undefined ? null : `--since ${isoUtc(since)}`,
    until === undefined ? null : `--until ${isoUtc(until)}`,
  ];
  return named.filter((option) => option !== null).join(" ");
}
