// No call lives on after its end. Where the bot's log tells when a channel ended, what Asterisk's log has of a living channel of
// that name later is of another call: names begin again with each start of Asterisk, and the lines that say so may be missing.
import type { CallEvent, EventType } from "../../events/event.js";
import { type Clock, toUtcMs } from "../clocks/clock.js";
import type { Half } from "../half.js";
import { SIGNS_OF_LIFE } from "../tracking/namesakes.js";

/** Clocks that were measured are closer than this; others are of hosts that set them at all. */
const SLACK_MS = { measured: 3_000, unknown: 15_000 };

/** With these the bot tells that a channel has ended, or left it for good. */
const ENDS: ReadonlySet<EventType> = new Set<EventType>([
  "bot-hangup-requested",
  "bot-channel-destroyed",
  "bot-stasis-end",
]);

/**
 * Parts from Asterisk's half of a call what is of another call of the same channel name.
 * @returns both, or the half as it was and null.
 */
export function partedAtEnd(
  asterisk: Half,
  bot: Half,
  clockOf: (half: Half) => Clock,
): { own: Half; later: Half | null } {
  const whole = { own: asterisk, later: null };
  const name = asterisk.channelNames.length === 1 ? asterisk.channelNames[0] : callersNameIn(asterisk);
  const endMs = endOf(bot, clockOf(bot));
  if (endMs === null || name === undefined) return whole;
  const clock = clockOf(asterisk);
  const slackMs = clockOf(bot).skewKnown ? SLACK_MS.measured : SLACK_MS.unknown;
  if (toUtcMs(clock, asterisk.lastWallMs) <= endMs + slackMs) return whole;
  const isLate = ({ wallMs }: CallEvent): boolean => wallMs !== null && toUtcMs(clock, wallMs) > endMs + slackMs;
  const after = asterisk.events.filter(({ event }) => event.channelName === name && isLate(event));
  // it was sent on to the dialplan, where it lived on
  if (after[0]?.event.type === "dialplan" && after[0].event.exten !== "h") return whole;
  const first = after.find(({ event }) => SIGNS_OF_LIFE.has(event.type))?.event;
  if (!first) return whole;
  const isLater = ({ event }: Half["events"][number]): boolean =>
    event.line >= first.line && event.sourceIndex >= first.sourceIndex && (event.channelName ?? name) === name;
  return {
    own: spanning({ ...asterisk, events: asterisk.events.filter((one) => !isLater(one)) }),
    later: spanning({
      ...asterisk,
      events: asterisk.events.filter(isLater),
      channelIds: [],
      channelNames: [name],
      sipCallIds: [],
    }),
  };
}

/** When the bot's own channel ended, by UTC; null where it was seen alive later, or went on in the dialplan. */
function endOf({ channelIds, events }: Half, clock: Clock): number | null {
  const [id] = channelIds;
  if (id === undefined) return null;
  const isOwn = ({ event }: Half["events"][number]): boolean => event.channelId === id;
  if (events.some((one) => one.event.type === "bot-left-dialplan-bound" && isOwn(one))) return null;
  const wallMs = events.find((one) => ENDS.has(one.event.type) && isOwn(one))?.event.wallMs ?? null;
  return wallMs === null ? null : toUtcMs(clock, wallMs);
}

function callersNameIn({ events }: Half): string | undefined {
  return (
    events.find(({ event }) => event.type === "dialplan" && event.app === "Stasis")?.event.channelName ?? undefined
  );
}

function spanning(half: Half): Half {
  const times = half.events.flatMap(({ event }) => event.wallMs ?? []);
  return times.length === 0
    ? half
    : {
        ...half,
        firstWallMs: times.reduce((a, b) => Math.min(a, b)),
        lastWallMs: times.reduce((a, b) => Math.max(a, b)),
      };
}
