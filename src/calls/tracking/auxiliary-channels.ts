// Channels that Asterisk makes for a call but that are no calls: snoops, external media, channels that play into a bridge or
// record it. Asterisk's log alone ties one to its call by the bridge that both are in, or, earlier, by the uniqueid in a snoop's
// name.
import type { CallEvent } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { parseUniqueId } from "../unique-id.js";

/**
 * Names of such channels (channels/chan_audiosocket.c, chan_rtp.c, chan_websocket.c; res/res_stasis_snoop.c; Announcer and
 * Recorder of main/bridge.c and main/core_unreal.c; CBAnn and CBRec of apps/app_confbridge.c; Surrogate of main/channel.c).
 */
const HELPER = /^(?:AudioSocket|UnicastRTP|MulticastRTP|WebSocket|Snoop|Announcer|Recorder|CBAnn|CBRec|Surrogate)\//;

/** Is this the name of a channel that is made for a call and is never one itself? */
export function isHelperName(channelName: string): boolean {
  return HELPER.test(channelName);
}

/** Does a half have only such channels? Then it is part of a call that is not known, and no call itself. */
export function isOnlyHelpers({ channelNames }: { readonly channelNames: readonly string[] }): boolean {
  return channelNames.length > 0 && channelNames.every(isHelperName);
}

/** The id of the channel that a snoop listens to, which is in its name (res/res_stasis_snoop.c). Null for other names. */
export function snoopedId(channelName: string | null): string | null {
  return /^Snoop\/(.*)-[0-9a-f]{8}$/.exec(channelName ?? "")?.[1] ?? null;
}

/** What the two ends of an Announcer or a Recorder share. One end is in the bridge, the other plays or records. */
export function keyOfHelper(channelName: string | null): string | null {
  const pair = /^((?:Announcer|Recorder|CBAnn|CBRec)\/.*);[12]$/.exec(channelName ?? "")?.[1];
  return pair === undefined ? null : `h:${pair}`;
}

/**
 * The call that a helper channel was made for, if no line ties the two. For a snoop it is the call that was created in the
 * second that its name contains. Otherwise it is the only call that is up. Null if several are possible.
 */
export function callHelped(
  event: CallEvent,
  open: Iterable<HalfCall>,
): { half: HalfCall; inferredFrom: string } | null {
  const { channelName } = event;
  if (channelName === null || !isHelperName(channelName)) return null;
  const up = [...open].filter((half) => !half.ended && !isOnlyHelpers(half));
  const snooped = snoopedId(channelName);
  const made = snooped === null ? null : parseUniqueId(snooped);
  if (snooped === null || made === null) return onlyOne(up, "a helper channel, and the only call up at the time");
  // a call that began before the log may have been created in any second
  const untold = up.filter(({ channelIds }) => channelIds.length === 0);
  const sameSecond = untold.filter((half) => isBegun(half) && secondsAfter(made.epochSeconds, half) === 0);
  const nextSecond = untold.filter((half) => !isBegun(half) || secondsAfter(made.epochSeconds, half) === 1);
  const own = up.filter(({ channelIds }) => channelIds.includes(snooped));
  const fitting = [own, sameSecond, nextSecond].find(({ length }) => length > 0) ?? [];
  return onlyOne(fitting, "a snoop, whose name tells when this call was made");
}

function onlyOne(halves: readonly HalfCall[], inferredFrom: string): { half: HalfCall; inferredFrom: string } | null {
  const [half, ...others] = halves;
  return half && others.length === 0 ? { half, inferredFrom } : null;
}

/** Does the log have the first line of a call? */
function isBegun({ events }: HalfCall): boolean {
  const first = events[0]?.event;
  return first?.type === "dialplan" && first.priority === 1;
}

/** Zones differ by quarters of an hour, and the zone of Asterisk's log is not known yet. */
const QUARTER_MS = 900_000;

/** How many whole seconds after the second in its uniqueid a call's first line came, in whatever zone. */
function secondsAfter(epochSeconds: number, { firstWallMs }: HalfCall): number {
  const lateMs = (((firstWallMs - epochSeconds * 1000) % QUARTER_MS) + QUARTER_MS) % QUARTER_MS;
  return Math.floor(lateMs / 1000);
}
