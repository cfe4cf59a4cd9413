// No call outlives its end. When the bot's log says that a channel ended, and Asterisk's log later shows a living channel of the
// same name, that is another call. Names start again with each start of Asterisk, and the lines that announce the restart may be
// missing.
import type { CallEvent, EventType } from "../../events/event.js";
import { type Clock, toUtcMs } from "../clocks/clock.js";
import type { HalfCall } from "../half-call.js";
import { SIGNS_OF_LIFE } from "../tracking/namesakes.js";

/** Measured clocks are closer than this. Clocks of hosts that are merely set are not. */
const SLACK_MS = { measured: 3_000, unknown: 15_000 };

/** By these events the bot says that a channel ended, or left it for good. */
const ENDS: ReadonlySet<EventType> = new Set<EventType>([
  "bot-hangup-requested",
  "bot-channel-destroyed",
  "bot-stasis-end",
]);

/**
 * Splits off what Asterisk's half of a call took from another call of the same channel name.
 * @returns both halves, or the half unchanged and null.
 */
export function partedAtEnd(
  asterisk: HalfCall,
  bot: HalfCall,
  clockOf: (half: HalfCall) => Clock,
): { own: HalfCall; later: HalfCall | null } {
  const whole = { own: asterisk, later: null };
  const name = asterisk.channelNames.length === 1 ? asterisk.channelNames[0] : callersNameIn(asterisk);
  const endMs = endOf(bot, clockOf(bot));
  if (endMs === null || name === undefined) return whole;
  const clock = clockOf(asterisk);
  const slackMs = clockOf(bot).skewKnown ? SLACK_MS.measured : SLACK_MS.unknown;
  if (toUtcMs(clock, asterisk.lastWallMs) <= endMs + slackMs) return whole;
  const isLate = ({ wallMs }: CallEvent): boolean => wallMs !== null && toUtcMs(clock, wallMs) > endMs + slackMs;
  const after = asterisk.events.filter(({ event }) => event.channelName === name && isLate(event));
  // the channel went on in the dialplan, where it lived on
  if (after[0]?.event.type === "dialplan" && after[0].event.exten !== "h") return whole;
  const first = after.find(({ event }) => SIGNS_OF_LIFE.has(event.type))?.event;
  if (!first) return whole;
  const isLater = ({ event }: HalfCall["events"][number]): boolean =>
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

/** When the bot's own channel ended, in UTC. Null if it was seen alive later, or went on in the dialplan. */
function endOf({ channelIds, events }: HalfCall, clock: Clock): number | null {
  const [id] = channelIds;
  if (id === undefined) return null;
  const isOwn = ({ event }: HalfCall["events"][number]): boolean => event.channelId === id;
  if (events.some((one) => one.event.type === "bot-left-dialplan-bound" && isOwn(one))) return null;
  const wallMs = events.find((one) => ENDS.has(one.event.type) && isOwn(one))?.event.wallMs ?? null;
  return wallMs === null ? null : toUtcMs(clock, wallMs);
}

function callersNameIn({ events }: HalfCall): string | undefined {
  return (
    events.find(({ event }) => event.type === "dialplan" && event.app === "Stasis")?.event.channelName ?? undefined
  );
}

function spanning(half: HalfCall): HalfCall {
  const times = half.events.flatMap(({ event }) => event.wallMs ?? []);
  return times.length === 0
    ? half
    : {
        ...half,
        firstWallMs: times.reduce((a, b) => Math.min(a, b)),
        lastWallMs: times.reduce((a, b) => Math.max(a, b)),
      };
}
