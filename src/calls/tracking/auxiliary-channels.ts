// Channels that Asterisk makes for a call, and that are none: snoops, external media, what plays into a bridge or records it. A log
// of Asterisk's alone ties one to its call by the bridge that both are in; before that, a snoop by the uniqueid in its name.
import type { CallEvent } from "../../events/event.js";
import type { Half } from "../half.js";
import { parseUniqueId } from "../joining/digest.js";

/**
 * Names of such channels: chan_audiosocket.c, chan_rtp.c, chan_websocket.c, res_stasis_snoop.c, main/bridge.c and core_unreal.c
 * (Announcer, Recorder), app_confbridge.c (CBAnn, CBRec), channel.c (Surrogate).
 */
const HELPER = /^(?:AudioSocket|UnicastRTP|MulticastRTP|WebSocket|Snoop|Announcer|Recorder|CBAnn|CBRec|Surrogate)\//;

/** Is it the name of a channel that is made for a call, and never is one? */
export function isHelperName(channelName: string): boolean {
  return HELPER.test(channelName);
}

/** Has a half no other channels than such? Then it is a part of a call that is not known, and no call. */
export function isOnlyHelpers({ channelNames }: { readonly channelNames: readonly string[] }): boolean {
  return channelNames.length > 0 && channelNames.every(isHelperName);
}

/** The id of the channel that a snoop listens to, which its name bears (res/res_stasis_snoop.c); null of other names. */
export function snoopedId(channelName: string | null): string | null {
  return /^Snoop\/(.*)-[0-9a-f]{8}$/.exec(channelName ?? "")?.[1] ?? null;
}

/** What the two ends of an Announcer or a Recorder have in common: one is in the bridge, the other plays or records. */
export function keyOfHelper(channelName: string | null): string | null {
  const pair = /^((?:Announcer|Recorder|CBAnn|CBRec)\/.*);[12]$/.exec(channelName ?? "")?.[1];
  return pair === undefined ? null : `h:${pair}`;
}

/**
 * The call for which a helper's channel was made, where no line ties the two: the one whose channel a snoop bears in its name, by
 * the second of its creation; else the only one that is up. null where several may be it.
 */
export function callHelped(event: CallEvent, open: Iterable<Half>): { half: Half; inferredFrom: string } | null {
  const { channelName } = event;
  if (channelName === null || !isHelperName(channelName)) return null;
  const up = [...open].filter((half) => !half.ended && !isOnlyHelpers(half));
  const snooped = snoopedId(channelName);
  const made = snooped === null ? null : parseUniqueId(snooped);
  if (snooped === null || made === null) return onlyOne(up, "a helper channel, and the only call up at the time");
  // a call that began before the log may have been made in any second
  const untold = up.filter(({ channelIds }) => channelIds.length === 0);
  const sameSecond = untold.filter((half) => isBegun(half) && secondsAfter(made.epochSeconds, half) === 0);
  const nextSecond = untold.filter((half) => !isBegun(half) || secondsAfter(made.epochSeconds, half) === 1);
  const own = up.filter(({ channelIds }) => channelIds.includes(snooped));
  const fitting = [own, sameSecond, nextSecond].find(({ length }) => length > 0) ?? [];
  return onlyOne(fitting, "a snoop, whose name tells when this call was made");
}

function onlyOne(halves: readonly Half[], inferredFrom: string): { half: Half; inferredFrom: string } | null {
  const [half, ...others] = halves;
  return half && others.length === 0 ? { half, inferredFrom } : null;
}

/** Does the log have a call's first line? */
function isBegun({ events }: Half): boolean {
  const first = events[0]?.event;
  return first?.type === "dialplan" && first.priority === 1;
}

/** Zones differ by quarters of an hour, and what Asterisk's log is of is not known yet. */
const QUARTER_MS = 900_000;

/** How many whole seconds after the second of a uniqueid a call's first line came, in whatever zone. */
function secondsAfter(epochSeconds: number, { firstWallMs }: Half): number {
  const lateMs = (((firstWallMs - epochSeconds * 1000) % QUARTER_MS) + QUARTER_MS) % QUARTER_MS;
  return Math.floor(lateMs / 1000);
}
