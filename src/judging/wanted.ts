// Which calls the user asked for, and for which of them all events.
import type { SettledCall } from "../calls/joining/settled-call.js";
import type { CallRow } from "../report/schema.js";
import type { Settings } from "../settings/options.js";

/** Did the user ask for this call? Everything given must match. `call` is any id or name of it or of one of its legs. */
export function isWanted(
  call: CallRow,
  { call: id, sinceMs, untilMs }: Pick<Settings, "call" | "sinceMs" | "untilMs">,
): boolean {
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
    (sinceMs === undefined || endMs === null || endMs >= sinceMs) &&
    (untilMs === undefined || startMs === null || startMs < untilMs)
  );
}

/** The same of a call that went well at a glance. Whoever asks for one call wants it whole, so none is settled then. */
export function isSettledWanted(
  { startMs, endMs }: SettledCall,
  { sinceMs, untilMs }: Pick<Settings, "sinceMs" | "untilMs">,
): boolean {
  return (sinceMs === undefined || endMs >= sinceMs) && (untilMs === undefined || startMs < untilMs);
}

/** Did the user ask for the events of calls that went well, too? */
export function showsAllTimelines({ all, verbose, call }: Pick<Settings, "all" | "verbose" | "call">): boolean {
  return all || verbose || call !== undefined;
}

/** Are they to be collected? What is to be masked is learnt from every line. */
export function wantsAllTimelines(settings: Pick<Settings, "all" | "verbose" | "call" | "redact">): boolean {
  return showsAllTimelines(settings) || settings.redact !== undefined;
}
